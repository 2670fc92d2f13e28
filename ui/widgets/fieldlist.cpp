#include "ui/widgets/fieldlist.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/lockmeter.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int labelWidth = 116;
/// Of a longer list in a narrow place only the first are shown.
constexpr qsizetype mostLines = 10;
constexpr qsizetype firstLines = 8;

} // namespace

FieldList::FieldList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(Size::wide, Size::margin, Size::wide, Size::margin);
    m_grid->setHorizontalSpacing(Size::margin);
    m_grid->setVerticalSpacing(Size::gap);
    m_grid->setColumnStretch(1, 1);
}

void FieldList::setFields(const QList<Field> &fields)
{
    if (fields == m_fields) {
        return;
    }
    m_fields = fields;
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        m_grid->setRowStretch(row, 0);
    }
    for (int row = 0; row < fields.size(); ++row) {
        addField(row, fields.at(row));
    }
    m_grid->setRowStretch(int(fields.size()), 1);
}

void FieldList::addField(int row, const Field &field)
{
    auto *label = new QLabel(field.label, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("muted", true);
    QWidget *value = makeValue(field);
    if (!m_isNarrow) {
        label->setFixedWidth(labelWidth);
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1, field.lockCount ? Qt::AlignTop : Qt::Alignment());
        return;
    }
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(value);
    m_grid->addWidget(cell, row, 0, 1, 2);
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
