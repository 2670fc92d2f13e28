#include "ui/pages/inspectorpanel.h"

#include "ui/pages/overview.h"
#include "ui/pages/relatedpanel.h"
#include "ui/pages/statustext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"

#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

InspectorPanel::InspectorPanel(Session::Estate &estate, QAction *countConnections, QAction *probeLock, QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_secrets(Json::SecretKeys::fromResource())
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_title(new WrapLabel(this))
    , m_subtitle(new PlainLabel(this))
    , m_environment(new EnvironmentTag(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new FieldList(this))
    , m_related(new RelatedPanel(countConnections, probeLock, this))
    , m_json(new JsonView(this))
{
    setProperty("surface", u"base"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Inspector"));

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_overview);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Overview of the object"));
    m_overview->setObjectName(u"overviewFields"_s);
    m_overview->setProperty("surface", u"base"_s);
    m_overview->setAttribute(Qt::WA_StyledBackground);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Inspector tabs"));
    m_tabs->addTab(scroll, tr("Overview"));
    m_tabs->addTab(m_related, tr("Connections"));
    m_tabs->addTab(m_json, tr("Raw JSON"));

    auto *page = new QWidget(this);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->setSpacing(Size::gap);
    pageLayout->addWidget(buildHeader());
    pageLayout->addWidget(m_tabs, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!m_isArranging && !m_id.isEmpty()) {
            m_chosenTabs[m_kind] = m_tabs->currentWidget();
        }
    });
    connect(m_related, &RelatedPanel::objectWanted, this,
            [this](Query::Kind kind, const QString &id) { Q_EMIT objectWanted(m_tenant, kind, id); });
    connect(m_overview, &FieldList::targetWanted, this,
            [this](const QString &customer) { Q_EMIT objectWanted(m_tenant, Query::Kind::Customers, customer); });
    estate.each(this, [this](Session::TenantSession *session) { watch(session); });
    connect(&estate, &Session::Estate::closed, this, [this](const Domain::TenantId &id) {
        const bool isOfIt = std::any_of(m_selection.objects.cbegin(), m_selection.objects.cend(),
                                        [&id](const Session::ObjectId &object) { return object.tenant == id; });
        if (id == m_tenant || isOfIt) {
            showSelection({});
        }
    });
    showNothing(0);
}

QWidget *InspectorPanel::buildHeader()
{
    auto *header = new QWidget(this);
    m_title->setFont(fontOf(Type::Title));
    m_title->setMaximumLines(2);
    m_title->setObjectName(u"title"_s);
    m_subtitle->setObjectName(u"subtitle"_s);
    m_subtitle->setProperty("muted", true);
    m_headLine = new QHBoxLayout;
    m_headLine->setSpacing(Size::gap);
    m_headLine->addWidget(m_subtitle);
    m_headLine->addWidget(m_environment);
    m_headLine->addStretch();
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, 0);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addLayout(m_headLine);
    return header;
}

void InspectorPanel::showObject(const Domain::TenantId &tenant, Query::Kind kind, const QString &id)
{
    m_tenant = tenant;
    m_kind = kind;
    m_id = id;
    m_selection = {kind, {{tenant, id}}};
    showAgain();
}

void InspectorPanel::showSelection(const Selection &selection)
{
    m_selection = selection;
    if (selection.objects.size() > 1) {
        showMany();
    } else {
        showNothing(selection.objects.size());
    }
}

void InspectorPanel::offerLog(QAction *showLogs)
{
    QPushButton *button = namedButton("objectLog", tr("Show log"), this);
    button->setProperty("flat", true);
    button->setToolTip(showLogs->toolTip());
    m_headLine->addWidget(button);
    const auto show = [this, button, showLogs] {
        // The pages of users and customers have such a button of their own.
        button->setVisible(showLogs->isEnabled() && m_selection.kind != Query::Kind::Users
                           && m_selection.kind != Query::Kind::Customers);
    };
    connect(button, &QPushButton::clicked, showLogs, &QAction::trigger);
    connect(showLogs, &QAction::changed, button, show);
    connect(this, &InspectorPanel::selectionShown, button, show);
    show();
}

void InspectorPanel::showMany()
{
    m_id.clear();
    m_shownJson.clear();
    QWidget *current = m_tabs->currentWidget();
    if (!showSelectionTabs()) {
        keepTabOfOne(current);
        showNothing(m_selection.objects.size());
        return;
    }
    m_title->setText(tr("%L1 %2", "a number, and connections or the like")
                         .arg(m_selection.objects.size())
                         .arg(titleFor(m_selection.kind).toLower()));
    m_subtitle->setFullText(tr("Differing fields are marked; only your edits count"));
    m_environment->hide();
    showTabsOfOne(false);
    keepTabOfOne(current);
    m_stack->setCurrentIndex(1);
    openWanted();
}

void InspectorPanel::showNothing(qsizetype selected)
{
    m_id.clear();
    m_shownJson.clear();
    m_json->setJson({});
    Q_EMIT selectionShown(selected > 1 ? m_selection : Selection());
    if (selected > 1) {
        m_empty->setContent("view-list-tree"_L1, tr("%n rows are selected", nullptr, int(selected)),
                            tr("What can be done with all of them is in their menu: a right click, or the Menu key. "
                               "Choose one to inspect it."));
    } else {
        m_empty->setContent("edit-find"_L1, tr("Nothing is selected"), tr("Choose a row to see it whole."));
    }
    m_stack->setCurrentWidget(m_empty);
}

