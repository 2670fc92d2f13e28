#include "ui/widgets/fieldlist.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/lockmeter.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int labelWidth = 116;
constexpr int leastValue = 120; ///< beside a label: less would be a word a line
/// Of a longer list in a narrow place only the first are shown.
constexpr qsizetype mostLines = 10;
constexpr qsizetype firstLines = 8;

} // namespace

FieldList::FieldList(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    m_column->setSpacing(Size::gap);
}

void FieldList::setFields(const QList<Field> &fields)
{
    if (fields == m_fields) {
        return;
    }
    m_fields = fields;
    m_rows.clear();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (const Field &field : fields) {
        addField(field);
    }
    m_column->addStretch(1);
    arrange();
}

void FieldList::addField(const Field &field)
{
    auto *cell = new QWidget(this);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, cell);
    row->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(field.label, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    row->addWidget(label, 0, Qt::AlignTop);
    row->addWidget(makeValue(field), 1, field.lockCount ? Qt::AlignTop : Qt::Alignment());
    m_column->addWidget(cell);
    m_rows.append({row, label});
}

void FieldList::arrange()
{
    const QMargins margins = m_column->contentsMargins();
    const int beside = margins.left() + labelWidth + Size::margin + leastValue + margins.right();
    m_isStacked = m_isNarrow || width() < beside;
    for (const Row &row : std::as_const(m_rows)) {
        row.layout->setDirection(m_isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        row.layout->setSpacing(m_isStacked ? 2 : Size::margin);
        row.label->setMinimumWidth(m_isStacked ? 0 : labelWidth);
        row.label->setMaximumWidth(m_isStacked ? QWIDGETSIZE_MAX : labelWidth);
    }
}

/// Whatever the place that shows it gives: values go below their labels then.
QSize FieldList::minimumSizeHint() const
{
    const QMargins margins = m_column->contentsMargins();
    const QSize least = QWidget::minimumSizeHint();
    return {std::min(least.width(), margins.left() + labelWidth + margins.right()), least.height()};
}

void FieldList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// The tooltip belongs to a cell around the value, which has one of its own where it does not fit.
QWidget *FieldList::makeValue(const Field &field)
{
    if (!field.toolTip.isEmpty()) {
        Field bare = field;
        bare.toolTip.clear();
        auto *cell = new QWidget(this);
        auto *column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(makeValue(bare));
        cell->setToolTip(plainToolTip(field.toolTip));
        cell->setAccessibleDescription(field.toolTip);
        return cell;
    }
    if (field.lockCount) {
        return new LockMeter(*field.lockCount, field.lockLevel, this);
    }
    if (!field.lines.isEmpty()) {
        return makeLines(field.lines);
    }
    if (field.isId && !field.value.isEmpty()) {
        return makeId(field);
    }
    if (!field.target.isEmpty()) {
        return makeTarget(field);
    }
    auto *value = new WrapLabel(this);
    value->setText(field.value.isEmpty() ? u"–"_s : field.value);
    return value;
}

QWidget *FieldList::makeLines(const QStringList &lines)
{
    auto *value = new WrapLabel(this);
    if (!m_isNarrow || lines.size() <= mostLines) {
        value->setLines(lines);
        return value;
    }
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    value->setLines(lines.first(firstLines));
    auto *more = new QToolButton(cell);
    more->setObjectName(u"moreLines"_s);
    more->setText(tr("and %n more", nullptr, int(lines.size() - firstLines)));
    more->setToolTip(tr("Show all of them"));
    connect(more, &QToolButton::clicked, value, [value, more, lines] {
        value->setLines(lines);
        more->hide();
    });
    column->addWidget(value);
    column->addWidget(more, 0, Qt::AlignLeft);
    return cell;
}

QWidget *FieldList::makeId(const Field &field)
{
    auto *cell = new QWidget(this);
    auto *line = new QHBoxLayout(cell);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    auto *value = new PlainLabel(cell);
    value->setFont(fontOf(Type::Mono));
    value->setElideMode(Qt::ElideMiddle);
    value->setFullText(field.value);
    auto *copy = new QToolButton(cell);
    copy->setIcon(icon("edit-copy"_L1));
    copy->setProperty("flat", true);
    copy->setToolTip(tr("Copy %1").arg(field.label));
    copy->setAccessibleName(copy->toolTip());
    copy->setProperty("tiny", true);
    connect(copy, &QToolButton::clicked, this, [text = field.value] { QGuiApplication::clipboard()->setText(text); });
    line->addWidget(value);
    line->addWidget(copy);
    line->addStretch();
    return cell;
}

QWidget *FieldList::makeTarget(const Field &field)
{
    auto *cell = new QWidget(this);
    auto *line = new QHBoxLayout(cell);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Size::gap);
    auto *value = new WrapLabel(cell);
    value->setText(field.value);
    QPushButton *show = namedButton("showTarget", tr("Show"), cell);
    show->setToolTip(plainToolTip(tr("Show %1").arg(field.value)));
    show->setAccessibleName(tr("Show %1").arg(visibleText(field.value)));
    connect(show, &QPushButton::clicked, this, [this, target = field.target] { Q_EMIT targetWanted(target); });
    line->addWidget(value, 1);
    line->addWidget(show, 0, Qt::AlignTop);
    return cell;
}

} // namespace Ui
