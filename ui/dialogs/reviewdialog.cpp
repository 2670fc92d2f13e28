#include "ui/dialogs/reviewdialog.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewcost.h"
#include "ui/dialogs/reviewdetails.h"
#include "ui/dialogs/reviewexport.h"
#include "ui/dialogs/reviewfindings.h"
#include "ui/dialogs/unlockrow.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/changetree.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include "items/changemodel.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/estate.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>
#include <QShortcut>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace Ui {

using Items::ChangeModel;

namespace {

/// What is seen on a small screen of what may be high, and scrolls then: of many tenants and findings.
constexpr int leastCost = 38;
constexpr int leastFindings = 56;
constexpr int leastLocks = 66;

} // namespace

ReviewDialog::ReviewDialog(const ChangeServices &services, std::optional<Change::JournalEntry> entry, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_model(new ChangeModel(this))
    , m_entry(std::move(entry))
    , m_title(new WrapLabel(this))
    , m_cost(new ReviewCost(this))
    , m_banner(new Banner(this))
    , m_objects(new ChangeTree(this))
    , m_findings(new ReviewFindings(this))
    , m_details(new ReviewDetails(*m_model, this))
    , m_locks(new QVBoxLayout)
    , m_progress(new QProgressBar(this))
    , m_takeOut(namedButton("takeOut", tr("Take &out"), this))
    , m_save(namedButton("save", {}, this))
    , m_copy(namedButton("copyCurl", tr("Copy as c&url"), this))
    , m_stop(namedButton("stop", tr("&Stop"), this))
    , m_close(namedButton("close", tr("&Back"), this))
    , m_why(new PlainLabel(this))
    , m_apply(namedButton("apply", {}, this))
{
    build();
}

ReviewDialog::ReviewDialog(const ChangeServices &services, QWidget *parent)
    : ReviewDialog(services, std::nullopt, parent)
{
    showPlans(services.tray.plans());
}

ReviewDialog::ReviewDialog(const ChangeServices &services, const QList<Session::TenantPlan> &plans, QWidget *parent)
    : ReviewDialog(services, std::nullopt, parent)
{
    m_isGiven = true;
    showPlans(plans);
}

ReviewDialog::ReviewDialog(const ChangeServices &services, const Domain::TenantId &tenant,
                           const Change::JournalEntry &entry, QWidget *parent)
    : ReviewDialog(services, entry, parent)
{
    showPlans({{tenant, entry.plan}});
    m_model->setChoosing(false);
    for (qsizetype i = 0; i < entry.items.size(); ++i) {
        m_model->setResult(0, i, entry.items.at(i).result);
    }
    m_banner->showState(
        Banner::Tone::Watch,
        tr("This was cut off on %1.").arg(QLocale().toString(entry.begun.toLocalTime(), QLocale::ShortFormat)),
        tr("Each object that was not finished is read first, so that nothing is done twice."));
}

ReviewDialog::~ReviewDialog() = default;

void ReviewDialog::build()
{
    setObjectName(u"review"_s);
    m_model->setEstate(m_services.estate);
    if (m_services.book) {
        m_cost->setBook(*m_services.book);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_banner);
    layout->addWidget(buildBody(), 1);
    layout->addWidget(buildFooter());
    connect(m_model, &ChangeModel::chosenChanged, this, [this] {
        showTitle();
        showCost();
        showButtons();
    });
    connect(m_objects->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        m_details->showIndex(current());
        showButtons();
    });
    connect(m_takeOut, &QPushButton::clicked, this, &ReviewDialog::takeOut);
    connect(m_save, &QPushButton::clicked, this, &ReviewDialog::save);
    connect(m_copy, &QPushButton::clicked, this, &ReviewDialog::copyCurl);
    connect(m_apply, &QPushButton::clicked, this, &ReviewDialog::apply);
    connect(m_close, &QPushButton::clicked, this, &ReviewDialog::reject);
    connect(m_stop, &QPushButton::clicked, this, &ReviewDialog::reject);
    sizeDialog(*this, {1160, 760});
}

QWidget *ReviewDialog::buildHeader()
{
    auto *header = new QWidget(this);
    m_title->setFont(fontOf(Type::Title));
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(new FittingScroll(m_cost, tr("What it costs, and what it comes to"), leastCost, header));
    return header;
}

QWidget *ReviewDialog::buildBody()
{
    m_objects->setObjectName(u"objects"_s);
    m_objects->setModel(m_model);
    connect(m_objects, &ChangeTree::takeOutWanted, this, &ReviewDialog::takeOut);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_objects, 1);
    column->addWidget(new FittingScroll(m_findings, tr("Findings that come and go"), leastFindings, left));
    auto *splitter = new QSplitter(this);
    splitter->addWidget(left);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({360, 800});
    splitter->setChildrenCollapsible(false);
    return splitter;
}

