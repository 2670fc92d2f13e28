#include "ui/editors/onboarddialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainrowdelegate.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "query/columns.h"
#include "session/customerbook.h"
#include "session/snapshotparts.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"
#include "json/value.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

using Change::ObjectKind;
using Query::Kind;

namespace {

constexpr int idRole = Qt::UserRole;

QLineEdit *field(const char *name, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setObjectName(QLatin1StringView(name));
    return line;
}

QCheckBox *choice(const char *name, const QString &text, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(QLatin1StringView(name));
    return box;
}

WrapLabel *told(const char *name, QWidget *parent)
{
    auto *label = new WrapLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    return label;
}

/// A list that may be long: what is typed is looked for in the middle of names, too.
QComboBox *choiceOf(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

/// The id of what the text names; empty while it names nothing.
QString chosenIn(const QComboBox &box)
{
    return box.itemData(box.findText(box.currentText(), Qt::MatchFixedString)).toString();
}

/// A field that still holds what was derived gets what is derived now; what somebody typed stays.
void follow(QLineEdit *line, const QString &before, const QString &now)
{
    if (line->text() == before) {
        line->setText(now);
    }
}

} // namespace

OnboardDialog::OnboardDialog(const Session::TenantSession &session, const Session::CustomerBook &book,
                             const Domain::LockBands &bands, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_book(book)
    , m_bands(bands)
    , m_customer(field("customerName", this))
    , m_holdsConnection(choice("holdsConnection", tr("A database connection of its &own"), this))
    , m_holdsOrganization(choice("holdsOrganization", tr("An or&ganization"), this))
    , m_holdsApplication(choice("holdsApplication", tr("An &application of its own"), this))
    , m_holdsMetadata(choice("holdsMetadata", tr("A value in users' app_&metadata"), this))
    , m_holdsTenant(choice("holdsTenant", tr("An Auth0 &tenant of its own"), this))
    , m_form(new FieldGrid(this))
    , m_connection(field("connectionName", this))
    , m_connectionModel(choiceOf(this))
    , m_applications(new QListWidget(this))
    , m_application(field("applicationName", this))
    , m_applicationModel(choiceOf(this))
    , m_callbacks(field("callbacks", this))
    , m_turnsOff(choice("turnsOff", tr("Turn all others o&ff"), this))
    , m_organization(field("organizationName", this))
    , m_displayName(field("displayName", this))
    , m_logo(field("logo", this))
    , m_primary(field("primary", this))
    , m_background(field("background", this))
    , m_assigns(choice("assigns", tr("Made by signing &in"), this))
    , m_made(told("made", this))
    , m_limits(told("limits", this))
    , m_notes(told("notes", this))
    , m_problems(told("problems", this))
    , m_confirmed(choice("confirmed", tr("Go on &beyond the limit"), this))
    , m_copy(namedButton("copyHandover", tr("&Copy the app_metadata"), this))
    , m_tenant(namedButton("addTenant", tr("Add a tena&nt…"), this))
    , m_review(namedButton("review", tr("&Review…"), this))
{
    setObjectName(u"onboard"_s);
    setWindowTitle(tr("Onboard a customer"));
    fillModels();
    build();
    m_holdsConnection->setChecked(true);
    m_holdsOrganization->setChecked(true);
    m_assigns->setChecked(true);
    m_turnsOff->setChecked(true);
    connect(m_customer, &QLineEdit::textChanged, this, &OnboardDialog::derive);
    for (QLineEdit *line :
         {m_connection, m_application, m_callbacks, m_organization, m_displayName, m_logo, m_primary, m_background}) {
        connect(line, &QLineEdit::textChanged, this, &OnboardDialog::showState);
    }
    for (QCheckBox *box : {m_holdsConnection, m_holdsOrganization, m_holdsApplication, m_holdsMetadata, m_holdsTenant,
                           m_turnsOff, m_assigns, m_confirmed}) {
        connect(box, &QCheckBox::toggled, this, &OnboardDialog::showState);
    }
    for (QComboBox *box : {m_connectionModel, m_applicationModel}) {
        connect(box, &QComboBox::currentTextChanged, this, &OnboardDialog::showState);
    }
    connect(m_applications, &QListWidget::itemChanged, this, &OnboardDialog::showState);
    connect(m_review, &QPushButton::clicked, this, &OnboardDialog::review);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(handover()); });
    connect(m_tenant, &QPushButton::clicked, this, &OnboardDialog::tenantWanted);
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    sizeDialog(*this, {1060, 720});
    m_customer->setFocus();
    showState();
}

