#include "ui/pages/policybar.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/policycell.h"

#include "policy/policyrow.h"
#include "policy/policytemplate.h"
#include "query/columns.h"
#include "settings/windowstate.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Part = Settings::WindowState::Part;

const QString memoryName = u"policy-baseline"_s;
const QString deviatingTerm = u"deviations>0"_s;
constexpr int nameWidth = 260;

/// The term where it stands by itself in a filter text, with the blanks before it.
const QRegularExpression &deviatingPattern()
{
    static const QRegularExpression pattern(u"(?:^|\\s+)deviations\\s*>\\s*0(?=\\s|$)"_s);
    return pattern;
}

} // namespace

PolicyBar::PolicyBar(Settings::WindowState &memory, FilterLine &filter, QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_filter(filter)
    , m_button(new QPushButton(this))
    , m_menu(new QMenu(m_button))
    , m_onlyDeviating(new QPushButton(tr("Only deviating"), this))
    , m_legend(makeDeviationLegend(this))
{
    m_menu->setToolTipsVisible(true);
    m_button->setMenu(m_menu);
    m_onlyDeviating->setCheckable(true);
    m_onlyDeviating->setToolTip(tr("Show only rows that differ from the baseline: %1").arg(deviatingTerm));
    connect(m_menu, &QMenu::aboutToShow, this, &PolicyBar::fillMenu);
    connect(m_onlyDeviating, &QPushButton::clicked, this, &PolicyBar::filterDeviating);
    connect(&m_filter, &QLineEdit::textChanged, this, &PolicyBar::showState);

    auto *label = new QLabel(tr("Compared with"), this);
    label->setProperty("muted", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Size::margin, 0, Size::margin, Size::gap);
    layout->setSpacing(Size::gap);
    layout->addWidget(label);
    layout->addWidget(m_button);
    layout->addWidget(m_onlyDeviating);
    layout->addStretch(1);
    layout->addWidget(m_legend);
    showState();
}

void PolicyBar::restore()
{
    const QString id = QString::fromUtf8(m_memory.value(Part::Choice, memoryName));
    for (const Policy::PolicyTemplate &given : Policy::givenTemplates()) {
        if (given.id == id) {
            choose(given.name, given.id, given.edits);
            return;
        }
    }
    filterDeviating(false); // without a baseline nothing would be shown
}

void PolicyBar::setSelected(const Query::RecordPtr &policy)
{
    m_selected = policy;
}

void PolicyBar::fillMenu()
{
    m_menu->clear();
    delete m_choices;
    m_choices = new QActionGroup(m_menu);
    addChoice(tr("Nothing"), {}, {}, {});
    m_menu->addSeparator();
    for (const Policy::PolicyTemplate &given : Policy::givenTemplates()) {
        addChoice(given.name, given.id, given.source, given.edits);
    }
    m_menu->addSeparator();
    addConnections();
}

/// The connection that is the baseline already, and the selected one.
void PolicyBar::addConnections()
{
    const auto row = m_selected ? Policy::policyRow(m_selected->original) : std::nullopt;
    const QList<Policy::Reading> readings = row ? row->readings() : QList<Policy::Reading>();
    QStringList ids;
    for (const Policy::Reading &reading : readings) {
        const QString word = Policy::wordFor(reading.generation);
        const QString id = u"%1 %2 %3"_s.arg(m_selected->tenant.text(), m_selected->id, word);
        const QString name
            = readings.size() > 1 ? tr("%1, %2 reading", "a connection").arg(row->name, word) : row->name;
        addChoice(name, id, tr("The selected connection, as it is now"), Policy::baselineOf(reading));
        ids << id;
    }
    const bool isOther = m_id.contains(u' ') && !ids.contains(m_id);
    if (isOther) {
        addChoice(m_name, m_id, tr("A connection, as it was when it was chosen"), m_baseline);
    }
    if (readings.isEmpty()) {
        m_menu
            ->addAction(m_selected ? tr("The selected connection came without its options")
                                   : tr("Select one connection to compare with it"))
            ->setEnabled(false);
    }
}

void PolicyBar::addChoice(const QString &name, const QString &id, const QString &toolTip,
                          const Policy::Baseline &baseline)
{
    QString shown = visibleText(name);
    QAction *action = m_menu->addAction(shown.replace(u'&', u"&&"_s));
    action->setObjectName(id.isEmpty() ? u"none"_s : id);
    action->setToolTip(plainToolTip(toolTip));
    action->setCheckable(true);
    action->setChecked(id == m_id);
    m_choices->addAction(action);
    connect(action, &QAction::triggered, this,
            [this, name, id, baseline] { choose(id.isEmpty() ? QString() : name, id, baseline); });
}

void PolicyBar::choose(const QString &name, const QString &id, const Policy::Baseline &baseline)
{
    m_name = name;
    m_id = id;
    const bool isAnother = m_baseline != baseline;
    m_baseline = baseline;
    // Another connection tomorrow may have the id of this one: only templates are remembered.
    const bool isTemplate = !id.contains(u' ');
    m_memory.setValue(Part::Choice, memoryName, isTemplate ? id.toUtf8() : QByteArray());
    if (baseline.isEmpty()) {
        filterDeviating(false);
    }
    showState();
    if (isAnother) {
        Q_EMIT baselineChanged(m_baseline);
    }
}

void PolicyBar::filterDeviating(bool only)
{
    QString text = m_filter.text();
    text.remove(deviatingPattern());
    text = text.trimmed();
    if (only) {
        text += (text.isEmpty() ? QString() : u" "_s) + deviatingTerm;
    }
    if (text != m_filter.text().trimmed()) {
        m_filter.setText(text);
    }
    showState();
}

void PolicyBar::showState()
{
    const QString name = m_name.isEmpty() ? tr("nothing") : visibleText(m_name);
    QString shown = m_button->fontMetrics().elidedText(name, Qt::ElideRight, nameWidth);
    m_button->setText(shown.replace(u'&', u"&&"_s) + u" ▾"_s);
    m_button->setToolTip(plainToolTip(tr("What the policies are compared with: %1").arg(name)));
    m_button->setAccessibleName(tr("Compared with %1").arg(name));
    m_onlyDeviating->setEnabled(!m_baseline.isEmpty());
    m_onlyDeviating->setChecked(deviatingPattern().match(m_filter.text()).hasMatch());
    m_legend->setVisible(!m_baseline.isEmpty());
}

} // namespace Ui
