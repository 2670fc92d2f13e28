#include "ui/widgets/fieldlist.h"

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/lockmeter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/wraplabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int labelWidth = 116;

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
    label->setFixedWidth(labelWidth);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    if (field.lockCount) {
        m_grid->addWidget(new LockMeter(*field.lockCount, field.lockLevel, this), row, 1, Qt::AlignTop);
        return;
    }
    if (!field.isId || field.value.isEmpty()) {
        auto *value = new WrapLabel(this);
        if (field.lines.isEmpty()) {
            value->setText(field.value.isEmpty() ? u"–"_s : field.value);
        } else {
            value->setLines(field.lines);
        }
        m_grid->addWidget(value, row, 1);
        return;
    }
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
    m_grid->addWidget(cell, row, 1);
}

} // namespace Ui
