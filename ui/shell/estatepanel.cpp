#include "ui/shell/estatepanel.h"

#include "ui/shell/actions.h"
#include "ui/theme/decorationproxy.h"
#include "ui/theme/icon.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/estatetree.h"

#include "items/estatetreemodel.h"
#include "items/roles.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

Scope scopeOf(const QModelIndex &index)
{
    Scope scope;
    const QString tenant = index.data(Items::TenantRole).toString();
    if (!tenant.isEmpty()) {
        scope.tenant = Domain::TenantId(tenant);
    }
    const QVariant kind = index.data(Items::KindRole);
    scope.kind = kind.isValid() ? Query::Kind(kind.toInt()) : Query::Kind::Tenants;
    scope.connectionKind = index.data(Items::ConnectionKindRole).toString();
    return scope;
}

} // namespace

EstatePanel::EstatePanel(Session::Estate &estate, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_estate(new Items::EstateTreeModel(estate, this))
    , m_filter(new QLineEdit(this))
    , m_model(new QSortFilterProxyModel(this))
    , m_tree(new EstateTree(this))
{
    setProperty("surface", u"window"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_model->setSourceModel(new DecorationProxy(m_estate, this));
    m_model->setRecursiveFilteringEnabled(true);
    m_model->setAutoAcceptChildRows(true);
    m_model->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree->setModel(m_model);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar(actions));
    layout->addWidget(m_tree, 1);
    buildMenu(actions);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid() && !m_isShowingScope) {
            Q_EMIT scopeChosen(scopeOf(index));
        }
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilterFixedString(text);
        if (!text.isEmpty()) {
            m_tree->expandToDepth(1);
        }
    });
    connect(m_filter, &QLineEdit::returnPressed, m_tree, qOverload<>(&QWidget::setFocus));
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EstatePanel::openFirstLevels);
    m_tree->expandToDepth(0);
    openFirstLevels({}, 0, m_model->rowCount() - 1);
}

void EstatePanel::showFindings(const Session::Auditor &auditor)
{
    m_estate->showFindings(auditor);
}

QWidget *EstatePanel::buildBar(const Actions &actions)
{
    auto *bar = new QWidget(this);
    m_filter->setPlaceholderText(tr("Find a tenant"));
    m_filter->setAccessibleName(tr("Find a tenant"));
    m_filter->setToolTip(actions.findTenant->toolTip());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon("edit-find"_L1), QLineEdit::LeadingPosition);
    auto *add = new QToolButton(bar);
    add->setDefaultAction(actions.addTenant);
    add->setToolButtonStyle(Qt::ToolButtonIconOnly);
    add->setFocusPolicy(Qt::TabFocus);
    add->setAccessibleName(tr("Add a tenant"));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Size::gap, Size::gap, Size::gap, Size::gap);
    layout->setSpacing(6);
    layout->addWidget(m_filter, 1);
    layout->addWidget(add);
    return bar;
}

void EstatePanel::buildMenu(const Actions &actions)
{
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this, &actions](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions({actions.refresh, actions.refreshAll, actions.countConnections});
        menu->addSeparator();
        menu->addActions(
            {actions.editTenant, actions.duplicateTenant, actions.replaceCredential, actions.removeTenant});
        menu->addSeparator();
        menu->addActions({actions.toggleLock, actions.journal});
        menu->addSeparator();
        menu->addActions({actions.timeline, actions.report, actions.exportDeploy, actions.exportTerraform});
        menu->addSeparator();
        menu->addAction(actions.addTenant);
        menu->popup(m_tree->viewport()->mapToGlobal(position));
    });
}

void EstatePanel::setScope(const Scope &scope)
{
    m_isShowingScope = true;
    const QModelIndex index = find(scope, {});
    if (index.isValid() && index != m_tree->currentIndex()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    }
    m_isShowingScope = false;
}

void EstatePanel::startFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QWidget *EstatePanel::entry() const
{
    return m_tree;
}

/// A tenant that appears is shown with what is under it.
void EstatePanel::openFirstLevels(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const bool isKind = index.data(Items::KindRole).isValid();
        if (!isKind) {
            m_tree->expand(index);
            openFirstLevels(index, 0, m_model->rowCount(index) - 1);
        }
    }
}

QModelIndex EstatePanel::find(const Scope &scope, const QModelIndex &parent) const
{
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        if (scopeOf(index) == scope) {
            return index;
        }
        const QModelIndex below = find(scope, index);
        if (below.isValid()) {
            return below;
        }
    }
    return {};
}

} // namespace Ui
