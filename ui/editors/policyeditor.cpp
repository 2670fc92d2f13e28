#include "ui/editors/policyeditor.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wraplabel.h"

#include "policy/policytitles.h"
#include "session/changetray.h"
#include "session/estate.h"

#include <QButtonGroup>
#include <QDialog>
#include <QGridLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Generation = Domain::PolicyGeneration;

/// More reasons are counted, not told.
constexpr qsizetype toldReasons = 3;

} // namespace

PolicyEditor::PolicyEditor(const ChangeServices &services, QWidget *parent)
    : SelectionTab(parent)
    , m_services(services)
    , m_work(this, [this](const View &view) { showView(view); })
    , m_fields(new PolicyFields(this))
    , m_choice(buildChoice())
    , m_toldDrafts(new WrapLabel(this))
    , m_showDraft(namedButton("showDraft", tr("Show"), this))
    , m_discardDraft(namedButton("discardDraft", tr("Discard"), this))
    , m_discardAll(namedButton("discardAll", tr("Discard all"), this))
    , m_elsewhere(buildElsewhere())
    , m_told(new WrapLabel(this))
    , m_stage(namedButton("stage", {}, this))
    , m_revert(namedButton("revert", tr("Revert edits"), this))
    , m_toFlexible(namedButton("toFlexible", tr("&Convert to flexible…"), this))
    , m_toLegacy(namedButton("toLegacy", tr("Con&vert to legacy…"), this))
    , m_apply(namedButton("applyTemplate", tr("Appl&y template…"), this))
    , m_save(namedButton("saveTemplate", tr("Sav&e as template…"), this))
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Fields of the password policy"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(buildFooter());

    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &PolicyEditor::workOut);
    connect(m_fields, &PolicyFields::edited, &m_soon, qOverload<>(&QTimer::start));
    connect(m_fields, &PolicyFields::edited, this, &PolicyEditor::changeWish);
    connect(m_fields, &PolicyFields::submitted, this, &PolicyEditor::stage);
    connect(m_fields, &PolicyFields::discarded, this, &PolicyEditor::revert);
    connect(&services.tray, &Session::ChangeTray::changed, this, [this] {
        if (isVisible()) {
            m_soon.start();
        }
    });
    connect(m_stage, &QPushButton::clicked, this, &PolicyEditor::stage);
    connect(m_revert, &QPushButton::clicked, this, &PolicyEditor::revert);
    connect(m_toFlexible, &QPushButton::clicked, this, [this] { convertTo(Generation::Flexible); });
    connect(m_toLegacy, &QPushButton::clicked, this, [this] { convertTo(Generation::Legacy); });
    connect(m_apply, &QPushButton::clicked, this, &PolicyEditor::applyTemplate);
    connect(m_save, &QPushButton::clicked, this, &PolicyEditor::saveTemplate);
    showView({});
}

QWidget *PolicyEditor::buildChoice()
{
    auto *choice = new QWidget(this);
    m_both = new Banner(choice);
    m_keep = new QButtonGroup(choice);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Size::wide);
    const QList<std::pair<Generation, QString>> ways{{Generation::Legacy, tr("&Keep the legacy one")},
                                                     {Generation::Flexible, tr("Keep the fle&xible one")}};
    for (const auto &[generation, text] : ways) {
        auto *way = new QRadioButton(text, choice);
        way->setObjectName(generation == Generation::Legacy ? u"keepLegacy"_s : u"keepFlexible"_s);
        m_keep->addButton(way, int(generation));
        line->addWidget(way);
    }
    line->addStretch();
    auto *layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_both);
    layout->addLayout(line);
    connect(m_keep, &QButtonGroup::idClicked, this, [this] {
        m_soon.start();
        changeWish();
    });
    return choice;
}