void InspectorPanel::showFindings(const Session::Auditor &auditor)
{
    m_auditor = &auditor;
    connect(&auditor, &Session::Auditor::audited, this, [this](const Domain::TenantId &tenant) {
        if (tenant == m_tenant && !m_id.isEmpty()) {
            showAgain();
        }
    });
}

void InspectorPanel::showCustomers(const Session::CustomerBook &book)
{
    m_book = &book;
    connect(&book, &Session::CustomerBook::changed, this, [this](const Domain::TenantId &tenant) {
        if (tenant == m_tenant && !m_id.isEmpty() && customerField()) {
            showAgain();
        }
    });
    connect(&book, &Session::CustomerBook::mergedChanged, this, [this] {
        if (m_kind == Query::Kind::Customers && !m_id.isEmpty()) {
            showAgain(); // another tenant may have it too
        }
    });
}

/// In how many Auth0 tenants the customer is that is shown; 0 where it is another object.
qsizetype InspectorPanel::tenantsOfCustomer() const
{
    const bool isCustomer = m_book && m_kind == Query::Kind::Customers;
    const auto found = isCustomer ? m_book->merged().find(m_id) : Session::MergedCustomers::const_iterator();
    return isCustomer && found != m_book->merged().end() ? found->second.rows.size() : 0;
}

/// Whose the object is that is shown; nothing where it is none that a customer may have, or before that was looked at.
std::optional<Field> InspectorPanel::customerField() const
{
    const Analysis::TenantCustomers *customers = m_book ? m_book->of(m_tenant) : nullptr;
    const auto kind = Analysis::objectKindOf(m_kind);
    if (!customers || !kind) {
        return std::nullopt;
    }
    Field field{tr("Customer"), m_book->ownerOf(m_tenant, *kind, m_id), false, {}, {}};
    field.target = customers->ownerOf(*kind, m_id);
    return field;
}

void InspectorPanel::startJsonSearch()
{
    m_tabs->setCurrentWidget(m_json);
    m_json->startSearch();
}

void InspectorPanel::watch(Session::TenantSession *session)
{
    const Domain::TenantId tenant = session->id();
    const auto again = [this, tenant](Query::Kind kind, const QStringList &ids) {
        if (tenant == m_tenant && kind == m_kind && ids.contains(m_id)) {
            showAgain();
        } else if (m_selection.objects.size() > 1 && kind == m_selection.kind) {
            showSelectionTabs();
        }
    };
    connect(session, &Session::TenantSession::recordsChanged, this, again);
    connect(session, &Session::TenantSession::recordsRemoved, this, again);
    connect(session, &Session::TenantSession::mapStatusChanged, this, [this, tenant, session] {
        // While it counts, the list that is shown stays as it is.
        if (tenant == m_tenant && !m_id.isEmpty() && !session->mapStatus().isReading()) {
            showAgain();
        }
    });
}

void InspectorPanel::showAgain()
{
    Session::TenantSession *session = m_estate.find(m_tenant);
    const Query::RecordPtr record = m_estate.record(m_tenant, m_kind, m_id);
    if (!session || !record) {
        showNothing(0);
        return;
    }
    const auto marks = m_auditor ? m_auditor->optionsFor(m_tenant).decisions.lockMarks : QHash<QString, bool>();
    const auto mark = marks.constFind(m_id);
    Overview overview
        = overviewOf(*record, m_kind, m_lockBands, mark == marks.cend() ? std::nullopt : std::optional(*mark));
    if (const Analysis::AuditResult *result = m_auditor ? m_auditor->resultOf(m_tenant) : nullptr) {
        addFindings(result->findings, m_kind, m_id, &overview.fields);
    }
    if (const auto customer = customerField()) {
        overview.fields.insert(!overview.fields.isEmpty() && overview.fields.first().isId ? 1 : 0, *customer);
    }
    m_title->setText(overview.title);
    m_subtitle->setFullText(overview.subtitle.isEmpty() ? singularFor(m_kind) + u" · "_s + session->profile().name
                                                        : singularFor(m_kind) + u" · "_s + overview.subtitle + u" · "_s
                                    + session->profile().name);
    m_environment->setEnvironment(session->profile().environment);
    m_overview->setFields(overview.fields);

    const QScopedValueRollback arranging(m_isArranging, true);
    QWidget *before = m_tabOfOne ? m_tabOfOne : m_tabs->currentWidget();
    showTabsOfOne(true);
    if (const qsizetype tenants = tenantsOfCustomer(); tenants > 1) { // its record is of all of them
        m_subtitle->setFullText(tr("Customer · in %n Auth0 tenant(s)", nullptr, int(tenants)));
        m_environment->hide();
    }
    const bool isTold = showSelectionTabs();
    m_tabs->setTabVisible(0, !isTold || !Query::isDerived(m_kind)); // its cells are all in the record
    const bool hasRelated = m_kind == Query::Kind::Applications || m_kind == Query::Kind::Connections;
    const int related = m_tabs->indexOf(m_related);
    m_tabs->setTabVisible(related, hasRelated);
    if (hasRelated) {
        m_related->showRelated(*session, m_kind, m_id);
        const QString title = m_kind == Query::Kind::Applications ? tr("Connections") : tr("Applications");
        const int count = m_related->count();
        m_tabs->setTabText(related, count > 0 ? tr("%1 %2", "tab with its count").arg(title).arg(count) : title);
    }
    settleTab(before);
    if (record->original != m_shownJson) {
        m_shownJson = record->original;
        m_json->setJson(Json::masked(record->original, m_secrets));
    }
    m_stack->setCurrentIndex(1);
    m_isArranging = false; // a tab that was asked for is chosen
    openWanted();
}

} // namespace Ui
