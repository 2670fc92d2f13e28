#include "ui/pages/policybar.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/policycell.h"

#include "policy/policyrow.h"
#include "query/columns.h"
#include "query/narrowing.h"
#include "session/policytemplates.h"
#include "settings/windowstate.h"

#include <QActionGroup>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Part = Settings::WindowState::Part;

const QString memoryName = u"policy-baseline"_s;
const QString deviatingTerm = u"deviations>0"_s;
constexpr int nameWidth = 200;

} // namespace

PolicyBar::PolicyBar(Settings::WindowState &memory, FilterLine &filter, QWidget *parent)
    : OverflowBar(parent)
    , m_memory(memory)
    , m_filter(filter)
    , m_button(new QPushButton(this))
    , m_menu(new QMenu(m_button))
    , m_onlyDeviating(new QPushButton(tr("Only deviating"), this))
    , m_onlyAction(new QAction(m_onlyDeviating->text(), this))
    , m_legend(makeDeviationLegend(this))
{
    m_menu->setToolTipsVisible(true);
    m_button->setMenu(m_menu);
    m_onlyDeviating->setCheckable(true);
    m_onlyDeviating->setToolTip(tr("Show only rows that differ from the baseline: %1").arg(deviatingTerm));
    m_onlyAction->setCheckable(true);
    connect(m_menu, &QMenu::aboutToShow, this, &PolicyBar::fillMenu);
    connect(m_onlyDeviating, &QPushButton::clicked, this, &PolicyBar::filterDeviating);
    connect(m_onlyAction, &QAction::triggered, this, &PolicyBar::filterDeviating);
    connect(&m_filter, &QLineEdit::textChanged, this, &PolicyBar::showState);

    auto *label = new QLabel(tr("Compared with"), this);
    label->setProperty("muted", true);
    auto *legend = new QWidgetAction(this);
    legend->setDefaultWidget(makeDeviationLegend(this));
    legend->defaultWidget()->setContentsMargins(Size::margin, 0, Size::margin, 0);
    layout()->setContentsMargins(Size::margin, 0, Size::margin, Size::gap);
    addControl(label, nullptr);
    addKept(m_button);
    addControl(m_onlyDeviating, m_onlyAction);
    addStretch();
    addControl(m_legend, legend);
    showState();
}

void PolicyBar::restore(const QString &templateFolder)
{
    m_templateFolder = templateFolder;
    const QString id = QString::fromUtf8(m_memory.value(Part::Choice, memoryName));
    const QList<Choice> known = templates();
    const auto found = std::find_if(known.begin(), known.end(), [&id](const Choice &one) { return one.id == id; });
    if (found != known.end()) {
        choose(*found);
    } else if (id.isEmpty() || !templateFolder.isEmpty()) {
        filterDeviating(false); // without a baseline nothing would be shown
    }
}

void PolicyBar::setSelected(const Query::RecordPtr &policy)
{
    m_selected = policy;
}

/// The given ones, then the user's own.
QList<PolicyBar::Choice> PolicyBar::templates() const
{
    QList<Choice> choices;
    for (const Session::KnownTemplate &known : Session::knownTemplates(Settings::TemplateFiles(m_templateFolder))) {
        const Policy::PolicyTemplate &content = known.content;
        choices.append(
            {content.name, known.isOwn() ? u"file:"_s + known.path : content.id, content.edits, content.source});
    }
    return choices;
}

QList<PolicyBar::Choice> PolicyBar::selectedReadings() const
{
    QList<Choice> choices;
    const auto row = m_selected ? Policy::policyRow(m_selected->original) : std::nullopt;
    const QList<Policy::Reading> readings = row ? row->readings() : QList<Policy::Reading>();
    for (const Policy::Reading &reading : readings) {
        const QString word = Policy::wordFor(reading.generation);
        const QString name
            = readings.size() > 1 ? tr("%1, %2 reading", "a connection").arg(row->name, word) : row->name;
        choices.append({name, u"%1 %2 %3"_s.arg(m_selected->tenant.text(), m_selected->id, word),
                        Policy::baselineOf(reading), tr("The selected connection, as it is now"), true});
    }
    return choices;
}

void PolicyBar::fillMenu()
{
    m_menu->clear();
    delete m_choices;
    m_choices = new QActionGroup(m_menu);
    addChoice({});
    m_menu->addSeparator();
    for (const Choice &choice : templates()) {
        addChoice(choice);
    }
    m_menu->addSeparator();
    addConnections();
}

/// The selected connection, and the one that is the baseline already.
void PolicyBar::addConnections()
{
    const QList<Choice> selected = selectedReadings();
    bool isThere = false;
    for (const Choice &choice : selected) {
        addChoice(choice);
        isThere = isThere || choice.id == m_chosen.id;
    }
    if (m_chosen.isConnection && !isThere) {
        Choice earlier = m_chosen;
        earlier.about = tr("A connection, as it was when it was chosen");
        addChoice(earlier);
    }
    if (selected.isEmpty()) {
        m_menu
            ->addAction(m_selected ? tr("The selected connection came without its options")
                                   : tr("Select one connection to compare with it"))
            ->setEnabled(false);
    }
}

void PolicyBar::addChoice(const Choice &choice)
{
    QString shown = choice.name.isEmpty() ? tr("Nothing") : visibleText(choice.name);
    QAction *action = m_menu->addAction(shown.replace(u'&', u"&&"_s));
    action->setObjectName(choice.id.isEmpty() ? u"none"_s : choice.id);
    action->setToolTip(plainToolTip(choice.about));
    action->setCheckable(true);
    action->setChecked(choice.id == m_chosen.id);
    m_choices->addAction(action);
    connect(action, &QAction::triggered, this, [this, choice] { choose(choice); });
}

void PolicyBar::choose(const Choice &choice)
{
    const bool isAnother = m_chosen.baseline != choice.baseline;
    m_chosen = choice;
    // Another connection tomorrow may have the id of this one: only templates are remembered.
    m_memory.setValue(Part::Choice, memoryName, choice.isConnection ? QByteArray() : choice.id.toUtf8());
    if (choice.baseline.isEmpty()) {
        filterDeviating(false);
    }
    showState();
    if (isAnother) {
        Q_EMIT baselineChanged(m_chosen.baseline);
    }
}

void PolicyBar::filterDeviating(bool only)
{
    const QString text
        = only ? Query::withTerm(m_filter.text(), deviatingTerm) : Query::withoutTerm(m_filter.text(), deviatingTerm);
    if (text != m_filter.text().trimmed()) {
        m_filter.setText(text);
    }
    showState();
}

void PolicyBar::showState()
{
    const QString name = m_chosen.name.isEmpty() ? tr("nothing") : visibleText(m_chosen.name);
    QString shown = m_button->fontMetrics().elidedText(name, Qt::ElideRight, nameWidth);
    m_button->setText(shown.replace(u'&', u"&&"_s) + u" ▾"_s);
    m_button->setToolTip(plainToolTip(tr("What the policies are compared with: %1").arg(name)));
    m_button->setAccessibleName(tr("Compared with %1").arg(name));
    const bool isCompared = !m_chosen.baseline.isEmpty();
    const bool isNarrowed = Query::isNarrowedTo(m_filter.text(), deviatingTerm);
    m_onlyDeviating->setEnabled(isCompared);
    m_onlyDeviating->setChecked(isNarrowed);
    m_onlyAction->setEnabled(isCompared);
    m_onlyAction->setChecked(isNarrowed);
    setWanted(m_legend, isCompared);
}

} // namespace Ui