void OnboardDialog::fillModels()
{
    m_connectionModel->setObjectName(u"connectionModel"_s);
    m_applicationModel->setObjectName(u"applicationModel"_s);
    for (const Query::RecordPtr &record : m_session.records(Kind::Connections)) {
        if (!Change::modelProblem(ObjectKind::Connection, record->original)) {
            m_connectionModel->addItem(visibleText(Query::textAt(*record, Kind::Connections, u"name")), record->id);
        }
    }
    m_connectionModel->lineEdit()->setAccessibleName(tr("The connection it is made like"));
    m_applicationModel->lineEdit()->setAccessibleName(tr("The application it is made like"));
    m_applications->setObjectName(u"applications"_s);
    m_applications->setItemDelegate(new PlainRowDelegate(m_applications));
    m_applications->setFixedHeight(96);
    m_applications->setMinimumWidth(120);
    for (const Query::RecordPtr &record : m_session.records(Kind::Applications)) {
        const auto application = Json::parse(record->original);
        if (application && Json::boolAt(*application, "global").value_or(false)) {
            continue; // nobody signs in to Auth0's own
        }
        const QString name = visibleText(Query::textAt(*record, Kind::Applications, u"name"));
        m_applicationModel->addItem(name, record->id);
        auto *item = new QListWidgetItem(name, m_applications);
        item->setData(idRole, record->id);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_applicationModel->setCurrentIndex(m_applicationModel->count() > 0 ? 0 : -1);
    m_connectionModel->setCurrentIndex(m_connectionModel->count() > 0 ? 0 : -1);
}

QWidget *OnboardDialog::buildWays()
{
    auto *ways = new QWidget(this);
    auto *layout = new QVBoxLayout(ways);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    for (QCheckBox *way :
         {m_holdsConnection, m_holdsOrganization, m_holdsApplication, m_holdsMetadata, m_holdsTenant}) {
        layout->addWidget(way);
    }
    return ways;
}

QWidget *OnboardDialog::buildForm()
{
    m_form->add(tr("&Customer"), m_customer, tr("As people call it; names and keys follow from it."));
    m_form->add(tr("It is held by"), buildWays(), {}, m_holdsConnection);
    m_form->add(tr("Connection"), m_connection, tr("Cannot be changed later."));
    m_form->add(tr("Made &like"), m_connectionModel,
                tr("Its password policy, attributes and switches; never users, scripts or secrets."));
    m_form->add(tr("Enabled for"), m_applications);
    m_form->add(tr("Organization"), m_organization);
    m_form->add(tr("Shown as"), m_displayName);
    m_form->add(tr("Logo"), m_logo, tr("An https address; may be empty."));
    m_form->add(tr("Colour"), m_primary, tr("#rrggbb; may be empty."));
    m_form->add(tr("Page colour"), m_background);
    m_form->add(tr("Members"), m_assigns, tr("Who signs in with the new connection becomes a member."));
    m_form->add(tr("Application"), m_application);
    m_form->add(tr("Application like"), m_applicationModel,
                tr("Its type, grants and switches; never its secrets or addresses."));
    m_form->add(tr("Callbacks"), m_callbacks, tr("Addresses, separated by blanks."));
    m_form->add(tr("Connections"), m_turnsOff, tr("Auth0 gives a new application every connection of this tenant."));
    return makeScrollBody(m_form, tr("What is made"), this);
}

QWidget *OnboardDialog::buildSummary()
{
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Size::margin);
    m_notes->setProperty("muted", true);
    m_problems->setProperty("error", true);
    for (WrapLabel *label : {m_made, m_limits, m_problems, m_notes}) {
        column->addWidget(label);
    }
    column->addWidget(m_copy, 0, Qt::AlignLeft);
    column->addWidget(m_tenant, 0, Qt::AlignLeft);
    column->addStretch();
    return makeScrollBody(body, tr("What it comes to"), this);
}

