#include "ui/editors/customerrulesdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/customerpreviewpanel.h"
#include "ui/editors/customerproposalspanel.h"
#include "ui/editors/customerruleseditor.h"
#include "ui/editors/stagebar.h"
#include "ui/pages/customernotice.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/dialogheader.h"
#include "ui/widgets/namedbutton.h"

#include "analysis/usercustomers.h"
#include "session/customerbook.h"
#include "session/customerlook.h"
#include "session/snapshotparts.h"
#include "session/tenantsession.h"
#include "settings/customerstore.h"
#include "settings/usercountstore.h"

#include <QAction>
#include <QKeyEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

using Rule = Domain::CustomerRule;

CustomerRulesDialog::CustomerRulesDialog(const CustomerServices &services, Session::TenantSession &session,
                                         QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_session(session)
    , m_initial(services.book.rulesOf(session.id()))
    , m_work(this,
             [this](const Items::CustomerPreview &preview) {
                 m_editor->setFound(preview.byRule);
                 m_preview->showPreview(preview);
             })
    , m_proposing(this,
                  [this](const Analysis::CustomerProposals &proposals) {
                      m_proposals->showProposals(proposals, rules());
                      m_proposals->entry()->setFocus();
                  })
    , m_banner(new Banner(this))
    , m_users(new Banner(this))
    , m_readUsers(new QAction(tr("Read a sample of users"), this))
    , m_pages(new QStackedWidget(this))
    , m_rulesPage(new QWidget(this))
    , m_editor(new CustomerRulesEditor(this))
    , m_preview(new CustomerPreviewPanel(this))
    , m_proposals(new CustomerProposalsPanel(this))
    , m_propose(namedButton("propose", tr("&Propose…"), this))
    , m_save(namedButton("save", tr("&Save"), this))
{
    setObjectName(u"customerRules"_s);
    setWindowTitle(tr("Customer rules"));
    m_said.pins = m_initial.pins;
    m_said.aliases = m_initial.aliases;
    build();
    if (const Settings::UserCountStore *counts = services.book.userCounts()) {
        m_editor->setCounts(counts->of(session.id()));
    }
    m_editor->setRules(m_initial.rules);
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &CustomerRulesDialog::workOut);
    connect(m_editor, &CustomerRulesEditor::edited, this, &CustomerRulesDialog::edited);
    connect(m_propose, &QPushButton::clicked, this, &CustomerRulesDialog::propose);
    connect(m_readUsers, &QAction::triggered, &session, [&session] { session.search(Query::Kind::Users, {}); });
    connectPreview();
    connect(&session, &Session::TenantSession::statusChanged, this, [this](Query::Kind kind) {
        if (kind != Query::Kind::Users) {
            return;
        }
        showBanners();
        if (!m_session.status(kind).isReading() && m_pages->currentWidget() == m_proposals) {
            propose();
        } else if (!m_session.status(kind).isReading()) {
            m_pause.start();
        }
    });
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); }); // nothing is left to decide on
    sizeDialog(*this, {1040, 680});
    m_editor->entry()->setFocus();
    showBanners();
    showSave();
    if (!services.book.isProposed(session.id())) {
        m_preview->preferContested(); // nothing else waits for a decision, and the banner of the table speaks of them
    }
    workOut();
}

void CustomerRulesDialog::build()
{
    auto *both = new QSplitter(Qt::Horizontal, m_rulesPage);
    both->addWidget(m_editor);
    both->addWidget(m_preview);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(1);
    both->setStretchFactor(1, 1);
    both->setSizes({440, 568});
    m_editor->layout()->setContentsMargins(0, 0, Size::margin, 0);
    m_preview->layout()->setContentsMargins(Size::margin, 0, 0, 0);
    auto *beside = new QVBoxLayout(m_rulesPage);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->addWidget(both);
    m_pages->addWidget(m_rulesPage);
    m_pages->addWidget(m_proposals);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::gap, Size::wide, 0);
    body->addWidget(m_pages);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new DialogHeader(windowTitle(), m_session.profile(), this));
    layout->addWidget(m_banner);
    layout->addWidget(m_users);
    layout->addLayout(body, 1);
    layout->addWidget(makeStageBar(*this, *m_save, {m_propose}));
    m_save->setObjectName(u"save"_s);
}

void CustomerRulesDialog::connectPreview()
{
    connect(m_preview, &CustomerPreviewPanel::pinWanted, this,
            [this](const QList<Domain::CustomerObject> &objects, const QString &customer) {
                for (const Domain::CustomerObject &object : objects) {
                    m_said.pins.insert_or_assign(object, customer);
                }
                edited();
            });
    connect(m_preview, &CustomerPreviewPanel::unpinWanted, this, [this](const QList<Domain::CustomerObject> &objects) {
        for (const Domain::CustomerObject &object : objects) {
            m_said.pins.erase(object);
        }
        edited();
    });
    connect(m_preview, &CustomerPreviewPanel::aliasWanted, this, [this](const QString &customer, const QString &same) {
        // A name leads to its customer in one step: what led to the one leads to the other now.
        const QString sameKey = Domain::customerKeyOf(same); // it may be written as people do
        for (auto &[found, meant] : m_said.aliases) {
            meant = Domain::customerKeyOf(meant) == customer ? same : meant;
        }
        for (auto &[object, key] : m_said.pins) {
            key = key == customer ? sameKey : key;
        }
        m_said.aliases.erase(sameKey);
        m_said.aliases.insert_or_assign(customer, same);
        edited();
    });
    connect(m_preview, &CustomerPreviewPanel::unaliasWanted, this, [this](const QString &customer) {
        m_said.aliases.erase(customer);
        edited();
    });
    connect(m_proposals, &CustomerProposalsPanel::left, this, [this] {
        m_pages->setCurrentWidget(m_rulesPage);
        m_propose->setEnabled(true);
        showBanners();
        m_editor->entry()->setFocus();
    });
    connect(m_proposals, &CustomerProposalsPanel::taken, this,
            [this](const Domain::CustomerRules &wanted, const Domain::CustomerRules &unwanted) {
                for (const auto &[object, key] : unwanted.pins) {
                    m_said.pins.erase(object);
                }
                m_said.pins.insert(wanted.pins.begin(), wanted.pins.end()); // what was said otherwise stays
                m_editor->take(wanted.rules, unwanted.rules);
                edited();
                Q_EMIT m_proposals->left();
            });
}

