#include "ui/pages/warningspanel.h"

#include "ui/pages/findingdetails.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/overflowbar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tenantmenu.h"

#include "session/auditor.h"
#include "session/estate.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHash>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Items::FindingGrouping;
using Items::FindingModel;
using Items::ForetoldFindings;
using Items::WaivedFindings;

/// Beside the values of WaivedFindings.
constexpr int wouldAppear = 100;
constexpr int detailsWidth = 320;
/// Below it the messages need the room; a button shows the details instead of them.
constexpr int leastWidthForDetails = 760;
/// Below it the details are narrower: the names of the subjects need the room.
constexpr int leastWidthForWideDetails = 960;
constexpr int narrowDetailsWidth = 270;

QComboBox *makeChoice(const QString &objectName, const QString &name, const QList<std::pair<QString, int>> &choices,
                      QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(plainToolTip(name));
    for (const auto &[title, value] : choices) {
        box->addItem(title, value);
    }
    return box;
}

/// What a choice offers, for where there is no room for it.
QAction *menuOf(QComboBox &box)
{
    auto *menu = new QMenu(box.accessibleName(), &box);
    auto *choices = new QActionGroup(menu);
    for (int i = 0; i < box.count(); ++i) {
        QAction *choice = choices->addAction(menu->addAction(box.itemText(i)));
        choice->setCheckable(true);
        choice->setChecked(i == box.currentIndex());
        QObject::connect(choice, &QAction::triggered, &box, [&box, i] { box.setCurrentIndex(i); });
        QObject::connect(&box, &QComboBox::currentIndexChanged, choice,
                         [choice, i](int chosen) { choice->setChecked(chosen == i); });
    }
    return menu->menuAction();
}

} // namespace

WarningsPanel::WarningsPanel(Session::Estate &estate, const Session::Auditor &auditor, QWidget *parent)
    : QWidget(parent)
    , m_estate(estate)
    , m_auditor(auditor)
    , m_model(new FindingModel(estate, auditor, this))
    , m_text(new QLineEdit(this))
    , m_severity(makeChoice(u"severity"_s, tr("The least severity that is shown"),
                            {{tr("All severities"), int(Domain::Severity::Low)},
                             {tr("Medium or worse"), int(Domain::Severity::Medium)},
                             {tr("High or worse"), int(Domain::Severity::High)},
                             {tr("Critical"), int(Domain::Severity::Critical)}},
                            this))
    , m_where(makeChoice(u"where"_s, tr("Of which tenants findings are shown"),
                         {{tr("All tenants"), false}, {tr("The chosen tenant"), true}}, this))
    , m_waived(makeChoice(u"waived"_s, tr("Open, waived, or would appear by what is staged"),
                          {{tr("Open"), int(WaivedFindings::Hidden)},
                           {tr("Open and waived"), int(WaivedFindings::Shown)},
                           {tr("Waived"), int(WaivedFindings::Only)},
                           {tr("Would appear"), wouldAppear}},
                          this))
    , m_grouping(makeChoice(u"grouping"_s, tr("Group by"),
                            {{tr("Not grouped"), int(FindingGrouping::None)},
                             {tr("By severity"), int(FindingGrouping::Severity)},
                             {tr("By tenant"), int(FindingGrouping::Tenant)},
                             {tr("By check"), int(FindingGrouping::Check)},
                             {tr("By subject"), int(FindingGrouping::Subject)},
                             {tr("By customer"), int(FindingGrouping::Customer)}},
                            this))
    , m_count(new PlainLabel(this))
    , m_counted(new QAction(this))
    , m_stack(new QStackedWidget(this))
    , m_list(new QTreeView(this))
    , m_details(new FindingDetails(this))
    , m_instead(new QToolButton(this))
    , m_empty(new EmptyState(this))
    , m_go(new QAction(tr("Show it"), this))
    , m_mend(new QAction(this))
    , m_probe(new QAction(tr("See what Lock sees…"), this))
    , m_whatIf(new QAction(tr("What if…"), this))
    , m_waive(new QAction(tr("Waive…"), this))
    , m_withdraw(new QAction(tr("Withdraw the waiver"), this))
    , m_lockUse(new QActionGroup(this))
{
    setObjectName(u"warnings"_s);
    buildList();
    buildActions();
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setHandleWidth(1);
    split->addWidget(m_list);
    split->addWidget(m_details);
    split->setStretchFactor(0, 1);
    split->setSizes({3 * detailsWidth, detailsWidth});
    split->setCollapsible(0, false);
    m_stack->addWidget(split);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addWidget(m_stack, 1);

    connect(m_model, &FindingModel::arranged, this, &WarningsPanel::showArranged);
    connect(&m_auditor, &Session::Auditor::busyChanged, this, &WarningsPanel::showEmptyState);
    showArranged();
}

