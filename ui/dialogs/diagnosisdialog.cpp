#include "ui/dialogs/diagnosisdialog.h"

#include "ui/dialogs/fieldgrid.h"
#include "ui/dialogs/opendialog.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "analysis/signincustomers.h"
#include "session/customerbook.h"
#include "session/diagnosisfix.h"
#include "session/tenantsession.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Query::Kind;

Items::ChoiceModel &choicesOf(const ChoiceBox &box)
{
    return *qobject_cast<Items::ChoiceModel *>(box.model());
}

/// What was chosen, or is being typed, stays; `known` is chosen where there is neither. Empty: there is none.
void fill(ChoiceBox &box, const QList<Items::Choice> &choices, const QString &known)
{
    const QSignalBlocker blocker(box); // and so does the answer about it
    const QString typed = box.currentText();
    const bool isTyped = box.isUnclear();
    const QString chosen = box.chosen().isEmpty() ? known : box.chosen();
    choicesOf(box).setChoices(choices);
    box.setCurrentIndex(choices.isEmpty() || !choices.first().id.isEmpty() ? -1 : 0);
    isTyped ? box.setEditText(typed) : box.choose(chosen);
    if (!isTyped && box.hasFocus()) {
        box.lineEdit()->selectAll(); // as when the keyboard came to it: what is typed next is another
    }
}

WrapLabel *wrapped(const char *name, const QStringList &lines, QWidget *parent)
{
    auto *label = new WrapLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setLines(lines);
    return label;
}

} // namespace

