#include "ui/pages/findingdetails.h"

#include "ui/pages/statustext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/overflowbar.h"
#include "ui/widgets/trendpane.h"
#include "ui/widgets/wraplabel.h"

#include <QAction>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Ages are told in minutes.
constexpr int ageMilliseconds = 60'000;

/// "57 of 50, read at 9:12": a figure names its age. What would be so has none.
QString figures(const Items::FindingRow &row)
{
    const QLocale locale;
    const Domain::Finding &finding = row.finding;
    if (!finding.count) {
        return {};
    }
    const QString figure = finding.limit
        ? FindingDetails::tr("%1 of %2").arg(locale.toString(*finding.count), locale.toString(*finding.limit))
        : locale.toString(*finding.count);
    return row.isForetold || !row.readAt.isValid()
        ? figure
        : FindingDetails::tr("%1, %2", "a figure, and when it was read")
              .arg(figure, ageText(row.readAt, QDateTime::currentDateTimeUtc()));
}

} // namespace

FindingDetails::FindingDetails(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget(this))
    , m_title(new WrapLabel(m_content))
    , m_message(new WrapLabel(m_content))
    , m_trend(new TrendPane(m_content))
    , m_fields(new FieldList(m_content))
    , m_buttons(new OverflowBar(this))
{
    m_scroll->setFrameShape(QFrame::NoFrame);
    setMinimumWidth(120);
    for (QWidget *ground : {m_scroll->viewport(), m_content}) {
        ground->setProperty("surface", u"base"_s);
        ground->setAttribute(Qt::WA_StyledBackground);
    }
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("About the finding"));
    setFocusProxy(m_scroll);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_fields->setNarrow(true);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addWidget(m_trend);
    layout->addWidget(m_fields);
    m_fields->layout()->setContentsMargins(0, 0, 0, 0);
    layout->addStretch();
    m_scroll->setWidget(m_content);
    m_buttons->more()->setAccessibleName(tr("What else can be done"));
    m_buttons->more()->setToolTip(m_buttons->more()->accessibleName());
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_scroll, 1);
    whole->addWidget(m_buttons);
    m_age.setInterval(ageMilliseconds);
    connect(&m_age, &QTimer::timeout, this, [this] { showFinding(m_row, m_objects); });
    clear();
}

void FindingDetails::setActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        auto *button = new QPushButton(m_buttons);
        m_buttons->addControl(button, action);
        const auto follow = [this, action, button] {
            button->setText(action->text());
            button->setToolTip(action->toolTip());
            m_buttons->setWanted(button, action->isVisible());
        };
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        follow();
    }
    m_buttons->addStretch();
}

void FindingDetails::showFinding(const Items::FindingRow &row, const QList<Field> &objects)
{
    m_age.start();
    const Domain::Finding &finding = row.finding;
    m_title->setText(row.check);
    m_message->setText(finding.message);
    QList<Field> fields{
        {tr("Waived"), finding.waiver ? Items::textOf(*finding.waiver) : QString(), false, {}, {}},
        {tr("Subject"), finding.subject.name, false, {}, {}},
        {tr("Tenant"), row.tenantName, false, {}, {}},
        {tr("Customer"), row.customer, false, {}, {}},
        {tr("Count"), figures(row), false, {}, {}},
        {tr("Why it matters"), finding.reason, false, {}, {}},
        {tr("What to do"), finding.advice, false, {}, {}},
    };
    fields += objects;
    fields += QList<Field>{
        {tr("Check"), finding.check, true, {}, {}},
        {tr("Source"), finding.source, false, {}, {}},
    };
    fields.removeIf([](const Field &field) { return field.value.isEmpty() && field.lines.isEmpty(); });
    m_fields->setFields(fields);
    m_content->show();
    m_buttons->show();
    const bool isSame = m_row.tenant == row.tenant && identityOf(m_row.finding) == identityOf(row.finding)
        && m_row.finding.waiver.has_value() == row.finding.waiver.has_value();
    m_row = row;
    m_objects = objects;
    if (!isSame) {
        m_scroll->verticalScrollBar()->setValue(0);
    }
}

void FindingDetails::clear()
{
    m_age.stop();
    m_row = {}; // what is told next begins at its top
    m_content->hide();
    m_buttons->hide();
}

} // namespace Ui