QWidget *WarningsPanel::buildBar()
{
    auto *bar = new OverflowBar(this);
    bar->layout()->setContentsMargins(Size::margin, Size::gap / 2, Size::margin, Size::gap / 2);
    m_text->setPlaceholderText(tr("Find in the findings"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setMinimumWidth(150); // its placeholder has room
    m_text->setMaximumWidth(280);
    m_count->setProperty("muted", true);
    for (QWidget *entered : QList<QWidget *>{m_text, m_severity, m_where, m_waived, m_grouping, m_details, m_empty}) {
        entered->installEventFilter(this);
    }
    connect(m_text, &QLineEdit::textChanged, this, &WarningsPanel::wish);
    for (QComboBox *box : {m_severity, m_where, m_waived, m_grouping}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::currentIndexChanged, this, &WarningsPanel::wish);
    }
    bar->more()->setAccessibleName(tr("More choices for the findings"));
    bar->addKept(m_text, 1);
    for (QComboBox *box : {m_severity, m_where, m_waived, m_grouping}) {
        bar->addControl(box, menuOf(*box));
    }
    m_counted->setEnabled(false);
    bar->addControl(m_count, m_counted); // told in the menu where it has no room
    bar->addStretch();
    m_instead->setObjectName(u"instead"_s);
    m_instead->setText(tr("Details"));
    m_instead->setToolTip(tr("Shows what is known of the finding, and what can be done, instead of the list"));
    m_instead->setCheckable(true);
    m_instead->hide();
    connect(m_instead, &QToolButton::toggled, this, &WarningsPanel::showDetails);
    bar->addKept(m_instead);
    bar->addKept(makeMenuButton(bar));
    return bar;
}

QWidget *WarningsPanel::makeMenuButton(QWidget *bar)
{
    auto *take = new QPushButton(icon("edit-copy"_L1), {}, bar);
    take->setAccessibleName(tr("Copy or save the findings"));
    take->setToolTip(take->accessibleName());
    take->setMenu(new QMenu(take));
    const auto add = [this, take](const QString &title, void (WarningsPanel::*wanted)(RowFormat), RowFormat format) {
        connect(take->menu()->addAction(title), &QAction::triggered, this,
                [this, wanted, format] { (this->*wanted)(format); });
    };
    QAction *copied = addHeading(*take->menu(), {});
    add(tr("Copy as CSV"), &WarningsPanel::copyWanted, RowFormat::Csv);
    add(tr("Copy as JSON"), &WarningsPanel::copyWanted, RowFormat::Json);
    add(tr("Copy as Markdown"), &WarningsPanel::copyWanted, RowFormat::Markdown);
    take->menu()->addSeparator();
    QAction *saved = addHeading(*take->menu(), {});
    connect(take->menu(), &QMenu::aboutToShow, this, [this, copied, saved] {
        const qsizetype selected = selectedRows().size();
        const qsizetype all = shownRows().size();
        copied->setText(selected < all ? tr("%n selected finding(s)", nullptr, int(selected))
                                       : tr("All %n finding(s)", nullptr, int(all)));
        saved->setText(tr("All %n finding(s)", nullptr, int(all)));
    });
    add(tr("Save as CSV…"), &WarningsPanel::saveWanted, RowFormat::Csv);
    add(tr("Save as JSON…"), &WarningsPanel::saveWanted, RowFormat::Json);
    add(tr("Save as Markdown…"), &WarningsPanel::saveWanted, RowFormat::Markdown);
    return take;
}

QWidget *WarningsPanel::entry() const
{
    QWidget *content = m_list->isHidden() ? static_cast<QWidget *>(m_details) : m_list;
    return m_stack->currentWidget() == m_empty ? m_text : content;
}

void WarningsPanel::setTenant(const std::optional<Domain::TenantId> &tenant)
{
    m_tenant = tenant;
    if (m_where->currentData().toBool()) {
        wish();
    }
}

void WarningsPanel::wish()
{
    const bool isOfOne = m_where->currentData().toBool();
    const int state = m_waived->currentData().toInt();
    const bool isForetold = state == wouldAppear;
    m_model->setWish({m_text->text(), Domain::Severity(m_severity->currentData().toInt()),
                      isOfOne ? m_tenant : std::nullopt, FindingGrouping(m_grouping->currentData().toInt()),
                      isForetold ? WaivedFindings::Hidden : WaivedFindings(state),
                      isForetold ? ForetoldFindings::Only : ForetoldFindings::Shown});
}

void WarningsPanel::showEmptyState()
{
    const QLocale locale;
    const Items::FindingWish &wish = m_model->wish();
    const qsizetype waived = m_model->waived(wish.tenant);
    const qsizetype foretold = m_model->foretold(wish.tenant);
    const bool isForetold = wish.foretold == ForetoldFindings::Only;
    const qsizetype total = (isForetold || wish.waived == WaivedFindings::Only ? 0 : m_model->total(wish.tenant))
        + (wish.waived == WaivedFindings::Hidden ? 0 : waived) + (wish.waived == WaivedFindings::Only ? 0 : foretold);
    const qsizetype shown = m_model->shown();
    const auto [checks, gaps] = notChecked();
    QString count
        = shown == total ? locale.toString(total) : tr("%1 of %2").arg(locale.toString(shown), locale.toString(total));
    if (waived > 0 && wish.waived == WaivedFindings::Hidden) {
        count += u" · "_s + tr("%n waived", nullptr, int(waived));
    }
    if (foretold > 0) {
        count += u" · "_s + tr("%n would appear by what is staged", nullptr, int(foretold));
    }
    if (!gaps.isEmpty()) {
        count += u" · "_s + tr("%n check(s) not run everywhere", nullptr, int(checks.size()));
    }
    m_count->setFullText(count);
    m_counted->setText(count);
    QString toolTip;
    for (const QString &gap : gaps) {
        toolTip += plainToolTip(gap); // a paragraph each: a line break within one would be shown as a glyph
    }
    m_count->setToolTip(toolTip);
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    if (shown > 0) {
        return;
    }
    const QList<Session::TenantSession *> sessions = m_estate.sessions();
    const bool isAudited = std::any_of(sessions.begin(), sessions.end(), [this](const Session::TenantSession *session) {
        return m_auditor.resultOf(session->id());
    });
    if (total > 0) {
        m_empty->setContent("view-filter"_L1, tr("No finding passes"),
                            tr("%1 are left out by what is chosen above.").arg(locale.toString(total)));
    } else if (isForetold) {
        m_empty->setContent("security-high"_L1, tr("Nothing would appear"),
                            tr("By what is staged now, no check that could be run would find more than it does."));
    } else if (wish.waived == WaivedFindings::Only) {
        m_empty->setContent("security-high"_L1, tr("No finding is waived"),
                            tr("“Waive…” on a finding lets it stand for a time, with a note."));
    } else if (isAudited) {
        m_empty->setContent("security-high"_L1, tr("Nothing was found"),
                            gaps.isEmpty() ? tr("Every check passed.")
                                           : tr("Every check that could be run passed.") + u' ' + gaps.join(u' '));
    } else {
        m_empty->setContent("view-refresh"_L1, tr("Nothing was checked yet"),
                            tr("Tenants are checked once they have been read: F5 reads."));
    }
}

WarningsPanel::NotChecked WarningsPanel::notChecked() const
{
    struct Reason
    {
        QStringList tenants;
        QStringList checks;
    };
    NotChecked told;
    QStringList reasons; // in the order in which they came
    QHash<QString, Reason> byReason; // what all tenants have in common is told once
    for (const Session::TenantSession *session : m_estate.sessions()) {
        const Analysis::AuditResult *result = m_auditor.resultOf(session->id());
        for (const Analysis::Gap &gap : result ? result->gaps : QList<Analysis::Gap>()) {
            told.checks.unite(QSet<QString>(gap.checks.begin(), gap.checks.end()));
            Reason &reason = byReason[gap.reason];
            if (reason.tenants.isEmpty()) {
                reasons.append(gap.reason);
            }
            reason.tenants.append(session->profile().name);
            reason.checks.append(gap.checks);
        }
    }
    for (const QString &text : std::as_const(reasons)) {
        Reason &reason = byReason[text];
        reason.tenants.removeDuplicates();
        reason.checks.removeDuplicates();
        told.lines.append(tr("%1: %2 (%3)").arg(reason.tenants.join(u", "_s), text, reason.checks.join(u", "_s)));
    }
    return told;
}

void WarningsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showDetails();
    const int before = event->oldSize().width() < leastWidthForWideDetails ? narrowDetailsWidth : detailsWidth;
    const int details = width() < leastWidthForWideDetails ? narrowDetailsWidth : detailsWidth;
    auto *split = qobject_cast<QSplitter *>(m_details->parentWidget());
    if (split && before != details) { // whoever moved the handle meanwhile keeps it there
        split->setSizes({width() - details, details});
    }
}

/// Beside the list where it has room for them, or instead of it where that is wanted.
void WarningsPanel::showDetails()
{
    const bool hasRow = m_model->rowAt(toldIndex()) != nullptr;
    const bool isNarrow = width() < leastWidthForDetails;
    const bool isInstead = hasRow && isNarrow && m_instead->isChecked();
    m_instead->setVisible(hasRow && isNarrow);
    m_details->setVisible(hasRow && (!isNarrow || isInstead));
    m_list->setVisible(!isInstead);
}

} // namespace Ui