void OnboardDialog::build()
{
    auto *body = new QHBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(buildForm(), 3);
    body->addWidget(buildSummary(), 2);
    auto *cancel = namedButton("cancel", tr("Cance&l"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_review->setProperty("primary", true);
    m_review->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Size::wide, 0, Size::wide, Size::margin);
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_confirmed);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_review);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(windowTitle(), m_session.profile(), this));
    layout->addLayout(body, 1);
    layout->addLayout(buttons);
}

void OnboardDialog::derive()
{
    const Session::OnboardingNames names = Session::onboardingNames(m_customer->text(), m_book.rulesOf(m_session.id()));
    const QString shownBefore = m_displayName->property("derived").toString();
    follow(m_connection, m_names.connection, names.connection);
    follow(m_application, m_names.application, names.application);
    follow(m_organization, m_names.organization, names.organization);
    follow(m_displayName, shownBefore, m_customer->text().trimmed());
    m_displayName->setProperty("derived", m_customer->text().trimmed());
    m_names = names;
    showState();
}

QByteArray OnboardDialog::textOf(ObjectKind kind, const QString &id) const
{
    const Query::RecordPtr record = m_session.record(*Session::tableOf(kind), id);
    return record ? record->original : QByteArray();
}

Change::Onboarding OnboardDialog::wanted() const
{
    const auto refOf = [this](ObjectKind kind, const QString &id) {
        return Change::ObjectRef{kind, id, Session::nameOf(m_session, *Session::tableOf(kind), id)};
    };
    Change::Onboarding wanted{m_customer->text().trimmed()};
    if (m_holdsConnection->isChecked()) {
        const QString model = chosenIn(*m_connectionModel);
        wanted.connection = Change::NewConnection{m_connection->text(),
                                                  m_displayName->text().trimmed(),
                                                  refOf(ObjectKind::Connection, model),
                                                  textOf(ObjectKind::Connection, model),
                                                  m_names.connectionMetadata,
                                                  {}};
        for (int row = 0; row < m_applications->count(); ++row) {
            if (m_applications->item(row)->checkState() == Qt::Checked) {
                wanted.connection->applications.append(
                    refOf(ObjectKind::Application, m_applications->item(row)->data(idRole).toString()));
            }
        }
    }
    if (m_holdsApplication->isChecked()) {
        const QString model = chosenIn(*m_applicationModel);
        wanted.application = Change::NewApplication{m_application->text(),
                                                    refOf(ObjectKind::Application, model),
                                                    textOf(ObjectKind::Application, model),
                                                    m_callbacks->text().simplified().split(u' ', Qt::SkipEmptyParts),
                                                    m_names.applicationMetadata,
                                                    {},
                                                    {}};
        if (m_turnsOff->isChecked() && Session::givesAllConnections(m_session.settings())) {
            for (const Query::RecordPtr &record : m_session.records(Kind::Connections)) {
                wanted.application->turnedOff.append(refOf(ObjectKind::Connection, record->id));
            }
        }
    }
    if (m_holdsOrganization->isChecked()) {
        wanted.organization = Change::NewOrganization{m_organization->text(),
                                                      m_displayName->text().trimmed(),
                                                      m_logo->text().trimmed(),
                                                      m_primary->text().trimmed(),
                                                      m_background->text().trimmed(),
                                                      m_names.organizationMetadata,
                                                      {},
                                                      m_assigns->isChecked(),
                                                      false};
    }
    return wanted;
}

void OnboardDialog::review()
{
    if (!obstacle().isEmpty()) {
        return;
    }
    const Change::Onboarding wish = wanted();
    const Session::OnboardingForecast forecast
        = Session::forecastOf(wish, Session::SnapshotParts(m_session).snapshot(), m_bands);
    Change::Plan plan = Change::onboardingPlan(wish, Change::planTenant(m_session.profile()));
    for (const Session::LimitForecast &limit : forecast.limits) {
        plan.notes.append(Session::textOf(limit));
    }
    plan.notes += forecast.notes + Session::unfoundBy(wish, m_book.rulesOf(m_session.id()));
    if (m_holdsMetadata->isChecked()) {
        plan.notes.append(tr("Its users get app_metadata %1.").arg(handover()));
    }
    Q_EMIT planned(plan);
    accept();
}

} // namespace Ui