DiagnosisDialog::DiagnosisDialog(Session::TenantSession &session, const Session::CustomerBook &book, const Known &known,
                                 LockMark lockMark, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_book(book)
    , m_lockMark(std::move(lockMark))
    , m_known(known)
    , m_grid(new FieldGrid(this))
    , m_email(new QLineEdit(known.email, this))
    , m_application(new ChoiceBox(this))
    , m_organization(new ChoiceBox(this))
    , m_banner(new Banner(this))
    , m_results(new QWidget)
    , m_causes(new QVBoxLayout)
    , m_rest(new WrapLabel(this))
    , m_look(namedButton("look", tr("&Find out"), this))
    , m_applications(this,
                     [this](const QList<Items::Choice> &choices) {
                         fill(*m_application, choices, std::exchange(m_known.application, {}));
                         filled(Kind::Applications);
                     })
    , m_organizations(this, [this](const QList<Items::Choice> &choices) {
        fill(*m_organization, choices, std::exchange(m_known.organization, {}));
        filled(Kind::Organizations);
    })
{
    setObjectName(u"diagnosis"_s);
    setWindowTitle(tr("Why can't they log in?"));
    build();
    readChoices(Kind::Applications);
    readChoices(Kind::Organizations);
    connect(&session, &Session::TenantSession::recordsChanged, this, &DiagnosisDialog::readChoices);
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
    connect(m_look, &QPushButton::clicked, this, &DiagnosisDialog::look);
    connect(m_email, &QLineEdit::textChanged, this, &DiagnosisDialog::forgetAnswer);
    connect(m_application, &ChoiceBox::edited, this, &DiagnosisDialog::forgetAnswer);
    connect(m_organization, &ChoiceBox::edited, this, &DiagnosisDialog::forgetAnswer);
    sizeDialog(*this, {760, 640});
    if (known.email.isEmpty()) {
        m_email->setFocus();
    } else {
        m_application->setFocus(Qt::TabFocusReason); // Enter finds out; what is typed is another application
    }
}

void DiagnosisDialog::build()
{
    m_email->setObjectName(u"email"_s);
    m_application->setObjectName(u"application"_s);
    m_organization->setObjectName(u"organization"_s);
    m_application->lineEdit()->setPlaceholderText(tr("Type a part of the name, or choose"));
    m_grid->add(tr("&E-mail"), m_email);
    m_grid->add(tr("&Application"), m_application);
    m_grid->add(tr("&Organization"), m_organization);
    for (ChoiceBox *box : {m_application, m_organization}) {
        box->setModel(new Items::ChoiceModel(Items::ChoiceModel::Boxes::None, box));
        box->lineEdit()->setAccessibleName(box->accessibleName());
    }
    m_rest->setObjectName(u"rest"_s);
    m_causes->setContentsMargins(0, 0, 0, 0);
    m_causes->setSpacing(Size::wide);
    auto *results = new QVBoxLayout(m_results);
    results->setContentsMargins(0, 0, Size::gap, 0);
    results->setSpacing(Size::wide);
    results->addLayout(m_causes);
    results->addWidget(m_rest);
    constexpr int leastHeight = 80;
    auto *scroll = new FittingScroll(m_results, tr("What was found"), leastHeight, this);
    scroll->setFocusPolicy(Qt::StrongFocus); // it is read with the keyboard
    m_look->setDefault(true);
    m_look->setProperty("primary", true);
    auto *close = namedButton("close", tr("&Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_look);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::wide);
    body->addWidget(m_grid);
    body->addWidget(scroll);
    body->addStretch(1);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(tr("Why can't they log in?"), m_session.profile(), this));
    layout->addWidget(m_banner);
    layout->addLayout(body, 1);
}

/// There may be very many, and they come in pages.
void DiagnosisDialog::readChoices(Kind kind)
{
    const bool isOfApplications = kind == Kind::Applications;
    if (!isOfApplications && kind != Kind::Organizations) {
        return;
    }
    if (isOfApplications ? m_applications.isBusy() : m_organizations.isBusy()) {
        m_changed.insert(kind); // sorted again once that is done, were it during a long reading
        return;
    }
    const QList<Query::RecordPtr> records = m_session.records(kind);
    if (isOfApplications) {
        m_applications.start([records] { return Items::choicesByName(records, Kind::Applications); });
    } else {
        m_organizations.start([records, none = Items::Choice{{}, tr("none")}] {
            return QList<Items::Choice>{none} + Items::choicesByName(records, Kind::Organizations);
        });
    }
}

void DiagnosisDialog::filled(Kind kind)
{
    m_unfilled.erase(kind);
    if (m_changed.erase(kind) > 0) {
        readChoices(kind);
    }
    if (m_unfilled.empty() && std::exchange(m_looksOnceFilled, false)) {
        m_look->setEnabled(true);
        look();
    }
}

void DiagnosisDialog::clear()
{
    while (QLayoutItem *item = m_causes->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_firstFix = nullptr; // it goes later
    m_rest->setLines({});
    m_fixing.reset();
    m_results->setEnabled(true);
}

/// The question is another now: what is shown, and what is being read, would stand beside somebody it is not about.
void DiagnosisDialog::forgetAnswer()
{
    m_grid->clearProblems();
    clear();
    m_banner->clear();
    m_look->setEnabled(true);
    m_looksOnceFilled = false;
    delete m_reading;
}

void DiagnosisDialog::look()
{
    if (!m_unfilled.empty()) { // whoever knows what stands there need not wait for the lists
        m_looksOnceFilled = true;
        m_look->setEnabled(false);
        return;
    }
    m_application->takeTyped();
    m_organization->takeTyped();
    const QString email = m_email->text().trimmed();
    const QString application = m_application->chosen();
    const QString organization = m_organization->chosen();
    m_grid->clearProblems();
    if (!email.contains(u'@')) {
        m_grid->setProblem(m_email, tr("An e-mail address has an “@”. Enter that of the person."));
    }
    if (application.isEmpty()) {
        const bool isAny = m_application->findText(m_application->currentText().trimmed(), Qt::MatchContains) >= 0;
        m_grid->setProblem(m_application,
                           isAny ? tr("Choose where they cannot log in: one of the list.")
                                 : tr("No application that was read is called so. F5 reads them again."));
    }
    if (m_organization->isUnclear()) {
        m_grid->setProblem(m_organization, tr("Choose one of the list, or none."));
    }
    if (m_grid->focusFirstProblem()) {
        return;
    }
    clear();
    m_look->setEnabled(false);
    m_waitsAt = focusWidget();
    m_banner->showState(Banner::Tone::Neutral, tr("Reading what Auth0 shows of this user…"), {});
    Session::SignInQuestion question{email, Domain::ApplicationId(application)};
    question.organization = Domain::OrganizationId(organization);
    m_asked = {email, application, organization};
    question.lockMark = m_lockMark ? m_lockMark(application) : std::nullopt;
    m_reading = new Session::DiagnosisReading(m_session.client(), question, this,
                                              [this](const Api::Outcome<Analysis::SignInFacts> &facts) {
                                                  m_look->setEnabled(true);
                                                  facts ? show(*facts) : m_banner->showError(facts.error());
                                              });
    m_reading->start();
}

void DiagnosisDialog::show(const Analysis::SignInFacts &facts)
{
    m_facts = facts;
    Analysis::tellCustomers(m_facts,
                            [customers = m_book.sharedOf(m_session.id()),
                             owners = m_book.ownersOf(m_session.id())](const Domain::CustomerObject &object) {
                                return Analysis::SignInCustomer{customers ? customers->ownerOf(object.kind, object.id)
                                                                          : QString(),
                                                                owners.of(object.kind, object.id)};
                            });
    const Analysis::Diagnosis diagnosis = Analysis::diagnose(m_facts);
    if (diagnosis.isClear()) {
        m_banner->showState(facts.unread.empty() ? Banner::Tone::Good : Banner::Tone::Watch,
                            tr("Nothing was found that keeps this user out."),
                            facts.unread.empty() ? QString() : tr("Not everything could be looked at."));
    } else {
        m_banner->showState(Banner::Tone::Warning,
                            diagnosis.causes.size() == 1 ? tr("One cause was found.")
                                                         : tr("%n cause(s) found, the most likely first.", nullptr,
                                                              int(diagnosis.causes.size())),
                            facts.unread.empty() ? QString() : tr("Not everything could be looked at."));
    }
    if (!diagnosis.accounts.isEmpty()) {
        m_causes->addWidget(wrapped("accounts", {diagnosis.accounts}, m_results));
    }
    for (const Analysis::Cause &cause : diagnosis.causes) {
        m_causes->addWidget(makeCause(cause));
    }
    QStringList lines = diagnosis.notes;
    QStringList looked;
    for (const Analysis::SignInPart part : diagnosis.looked) {
        looked.append(Analysis::titleOf(part));
    }
    lines.append(tr("Looked at: %1.").arg(looked.join("; "_L1)));
    for (const auto &[part, unread] : facts.unread) {
        lines.append(tr("Could not be looked at: %1. %2").arg(Analysis::titleOf(part), unread.reason));
    }
    m_rest->setLines(lines);
    focusResults();
}

/// From the button that asked to what can be done about the answer: the first fix is one key away, unless it lets one
/// customer's users in to another's.
void DiagnosisDialog::focusResults()
{
    if (focusWidget() != m_waitsAt) {
        return; // somebody went elsewhere meanwhile
    }
    (m_firstFix ? m_firstFix.get() : m_look)->setFocus(Qt::TabFocusReason);
}

QWidget *DiagnosisDialog::makeCause(const Analysis::Cause &cause)
{
    auto *panel = new QWidget(m_results);
    panel->setObjectName(cause.id);
    WrapLabel *message = wrapped("message", {cause.message}, panel);
    QFont bold = message->font();
    bold.setBold(true);
    message->setFont(bold);
    auto *sureness = new PlainLabel(panel);
    sureness->setObjectName(u"likelihood"_s);
    sureness->setFullText(Analysis::titleOf(cause.likelihood));
    auto *head = new QHBoxLayout;
    head->setSpacing(Size::gap);
    head->addWidget(message, 1);
    head->addWidget(sureness, 0, Qt::AlignTop);
    QStringList evidence;
    for (const QString &line : cause.evidence) {
        evidence.append(u"• "_s + line);
    }
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addLayout(head);
    layout->addWidget(wrapped("evidence", evidence, panel));
    layout->addWidget(wrapped("advice", {tr("To do: %1").arg(cause.advice)}, panel));
    if (cause.fix.kind == Analysis::SignInFix::Kind::None) {
        return panel;
    }
    using FixKind = Analysis::SignInFix::Kind;
    QPushButton *button = namedButton("fix",
                                      cause.fix.kind == FixKind::LeaveLock               ? tr("Ways out…")
                                          : cause.fix.kind == FixKind::ChooseConnections ? tr("Connections…")
                                                                                         : tr("Prepare the fix"),
                                      panel);
    if (!m_firstFix) {
        m_firstFix = cause.fix.crossing.isEmpty() ? button : m_look;
    }
    button->setToolTip(plainToolTip(Analysis::titleOf(cause.fix)));
    button->setAccessibleName(visibleText(u"%1: %2"_s.arg(button->text(), Analysis::titleOf(cause.fix))));
    connect(button, &QPushButton::clicked, this, [this, fix = cause.fix] { prepare(fix); });
    auto *what = new PlainLabel(panel);
    what->setFullText(Analysis::titleOf(cause.fix));
    auto *row = new QHBoxLayout;
    row->setSpacing(Size::gap);
    row->addWidget(button);
    row->addWidget(what, 1);
    layout->addLayout(row);
    return panel;
}

void DiagnosisDialog::prepare(const Analysis::SignInFix &fix)
{
    if (!Analysis::hasPlan(fix.kind)) {
        done(Accepted);
        fix.kind == Analysis::SignInFix::Kind::LeaveLock ? Q_EMIT waysOutWanted(fix.subject.id)
                                                         : Q_EMIT connectionsWanted(fix.subject.id);
        return;
    }
    m_results->setEnabled(false);
    m_fixing = std::make_unique<QObject>();
    const auto onPlan = [this](const Api::Outcome<Change::Plan> &plan) {
        m_results->setEnabled(true);
        if (!plan) {
            return m_banner->showError(plan.error());
        }
        if (plan->isEmpty()) {
            return m_banner->showState(Banner::Tone::Watch, tr("There is nothing to mend."),
                                       plan->skipped.isEmpty() ? QString() : plan->skipped.first().reason);
        }
        const Change::Plan made = *plan;
        done(Accepted);
        Q_EMIT fixPrepared(made);
    };
    Session::readFixes(m_session.client(), Change::planTenant(m_session.profile()), m_facts, {fix}, m_fixing.get(),
                       onPlan);
}

} // namespace Ui
