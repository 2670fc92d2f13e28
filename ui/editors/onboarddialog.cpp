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

#include "session/customerbook.h"
#include "session/tenantsession.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// What is worked out follows the last letter, and not each.
constexpr std::chrono::milliseconds pauseOfTyping{150};

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

/// A click into the text of a list opens it whole; typing then narrows it.
class OpensByClick : public QObject
{
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *line = qobject_cast<QLineEdit *>(watched);
        if (line && event->type() == QEvent::MouseButtonRelease && !line->hasSelectedText()) {
            line->completer()->setCompletionPrefix({});
            line->completer()->complete();
        }
        return false;
    }
};

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
    box->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    box->lineEdit()->installEventFilter(new OpensByClick(box));
    return box;
}

void dress(QListView &list, const char *name)
{
    list.setModel(new Items::ChoiceModel(Items::ChoiceModel::Boxes::Each, &list));
    list.setObjectName(QLatin1StringView(name));
    list.setItemDelegate(new PlainRowDelegate(&list));
    list.setUniformItemSizes(true);
    list.setFixedHeight(96);
    list.setMinimumWidth(120);
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
    , m_policy(new QComboBox(this))
    , m_applications(new QListView(this))
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
    , m_metadataKey(field("metadataKey", this))
    , m_applicationConnections(new QListView(this))
    , m_organizationConnections(new QListView(this))
    , m_copy(namedButton("copyHandover", tr("&Copy the app_metadata"), this))
    , m_tenant(namedButton("addTenant", tr("Add a tena&nt…"), this))
    , m_rules(namedButton("customerRules", tr("Customer r&ules…"), this))
    , m_review(namedButton("review", tr("&Review…"), this))
    , m_choosing(this, [this](const Items::OnboardingChoices &choices) { takeChoices(choices); })
    , m_foretelling(this, [this](const Session::OnboardingForecast &forecast) { takeForecast(forecast); })
    , m_planning(this, [this](const Change::Plan &plan) { takePlan(plan); })
{
    setObjectName(u"onboard"_s);
    setWindowTitle(tr("Onboard a customer"));
    buildChoices();
    build();
    m_holdsConnection->setChecked(true);
    m_holdsOrganization->setChecked(true);
    m_assigns->setChecked(true);
    m_turnsOff->setChecked(true);
    connect(m_customer, &QLineEdit::textChanged, this, &OnboardDialog::derive);
    for (QLineEdit *line : {m_connection, m_application, m_callbacks, m_organization, m_displayName, m_logo, m_primary,
                            m_background, m_metadataKey}) {
        connect(line, &QLineEdit::textChanged, this, &OnboardDialog::showState);
    }
    for (QCheckBox *box : {m_holdsConnection, m_holdsOrganization, m_holdsApplication, m_holdsMetadata, m_holdsTenant,
                           m_turnsOff, m_assigns, m_confirmed}) {
        connect(box, &QCheckBox::toggled, this, &OnboardDialog::showState);
    }
    for (QComboBox *box : {m_connectionModel, m_applicationModel, m_policy}) {
        connect(box, &QComboBox::currentTextChanged, this, &OnboardDialog::showState);
    }
    for (const QListView *list : {m_applications, m_applicationConnections, m_organizationConnections}) {
        connect(list->model(), &QAbstractItemModel::dataChanged, this, &OnboardDialog::showState);
    }
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseOfTyping);
    connect(&m_pause, &QTimer::timeout, this, &OnboardDialog::foretell);
    connect(&book, &Session::CustomerBook::changed, this, [this](const Domain::TenantId &tenant) {
        if (tenant == m_session.id()) {
            derive();
        }
    });
    connect(&session, &Session::TenantSession::recordsChanged, this, &OnboardDialog::noteNames);
    connect(m_review, &QPushButton::clicked, this, &OnboardDialog::review);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(handover()); });
    connect(m_tenant, &QPushButton::clicked, this, &OnboardDialog::tenantWanted);
    connect(m_rules, &QPushButton::clicked, this, &OnboardDialog::rulesWanted);
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    sizeDialog(*this, {1060, 720});
    m_customer->setFocus();
    fillChoices();
    showState();
}

void OnboardDialog::buildChoices()
{
    m_connectionModel->setObjectName(u"connectionModel"_s);
    m_applicationModel->setObjectName(u"applicationModel"_s);
    for (QComboBox *box : {m_connectionModel, m_applicationModel}) {
        box->setModel(new Items::ChoiceModel(Items::ChoiceModel::Boxes::None, box));
    }
    m_connectionModel->lineEdit()->setAccessibleName(tr("The connection it is made like"));
    m_applicationModel->lineEdit()->setAccessibleName(tr("The application it is made like"));
    m_policy->setObjectName(u"modelPolicy"_s);
    m_policy->setPlaceholderText(tr("Choose one"));
    m_policy->addItem(tr("The legacy policy"), int(Domain::PolicyGeneration::Legacy));
    m_policy->addItem(tr("The flexible policy"), int(Domain::PolicyGeneration::Flexible));
    m_policy->setCurrentIndex(-1);
    dress(*m_applications, "applications");
    dress(*m_applicationConnections, "applicationConnections");
    dress(*m_organizationConnections, "organizationConnections");
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
    m_form->add(tr("&Key"), m_metadataKey,
                tr("No rule of this tenant names one. The key that users carry: tenant, company.id."));
    m_form->add(tr("Connection"), m_connection, tr("Cannot be changed later."));
    m_form->add(tr("Made &like"), m_connectionModel,
                tr("Its password policy, attributes and switches; never users, scripts or secrets."));
    m_form->add(tr("Policy"), m_policy, tr("It holds both, of which Auth0 takes one in a request."));
    m_form->add(tr("Enabled for"), m_applications);
    m_form->add(tr("Organization"), m_organization);
    m_form->add(tr("Its connections"), m_organizationConnections,
                tr("Those that are there already, beside the new one; who signs in by them becomes no member."));
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
    m_form->add(tr("Also with"), m_applicationConnections, tr("Connections that are there already."));
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    column->addStretch(); // a short form stays together
    return makeScrollBody(body, tr("What is made"), this);
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
    column->addWidget(m_rules, 0, Qt::AlignLeft);
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

} // namespace Ui