QWidget *ReviewDialog::buildFooter()
{
    auto *footer = new QWidget(this);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Objects that were worked on"));
    m_progress->setFocusPolicy(Qt::StrongFocus);
    m_progress->hide();
    m_takeOut->setToolTip(tr("Takes the selected objects out of what is staged (Del)"));
    m_copy->setToolTip(tr("The requests as commands whose token is $TOKEN"));
    m_apply->setProperty("primary", true);
    m_why->setObjectName(u"why"_s);
    m_why->setProperty("muted", true);
    m_why->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *applying = new QShortcut({Qt::CTRL | Qt::Key_Return}, this); // a button's own goes with its text
    connect(applying, &QShortcut::activated, this, [this] { m_apply->isEnabled() ? m_apply->click() : focusWanted(); });
    auto *saving = new QShortcut(QKeySequence::Save, this);
    connect(saving, &QShortcut::activated, m_save, &QPushButton::click);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Size::gap);
    buttons->addWidget(m_takeOut);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_save);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_why);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_close);
    buttons->addWidget(m_apply);
    auto *locks = new QWidget(footer);
    m_locks->setContentsMargins(0, 0, 0, 0);
    m_locks->setSpacing(6);
    locks->setLayout(m_locks);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(new FittingScroll(locks, tr("Whether writing is unlocked"), leastLocks, footer));
    layout->addLayout(buttons);
    return footer;
}

void ReviewDialog::showPlans(const QList<Session::TenantPlan> &plans)
{
    m_isOver = false;
    m_result.clear();
    m_banner->clear();
    m_model->setChoosing(true);
    m_model->setPlans(plans);
    m_objects->showObjects();
    qDeleteAll(std::exchange(m_rows, {}));
    for (const Session::TenantPlan &plan : plans) {
        if (Session::TenantSession *session = m_services.estate.find(plan.tenant)) {
            auto *row = new UnlockRow(*session, this);
            m_rows.append(row);
            m_locks->addWidget(row);
            connect(row, &UnlockRow::changed, this, [this, row] {
                showButtons();
                if (row->isReady() && row->isAncestorOf(focusWidget())) {
                    focusWanted();
                }
            });
        }
    }
    orderTabs();
    m_objects->setFocus();
    showButtons();
}

/// As it stands there: what a tenant wants comes before the buttons, though its row is made anew with each plan.
void ReviewDialog::orderTabs()
{
    if (m_rows.isEmpty()) {
        return;
    }
    QWidget *last = m_rows.last()->lastField();
    for (QWidget *button : {m_takeOut, m_save, m_copy, m_stop, m_close, m_apply}) {
        setTabOrder(last, button);
        last = button;
    }
}

QModelIndex ReviewDialog::current() const
{
    return m_objects->currentIndex().siblingAtColumn(0);
}

void ReviewDialog::showTitle()
{
    const QList<Session::TenantPlan> &plans = m_model->plans();
    int count = m_entry ? 0 : int(m_model->chosenItems());
    for (const Session::TenantPlan &plan : m_entry ? remaining() : QList<Session::TenantPlan>()) {
        count += int(plan.plan.items.size());
    }
    QSet<QString> tenants; // several plans may be of one
    for (const Session::TenantPlan &plan : plans) {
        tenants.insert(plan.tenant.text());
    }
    const QString title = m_entry ? tr("Go on with: %1").arg(m_entry->plan.title)
        : plans.isEmpty()         ? tr("Nothing is staged")
        : tenants.size() == 1
        ? tr("Review %n change(s) in %1", nullptr, count).arg(plans.first().plan.tenant.name)
        : tr("Review %n change(s)", nullptr, count) + u' ' + tr("in %n tenant(s)", nullptr, int(tenants.size()));
    m_title->setText(title);
    setWindowTitle(visibleText(title));
    m_apply->setText(count > 0 ? tr("&Apply %n change(s)", nullptr, count) : tr("&Apply"));
}

void ReviewDialog::showCost()
{
    const QList<Session::TenantPlan> chosen = m_entry ? remaining() : m_model->chosenPlans();
    m_cost->showPlans(chosen, m_services.estate);
    m_findings->showPlans(chosen, m_services.estate, m_services.auditor);
}

/// Why nothing can be applied, and what to do; empty where it can.
QString ReviewDialog::obstacle() const
{
    const QList<Session::TenantPlan> chosen = m_model->chosenPlans();
    if (chosen.isEmpty()) {
        return m_model->plans().isEmpty() ? tr("Nothing is staged") : tr("Every object is left out: tick one");
    }
    QStringList obstacles;
    for (const Session::TenantPlan &plan : chosen) {
        const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                      [&plan](const UnlockRow *one) { return one->tenant() == plan.tenant; });
        obstacles.append(row == m_rows.cend() ? tr("%1 is not open").arg(visibleText(plan.plan.tenant.name))
                                              : (*row)->obstacle());
    }
    obstacles.removeAll(QString());
    const auto others = int(obstacles.size()) - 1;
    return others > 0 ? tr("%1, and see to %n other tenant(s)", nullptr, others).arg(obstacles.first())
                      : obstacles.join(QString());
}