QWidget *PolicyEditor::buildFooter()
{
    auto *footer = new QWidget(this);
    footer->setProperty("surface", u"base"_s);
    footer->setAttribute(Qt::WA_StyledBackground);
    m_stage->setProperty("primary", true);
    m_stage->setToolTip(tr("Nothing is sent before the changes are reviewed and applied"));
    m_revert->setToolTip(tr("Forget what was edited here and not staged (Esc)"));
    m_told->setObjectName(u"told"_s);
    auto *grid = new QGridLayout;
    grid->setSpacing(Size::gap);
    grid->addWidget(m_stage, 0, 0);
    grid->addWidget(m_revert, 0, 1);
    grid->addWidget(m_toFlexible, 1, 0);
    grid->addWidget(m_toLegacy, 1, 1);
    grid->addWidget(m_apply, 2, 0);
    grid->addWidget(m_save, 2, 1);
    auto *rule = new QFrame(footer);
    rule->setProperty("line", true);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    body->setSpacing(Size::margin);
    body->addWidget(m_elsewhere);
    body->addWidget(m_choice);
    body->addWidget(m_told);
    body->addLayout(grid);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(rule);
    layout->addLayout(body);
    return footer;
}

QString PolicyEditor::title() const
{
    return tr("Password policy");
}

bool PolicyEditor::isFor(const Selection &selection) const
{
    if (Query::sourceOf(selection.kind) != Query::Kind::Connections || selection.objects.isEmpty()) {
        return false;
    }
    if (selection.objects.size() > 1) {
        return true;
    }
    const Session::ObjectId &only = selection.objects.first();
    const Query::RecordPtr record = m_services.estate.record(only.tenant, Query::Kind::Connections, only.id);
    return record && Query::textAt(*record, Query::Kind::Connections, u"strategy") == u"auth0"_s;
}

QWidget *PolicyEditor::entry()
{
    return m_fields->entry();
}

void PolicyEditor::showSelection(const Selection &selection)
{
    if (selection.objects != m_selection.objects) { // a password policy is its connection, whichever table it is of
        putAside();
        m_selection = selection;
        m_stagesWhenReady = false;
        m_view = {}; // what it holds is of the connections before: no button may work on them
        m_work.forget();
        takeUp();
    }
    if (isVisible()) {
        m_soon.start();
    }
}

void PolicyEditor::enter()
{
    m_fields->enter();
}

void PolicyEditor::showEvent(QShowEvent *event)
{
    SelectionTab::showEvent(event);
    m_soon.start();
}

std::optional<Generation> PolicyEditor::keep() const
{
    const int chosen = m_keep->checkedId();
    return chosen < 0 ? std::nullopt : std::optional(Generation(chosen));
}

Change::PolicyWish PolicyEditor::wish() const
{
    Change::PolicyWish wish = m_fields->wish();
    wish.keep = keep();
    return wish;
}

/// What was to be staged was the wish of before.
void PolicyEditor::changeWish()
{
    m_stagesWhenReady = false;
    showButtons();
}

void PolicyEditor::workOut()
{
    m_work.start(
        [targets = Session::policyTargets(m_services.estate, m_services.tray, m_selection.objects), wish = wish()] {
            View view;
            for (const Session::PolicyTarget &target : targets) {
                const int both = view.summary.both;
                view.held.add(target.subject.connection);
                view.summary.add(Change::asStaged(target.subject).value_or(target.subject.connection));
                if (view.summary.both > both) {
                    view.nameOfBoth = target.subject.object.name;
                }
            }
            view.forecast = Session::forecast(targets, wish);
            view.lessenings = Session::lessenings(view.forecast);
            view.fates = Session::settingFates(view.forecast, wish);
            view.edits = wish.edits;
            return view;
        });
}

void PolicyEditor::showView(const View &view)
{
    m_view = view;
    m_fields->setFates(view.fates, view.edits);
    m_fields->showSummary(view.summary, view.held);
    showChoice();
    showForecast();
    showButtons();
    if (m_stagesWhenReady && isReady()) {
        m_stagesWhenReady = false;
        stageNow();
    }
}