Domain::CustomerRules CustomerRulesDialog::rules() const
{
    Domain::CustomerRules rules = m_said;
    rules.rules = m_editor->rules();
    return rules;
}

void CustomerRulesDialog::edited()
{
    m_preview->showBusy();
    m_pause.start();
    showBanners();
    showSave();
}

bool CustomerRulesDialog::isAboutUsers() const
{
    const QList<Rule> &all = m_editor->rules();
    return std::any_of(all.begin(), all.end(), [](const Rule &rule) { return rule.kind == Rule::Kind::AppMetadata; });
}

/// Those whom users of earlier searches named, as far as saving the rules keeps them.
Analysis::NamedByMetadata CustomerRulesDialog::namedBefore() const
{
    const Analysis::TenantCustomers *known = m_services.book.of(m_session.id());
    const bool goesOn
        = known && isAboutUsers() && Analysis::askSameOfUsers(m_services.book.rulesOf(m_session.id()), rules());
    return goesOn ? Analysis::namedByMetadata(*known) : Analysis::NamedByMetadata();
}

void CustomerRulesDialog::workOut()
{
    Domain::CustomerRules usable = rules();
    m_work.start([parts = Session::SnapshotParts(m_session), usable, before = namedBefore()] {
        return Items::previewOf(parts.snapshot(), usable, before);
    });
}

void CustomerRulesDialog::propose()
{
    m_proposals->showBusy();
    m_pages->setCurrentWidget(m_proposals);
    m_propose->setEnabled(false);
    showBanners();
    m_proposing.start([parts = Session::SnapshotParts(m_session), others = m_services.book.othersThan(m_session.id()),
                       own = Session::ownApplication(m_session)] {
        return Analysis::proposeCustomers(parts.snapshot(), {others.keys(), own});
    });
}

void CustomerRulesDialog::showSave()
{
    const auto decided = m_services.rules.of(m_session.id());
    const bool isNews = !decided || *decided != rules();
    showObstacle(*m_save,
                 m_editor->hasProblems() ? tr("A rule cannot be used: it is marked in the list.")
                     : isNews            ? QString()
                                         : tr("Nothing was edited."),
                 tr("Keeps the rules on this computer; Auth0 is not changed"));
}

void CustomerRulesDialog::showBanners()
{
    if (m_services.book.isProposed(m_session.id())) {
        m_banner->showState(Banner::Tone::Neutral, tr("Proposed from names and metadata. Nothing is saved."),
                            tr("Saving decides on what stands here; from then on nothing is proposed unasked."));
    } else {
        m_banner->clear();
    }
    const Session::KindStatus &status = m_session.status(Query::Kind::Users);
    const bool isAsked = isAboutUsers() || m_pages->currentWidget() == m_proposals;
    if (!isAsked || (hasUserSample(m_session, m_services.book) && !status.isReading())) {
        m_users->clear();
    } else if (status.isReading()) {
        m_users->showState(Banner::Tone::Neutral, tr("Reading a sample of users…"), {});
        m_users->showProgress(status.read, status.total.value_or(0));
    } else if (const auto notice = noticeFor(m_session.profile(), Query::Kind::Users, status)) {
        m_users->showState(notice->tone, notice->what, notice->detail);
        m_users->addButton(m_readUsers);
    } else {
        m_users->showState(Banner::Tone::Neutral,
                           tr("Customers in app_metadata are known by users, and no sample of them was read."),
                           tr("One search reads 1,000 users at most, in up to 10 requests."));
        m_users->addButton(m_readUsers);
    }
}

void CustomerRulesDialog::tellProblem(const QString &problem)
{
    m_banner->showState(Banner::Tone::Error, tr("The rules could not be saved. Nothing here is lost."), problem);
}

void CustomerRulesDialog::accept()
{
    if (!m_save->isEnabled()) {
        return;
    }
    if (const auto saved = m_services.rules.set(m_session.id(), rules()); !saved) {
        return tellProblem(saved.error().message);
    }
    QDialog::accept();
}

/// Leaves the proposals for the rules, as their own button does; from there it leaves the dialog.
void CustomerRulesDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel) && m_pages->currentWidget() == m_proposals) {
        Q_EMIT m_proposals->left();
        return;
    }
    QDialog::keyPressEvent(event);
}

void CustomerRulesDialog::reject()
{
    if (rules() == m_initial) {
        return QDialog::reject();
    }
    askToDiscard(*this, [this] { QDialog::reject(); });
}

} // namespace Ui