void ReviewDialog::showButtons()
{
    const bool isRunning = m_run && m_run->isRunning();
    const bool hasRest = m_isOver && !m_entry && !m_isGiven && !m_services.tray.isEmpty();
    m_stop->setVisible(isRunning);
    m_progress->setVisible(isRunning);
    m_close->setVisible(!isRunning);
    m_close->setText(m_isOver ? tr("&Close") : tr("&Back"));
    m_close->setDefault(m_isOver); // Enter goes on, as everywhere; before, it would lose what is typed
    m_takeOut->setVisible(!isRunning && !m_isOver && !m_entry && !m_isGiven);
    m_takeOut->setEnabled(m_model->rowCount() > 0);
    m_save->setVisible(!isRunning);
    m_save->setEnabled(m_model->chosenItems() > 0);
    m_save->setText(m_isOver ? tr("Sa&ve what was changed…") : tr("Sa&ve the plan…"));
    m_copy->setVisible(!isRunning && !m_isOver);
    m_copy->setEnabled(m_model->chosenItems() > 0);
    m_apply->setVisible(!isRunning && (!m_isOver || hasRest));
    const QString why = hasRest ? QString() : obstacle();
    showObstacle(*m_apply, why, tr("Ctrl+Return"));
    m_why->setFullText(why);
    m_why->setVisible(!m_apply->isHidden() && !why.isEmpty());
    if (hasRest) {
        m_apply->setText(tr("&Review the rest"));
    }
    for (UnlockRow *row : std::as_const(m_rows)) {
        row->setVisible(!m_isOver);
    }
}

/// To the first tenant that waits to be unlocked, or named; to the objects where none does.
void ReviewDialog::focusWanted()
{
    for (const UnlockRow *row : std::as_const(m_rows)) {
        if (QWidget *wanted = row->isVisible() ? row->wanted() : nullptr) {
            wanted->setFocus();
            return;
        }
    }
    m_objects->setFocus(); // not Apply: one Return too many would write
}

/// The selected objects leave the tray; a selected tenant leaves with all of them.
void ReviewDialog::takeOut()
{
    if (!m_takeOut->isVisible()) {
        return;
    }
    QHash<Domain::TenantId, QList<Change::ObjectRef>> gone;
    for (const QModelIndex &index : m_objects->selectionModel()->selectedRows()) {
        const std::optional<ChangeModel::Place> place = m_model->placeOf(index);
        const Session::TenantPlan &plan = m_model->plans().at(place ? place->plan : index.row());
        for (qsizetype i = 0; i < plan.plan.items.size(); ++i) {
            if (!place || place->item == i) {
                gone[plan.tenant].append(plan.plan.items.at(i).object);
            }
        }
    }
    for (auto tenant = gone.cbegin(); tenant != gone.cend(); ++tenant) {
        m_services.tray.unstage(tenant.key(), tenant.value());
    }
    showPlans(m_services.tray.plans());
    m_details->showIndex(current());
}

void ReviewDialog::save()
{
    const auto told = [this](const ExportOutcome &outcome) {
        if (!outcome.problem.isEmpty()) {
            m_banner->showState(Banner::Tone::Error, tr("Nothing was saved."), outcome.problem);
        } else if (!m_result.isEmpty()) { // how it ended stays to be read
            m_banner->showState(m_isGood ? Banner::Tone::Good : Banner::Tone::Warning, m_result,
                                m_resultDetail + u'\n' + tr("Saved: %1").arg(outcome.path));
        } else {
            m_banner->showState(Banner::Tone::Good, tr("Saved."), outcome.path);
        }
    };
    if (!m_isOver) {
        QList<Session::TenantPlan> plans = m_model->titledPlans();
        for (Session::TenantPlan &plan : plans) {
            m_cost->noteCrossings(plan.plan);
            plan.plan.foretold = m_findings->linesFor(plan.plan.id);
        }
        savePlans(m_services.prompt, this, plans, told);
        return;
    }
    QStringList ids;
    for (const Session::TenantPlan &plan : m_run->plans()) {
        ids.append(plan.plan.id);
    }
    saveEvidence(m_services.prompt, this, m_services.journalFolder, ids, told);
}

void ReviewDialog::copyCurl()
{
    QGuiApplication::clipboard()->setText(plansAsCurl(m_model->chosenPlans()));
    m_banner->showState(
        Banner::Tone::Neutral, tr("Copied."),
        tr("The commands send the same requests, without looking whether somebody changed the objects."));
}

} // namespace Ui