void PolicyEditor::showForecast()
{
    const Session::PolicyForecast &forecast = m_view.forecast;
    const auto all = qsizetype(forecast.targets.size());
    QStringList lines = m_fields->problems();
    const bool isUsable = lines.isEmpty();
    for (const Session::Lessening &less : m_view.lessenings.first(std::min(toldReasons, m_view.lessenings.size()))) {
        const QString change
            = tr("%1: %2 from %3 to %4")
                  .arg(Policy::markedWord(less.change.direction), Policy::titleOf(less.change.key),
                       visibleText(Policy::textOf(less.change.wanted)), visibleText(Policy::textOf(less.change.found)));
        lines.append(all == 1 ? change : tr("%1, of %2 of %3").arg(change).arg(less.names.size()).arg(all));
    }
    if (m_view.lessenings.size() > toldReasons) {
        lines.append(tr("and %n other change(s) for less", nullptr, int(m_view.lessenings.size() - toldReasons)));
    }
    for (const Session::ForecastNote &note : forecast.skipped.first(std::min(toldReasons, forecast.skipped.size()))) {
        lines.append(all == 1 ? tr("It cannot be changed: %1").arg(note.text)
                              : tr("%1 of %2 will be skipped: %3").arg(note.names.size()).arg(all).arg(note.text));
    }
    if (forecast.skipped.size() > toldReasons) {
        lines.append(tr("and for %n other reason(s)", nullptr, int(forecast.skipped.size() - toldReasons)));
    }
    for (const Session::ForecastNote &note : forecast.notes.first(std::min(toldReasons, forecast.notes.size()))) {
        lines.append(all == 1 ? note.text : tr("For %1 of %2: %3").arg(note.names.size()).arg(all).arg(note.text));
    }
    if (forecast.soAlready > 0 && m_fields->isTouched() && isUsable) {
        const bool onlyRaises = m_fields->isOnlyRaise();
        lines.append(all == 1         ? tr("It is so already.")
                         : onlyRaises ? tr("%1 of %2 ask for as much already.").arg(forecast.soAlready).arg(all)
                                      : tr("%1 of %2 are so already.").arg(forecast.soAlready).arg(all));
    }
    showElsewhere();
    m_told->setLines(lines);
    m_told->setVisible(!lines.isEmpty());
}

void PolicyEditor::showChoice()
{
    m_choice->setVisible(m_view.summary.both > 0);
    m_both->showState(
        Banner::Tone::Warning,
        m_view.summary.both > 1
            ? tr("%1 of %2 hold both generations.").arg(m_view.summary.both).arg(m_view.summary.connections)
            : tr("%1 holds both generations.").arg(shortName(m_view.nameOfBoth)),
        tr("Which one wins is not documented, and Auth0 takes one at a time. Choose which stays; the other "
           "is removed."));
}

void PolicyEditor::showButtons()
{
    const Policy::PolicySummary &summary = m_view.summary;
    const bool hasWish = m_fields->isTouched() || (summary.both > 0 && keep());
    // While it is worked out, what was last known; the selection cannot grow by an edit.
    const int count = m_view.forecast.changing;
    m_stage->setText(hasWish && count > 0 ? tr("&Stage for %1").arg(count) : tr("&Stage"));
    m_stage->setEnabled(hasWish && m_fields->problems().isEmpty() && (count > 0 || !isReady()));
    m_revert->setEnabled(hasWish);
    m_toFlexible->setEnabled(summary.legacy + summary.both > 0);
    m_toLegacy->setEnabled(summary.flexible + summary.both > 0);
    m_apply->setEnabled(summary.readings > 0);
    m_save->setEnabled(summary.readings > 0);
}

void PolicyEditor::stage()
{
    if (!m_fields->check()) {
        return;
    }
    if (isReady()) {
        stageNow();
    } else {
        m_stagesWhenReady = true;
    }
}

void PolicyEditor::stageNow()
{
    if (m_view.forecast.changing == 0) {
        return;
    }
    const int count = Session::stage(m_services.tray, m_view.forecast);
    if (m_stage->hasFocus()) {
        m_fields->entry()->setFocus(); // else the focus goes on to what converts
    }
    revert();
    tellStaged(count);
}

void PolicyEditor::tellStaged(int count)
{
    Q_EMIT told(tr("Staged for %n connection(s), not sent. Ctrl+Return reviews what is staged.", nullptr, count));
}

void PolicyEditor::revert()
{
    m_fields->reset();
    m_keep->setExclusive(false);
    for (QAbstractButton *way : m_keep->buttons()) {
        way->setChecked(false);
    }
    m_keep->setExclusive(true);
    m_soon.start();
    showButtons();
}

} // namespace Ui
