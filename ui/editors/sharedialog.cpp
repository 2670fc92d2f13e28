#include "ui/editors/sharedialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/brandingpanel.h"
#include "ui/editors/memberspanel.h"
#include "ui/editors/stagebar.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "items/choicemodel.h"
#include "items/sharerows.h"
#include "query/columns.h"
#include "session/changetray.h"
#include "session/customerbook.h"
#include "session/lockforecast.h"
#include "session/tenantsession.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

namespace {

using Query::Kind;

constexpr qsizetype toldForecasts = 3;

Analysis::CustomerShare shareOf(const Session::CustomerBook &book, const Domain::TenantId &tenant, const QString &key)
{
    const Analysis::TenantCustomers *customers = book.of(tenant);
    if (customers && customers->shares.contains(key)) {
        return customers->shares.at(key);
    }
    return {};
}

QWidget *emptyPage(const QString &text)
{
    auto *empty = new EmptyState;
    empty->setContent("group"_L1, ShareDialog::tr("The customer has no organization here"), text);
    return empty;
}

} // namespace

ShareDialog::ShareDialog(const CustomerServices &customers, const ChangeServices &changes,
                         Session::TenantSession &session, const QString &customer, QWidget *parent)
    : QDialog(parent)
    , m_customers(customers)
    , m_changes(changes)
    , m_session(session)
    , m_share(shareOf(customers.book, session.id(), customer))
    , m_organization(new QComboBox(this))
    , m_tabs(new QTabWidget(this))
    , m_branding(new QStackedWidget)
    , m_access(new QStackedWidget)
    , m_model(new Items::CustomerTreeModel({tr("What it has"), tr("Where, or with what")}, this))
    , m_tree(new QTreeView(this))
    , m_forecast(new WrapLabel(this))
    , m_staged(new WrapLabel(this))
    , m_connections(namedButton("editConnections", tr("C&onnections of the organization…"), this))
    , m_stage(namedButton("stage", tr("&Stage"), this))
{
    setObjectName(u"share"_s);
    build();
    fillOrganizations();
    showFunctionality();
    connect(m_organization, &QComboBox::currentIndexChanged, this, &ShareDialog::showOrganization);
    connect(&changes.tray, &Session::ChangeTray::changed, this, &ShareDialog::showFunctionality);
    m_followed.setSingleShot(true);
    m_followed.setInterval(300ms); // pages of a reading come one after the other
    connect(&m_followed, &QTimer::timeout, this, &ShareDialog::showFunctionality);
    connect(&session, &Session::TenantSession::recordsChanged, this, [this](Kind kind) {
        const bool isShown = kind == Kind::Connections || kind == Kind::Organizations || kind == Kind::Applications;
        if (isShown && !m_followed.isActive()) {
            m_followed.start();
        }
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to ask about
    showOrganization();
}

void ShareDialog::build()
{
    const QString title = tr("Share of %1").arg(m_share.name);
    setWindowTitle(visibleText(title));
    m_organization->setObjectName(u"organization"_s);
    m_organization->setAccessibleName(tr("Organization"));
    m_organization->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_organization->setMinimumContentsLength(22);
    m_tabs->setObjectName(u"parts"_s);
    m_tabs->setAccessibleName(tr("Parts of the share"));
    m_tabs->addTab(makeScrollBody(m_branding, tr("Branding"), this), tr("Bra&nding"));
    m_tabs->addTab(buildFunctionality(), tr("&Functionality"));
    m_tabs->addTab(m_access, tr("Acc&ess"));
    m_staged->setObjectName(u"stagedAlready"_s);
    m_staged->setProperty("muted", true);
    m_stage->setToolTip(tr("Nothing is sent before the change is reviewed and applied"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->addWidget(m_tabs);
    body->addWidget(m_staged); // on every tab: whoever cancels is told before
    auto *header = new DialogHeader(title, m_session.profile(), this);
    header->addWidget(m_organization);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addLayout(body, 1);
    layout->addWidget(makeStageBar(*this, *m_stage));
    m_stage->setDefault(true);
    m_tabs->setFocus();
    sizeDialog(*this, {820, 640});
}

QWidget *ShareDialog::buildFunctionality()
{
    auto *page = new QWidget(this);
    ColumnHeader *header = ColumnHeader::give(*m_tree);
    m_tree->setObjectName(u"functionality"_s);
    m_tree->setAccessibleName(tr("Connections, organizations and applications of the customer"));
    m_tree->setModel(m_model);
    // Only then: what somebody collapsed stays so while the rows do.
    connect(m_model, &QAbstractItemModel::modelReset, m_tree, [this] { m_tree->expandToDepth(0); });
    m_tree->setItemDelegate(new PlainRowDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setMinimumHeight(76);
    header->resizeSection(0, 260);
    header->setFilling(1, 160);
    m_forecast->setObjectName(u"forecast"_s);
    QPushButton *applications = namedButton("editApplications", tr("&Applications of its connections…"), page);
    applications->setEnabled(!m_share.connections.isEmpty());
    connect(applications, &QPushButton::clicked, this, [this] { Q_EMIT switchesWanted(m_share.connections); });
    connect(m_connections, &QPushButton::clicked, this, [this] { Q_EMIT connectionsWanted(organization().id); });
    auto *tools = new QHBoxLayout;
    tools->setSpacing(Size::gap);
    tools->addWidget(applications);
    tools->addWidget(m_connections);
    tools->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, Size::margin, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_forecast);
    layout->addLayout(tools);
    return page;
}

void ShareDialog::fillOrganizations()
{
    QList<Items::Choice> choices;
    for (const QString &id : std::as_const(m_share.organizations)) {
        const Query::RecordPtr record = m_session.record(Kind::Organizations, id);
        if (record) {
            const QString title = Query::textAt(*record, Kind::Organizations, u"display_name");
            choices.append(
                {id, visibleText(title.isEmpty() ? Query::textAt(*record, Kind::Organizations, u"name") : title)});
        }
    }
    auto *model = new Items::ChoiceModel(Items::ChoiceModel::Boxes::None, m_organization);
    model->setChoices(choices);
    m_organization->setModel(model);
    m_organization->setCurrentIndex(choices.isEmpty() ? -1 : 0);
    m_organization->setVisible(m_organization->count() > 0);
    m_organization->setEnabled(m_organization->count() > 1);
    m_connections->setEnabled(m_organization->count() > 0);
    if (m_organization->count() == 0) {
        m_branding->addWidget(emptyPage(tr("Logo and colours of a login page belong to an organization.")));
        m_access->addWidget(emptyPage(tr("Members and their roles belong to an organization. Whose users may sign in "
                                         "is told by its connections.")));
    }
}

Change::ObjectRef ShareDialog::organization() const
{
    const QString id = m_organization->currentData().toString();
    return {Change::ObjectKind::Organization, id, Session::nameOf(m_session, Kind::Organizations, id)};
}

/// Each organization has panels of its own, so that nothing entered is lost between them.
void ShareDialog::showOrganization()
{
    const Change::ObjectRef object = organization();
    if (object.id.isEmpty()) {
        return showStage();
    }
    if (!m_brandings.contains(object.id)) {
        auto *branding = new BrandingPanel(m_branding);
        const auto staged = m_changes.tray.staged(m_session.id(), object);
        branding->showOrganization(object, Session::seenObject(m_session, object),
                                   staged ? staged->changes : QList<Json::LeafChange>());
        connect(branding, &BrandingPanel::edited, this, &ShareDialog::showStage);
        m_branding->addWidget(branding);
        m_brandings.insert(object.id, branding);
        auto *members = new MembersPanel(m_session, m_changes.tray, object.id, m_access);
        connect(members, &MembersPanel::edited, this, &ShareDialog::showStage);
        m_access->addWidget(members);
        m_members.insert(object.id, members);
        orderTabs();
    }
    m_branding->setCurrentWidget(m_brandings.value(object.id));
    m_access->setCurrentWidget(m_members.value(object.id));
    showStage();
}

/// Panels come one after the other, and all before the buttons below them.
void ShareDialog::orderTabs()
{
    QWidget *last = m_members.value(organization().id)->lastField();
    for (QWidget *button : {findChild<QWidget *>(u"cancel"_s), static_cast<QWidget *>(m_stage)}) {
        setTabOrder(last, button);
        last = button;
    }
}

void ShareDialog::showFunctionality()
{
    QList<Change::PlanItem> items;
    for (const Session::TenantPlan &plan : m_changes.tray.plans()) {
        if (plan.tenant == m_session.id()) {
            items += plan.plan.items;
        }
    }
    m_model->setRows(Items::shareRows(m_session, m_share, items));
    const QStringList staged = Items::stagedUses(m_session, m_share, items);
    m_staged->setVisible(!staged.isEmpty());
    m_staged->setText(tr("Staged already: %1. Cancel leaves it staged; the review (Ctrl+Return) can take it out.")
                          .arg(visibleText(staged.join(u"; "_s))));
    const QStringList lines = Session::linesOf(Session::lockForecasts(m_session, items), toldForecasts);
    m_forecast->setLines(lines);
    m_forecast->setVisible(!lines.isEmpty());
}

QList<Change::PlanItem> ShareDialog::items() const
{
    QList<Change::PlanItem> all;
    for (const QString &id : std::as_const(m_share.organizations)) {
        if (const BrandingPanel *branding = m_brandings.value(id); branding && branding->isEdited()) {
            all.append(branding->item());
        }
        if (const MembersPanel *members = m_members.value(id); members && members->board().isEdited()) {
            all += members->board().items();
        }
    }
    return all;
}

void ShareDialog::showStage()
{
    m_stage->setEnabled(!items().isEmpty());
}

void ShareDialog::accept()
{
    for (int i = 0; i < m_organization->count(); ++i) {
        BrandingPanel *branding = m_brandings.value(m_organization->itemData(i).toString());
        if (branding && branding->isEdited() && branding->showProblems()) {
            m_organization->setCurrentIndex(i);
            m_tabs->setCurrentIndex(0);
            return;
        }
        MembersPanel *members = m_members.value(m_organization->itemData(i).toString());
        if (members && members->showForgotten()) {
            m_organization->setCurrentIndex(i);
            m_tabs->setCurrentWidget(m_access);
            return;
        }
    }
    const QList<Change::PlanItem> all = items();
    if (!all.isEmpty()) {
        Q_EMIT staged(all);
    }
    QDialog::accept();
}

void ShareDialog::reject()
{
    if (items().isEmpty()) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
