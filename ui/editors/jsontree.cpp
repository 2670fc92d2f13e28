#include "ui/editors/jsontree.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"

#include "items/jsontreemodel.h"
#include "items/roles.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// More nodes stay closed at first: who opens a large document looks for something.
constexpr qsizetype mostOpened = 300;

/// Names and values as text that cannot look like another; what is wrong somewhere has a sign and says why.
class NodeDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->text = visibleText(option->text);
        const Tokens &tokens = tokensOf(option->palette);
        const bool isName = index.column() == Items::JsonTreeModel::NameColumn;
        const QAbstractItemModel *model = index.model();
        const bool hasChildren = model != nullptr && model->hasChildren(index.siblingAtColumn(0));
        if (!index.data(Items::ErrorRole).toString().isEmpty()) {
            if (isName) {
                option->features |= QStyleOptionViewItem::HasDecoration;
                option->icon = icon("data-warning"_L1);
                option->decorationSize = QSize(Size::icon, Size::icon);
            }
            option->palette.setColor(QPalette::Text, tokens.full);
        } else if (!isName) {
            option->palette.setColor(QPalette::Text,
                                     hasChildren                               ? tokens.muted
                                         : option->text.startsWith(u'"')       ? tokens.ok
                                         : option->text.left(1).contains(u'n') ? tokens.muted
                                                                               : tokens.watch);
        }
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), Size::row};
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        Q_UNUSED(option)
        const QString problem = index.data(Items::ErrorRole).toString();
        QToolTip::showText(event->globalPos(),
                           plainToolTip(problem.isEmpty() ? index.data(Qt::DisplayRole).toString() : problem), view);
        return true;
    }
};

} // namespace

JsonTree::JsonTree(Items::JsonTreeModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setAccessibleName(tr("Keys and values"));
    ColumnHeader::give(*this);
    setModel(&model);
    setItemDelegate(new NodeDelegate(this));
    setUniformRowHeights(true);
    setFont(fontOf(Type::Mono));
    setAllColumnsShowFocus(true);
    setTextElideMode(Qt::ElideRight);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    header()->setFont(fontOf(Type::Body));
    header()->setStretchLastSection(true);
    header()->resizeSection(Items::JsonTreeModel::NameColumn, 190);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &JsonTree::remember);
    connect(&model, &QAbstractItemModel::modelReset, this, &JsonTree::restore);
    if (model.tree().size() <= mostOpened) {
        expandAll();
    }
}

void JsonTree::remember()
{
    m_open.clear();
    const Json::TextTree &tree = m_model.tree();
    for (int node = 1; node < tree.size(); ++node) {
        if (!tree.node(node).children.isEmpty() && isExpanded(m_model.indexOfNode(node))) {
            m_open.insert(tree.pointerTo(node));
        }
    }
    m_current = m_model.pointerOf(currentIndex());
}

void JsonTree::restore()
{
    const bool isFirst = m_open.isEmpty() && m_current.isWhole();
    if (isFirst && m_model.tree().size() <= mostOpened) {
        expandAll();
    }
    for (const Json::Pointer &pointer : std::as_const(m_open)) {
        if (const QModelIndex index = m_model.indexOf(pointer); index.isValid()) {
            expand(index);
        }
    }
    Json::Pointer current = m_current;
    while (!current.isWhole() && !m_model.indexOf(current).isValid()) {
        current = current.parent();
    }
    show(current);
}

void JsonTree::show(const Json::Pointer &pointer)
{
    const QModelIndex index = m_model.indexOf(pointer);
    if (index.isValid() && index != currentIndex().siblingAtColumn(0)) {
        const QScopedValueRollback showing(m_isShowing, true);
        setCurrentIndex(index);
        scrollTo(index);
    }
}

void JsonTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_isShowing && current.isValid()) {
        Q_EMIT nodeChosen(m_model.nodeOf(current));
    }
}

void JsonTree::addKey()
{
    const QModelIndex at = currentIndex();
    const bool isInside = at.isValid()
        && (isExpanded(at.siblingAtColumn(0)) || !m_model.hasChildren(at.siblingAtColumn(0)))
        && m_model.tree().node(m_model.nodeOf(at)).isContainer();
    const Json::Pointer place = m_model.insertAfter(at, isInside);
    if (const QModelIndex made = m_model.indexOf(place); made.isValid()) {
        setCurrentIndex(made);
        scrollTo(made);
        const bool isMember = (m_model.flags(made) & Qt::ItemIsEditable) != 0;
        edit(isMember ? made : made.siblingAtColumn(Items::JsonTreeModel::ValueColumn));
    }
}

void JsonTree::removeKey()
{
    m_model.removeNode(currentIndex());
}

void JsonTree::keyPressEvent(QKeyEvent *event)
{
    if (state() != EditingState && event->modifiers() == Qt::NoModifier) {
        const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (event->key() == Qt::Key_Insert) {
            return addKey();
        }
        if (event->key() == Qt::Key_Delete) {
            return removeKey();
        }
        if (isReturn && currentIndex().isValid()) {
            return edit(currentIndex().siblingAtColumn(Items::JsonTreeModel::ValueColumn));
        }
        if (event->key() == Qt::Key_F2 && currentIndex().isValid()) {
            return edit(currentIndex());
        }
    }
    QTreeView::keyPressEvent(event);
}

} // namespace Ui
