#include "ui/pages/findingdetails.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/trendpane.h"
#include "ui/widgets/wraplabel.h"

#include <QAction>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString figures(const Domain::Finding &finding)
{
    const QLocale locale;
    if (!finding.count) {
        return {};
    }
    return finding.limit
        ? FindingDetails::tr("%1 of %2").arg(locale.toString(*finding.count), locale.toString(*finding.limit))
        : locale.toString(*finding.count);
}

} // namespace

FindingDetails::FindingDetails(QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget(this))
    , m_title(new WrapLabel(m_content))
    , m_message(new WrapLabel(m_content))
    , m_trend(new TrendPane(m_content))
    , m_fields(new FieldList(m_content))
    , m_buttons(new QVBoxLayout)
{
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(120);
    for (QWidget *ground : {viewport(), m_content}) {
        ground->setProperty("surface", u"base"_s);
        ground->setAttribute(Qt::WA_StyledBackground);
    }
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("About the finding"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    layout->setSpacing(Size::gap);
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addWidget(m_trend);
    layout->addWidget(m_fields);
    m_buttons->setSpacing(Size::gap);
    layout->addLayout(m_buttons);
    layout->addStretch();
    setWidget(m_content);
    clear();
}

void FindingDetails::setActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        auto *button = new QPushButton(m_content);
        m_buttons->addWidget(button, 0, Qt::AlignLeft);
        const auto follow = [action, button] {
            button->setText(action->text());
            button->setToolTip(action->toolTip());
            button->setVisible(action->isVisible());
        };
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        follow();
    }
}

void FindingDetails::showFinding(const Items::FindingRow &row, const QList<Field> &objects)
{
    const Domain::Finding &finding = row.finding;
    m_title->setText(row.check);
    m_message->setText(finding.message);
    QList<Field> fields{
        {tr("Waived"), finding.waiver ? Items::textOf(*finding.waiver) : QString(), false, {}, {}},
        {tr("Subject"), finding.subject.name, false, {}, {}},
        {tr("Tenant"), row.tenantName, false, {}, {}},
        {tr("Count"), figures(finding), false, {}, {}},
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
}

void FindingDetails::clear()
{
    m_content->hide();
}

} // namespace Ui
