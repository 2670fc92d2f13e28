#include "ui/widgets/changedelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recorddelegate.h"

#include "items/changemodel.h"
#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace Ui {

namespace {

using Items::ChangeModel;

constexpr int padding = 7;

/// A leaf is the only row with something before or after.
bool isLeaf(const QModelIndex &index)
{
    return !index.data(Items::OutcomeRole).isValid() && index.parent().isValid();
}

/// A leaf that people call something else than its JSON pointer, which is its tooltip then.
bool hasName(const QModelIndex &index)
{
    return !index.data(Qt::ToolTipRole).toString().isEmpty();
}

QColor groundOf(const Tokens &tokens, const QModelIndex &index)
{
    if (!isLeaf(index)) {
        return {};
    }
    switch (index.column()) {
    case ChangeModel::BeforeColumn:
        return tokens.removed;
    case ChangeModel::AfterColumn:
        return tokens.added;
    case ChangeModel::NowColumn:
        return index.data().toString().isEmpty() ? QColor() : tokens.watchGround;
    default:
        return {};
    }
}

} // namespace

void ChangeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Tokens &tokens = tokensOf(option->palette);
    option->text = visibleText(option->text);
    const bool isTenant = !index.parent().isValid();
    if (isTenant) {
        option->font.setWeight(QFont::DemiBold);
    }
    if (isLeaf(index) && (index.column() != ChangeModel::NameColumn || !hasName(index))) {
        option->font = fontOf(Type::Mono);
    }
    QColor text = index.column() == ChangeModel::StateColumn ? tokens.muted : tokens.text;
    if (const QVariant fate = index.data(ChangeModel::FateRole); fate.isValid()) {
        text = ChangeModel::Fate(fate.toInt()) == ChangeModel::Fate::Made   ? tokens.ok
            : ChangeModel::Fate(fate.toInt()) == ChangeModel::Fate::Deleted ? tokens.full
                                                                            : text;
    }
    if (!index.data(Items::ErrorRole).toString().isEmpty()) {
        text = tokens.full;
    }
    option->palette.setColor(QPalette::Text, text);
    option->palette.setColor(QPalette::HighlightedText, text);
    option->textElideMode = Qt::ElideMiddle;
}

void ChangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (const QColor ground = groundOf(tokensOf(option.palette), index); ground.isValid()) {
        painter->fillRect(option.rect, ground);
    }
    paintRowGround(painter, option);
    QStyleOptionViewItem inner = option;
    inner.state &= ~(QStyle::State_Selected | QStyle::State_MouseOver); // that ground is drawn, from edge to edge
    inner.rect.adjust(padding, 0, -padding, -1);
    QStyledItemDelegate::paint(painter, inner, index);
    if (isLeaf(index) && index.column() == ChangeModel::NameColumn && hasName(index)) {
        paintPointer(painter, inner, index);
    }
    const QVariant environment = index.data(Items::EnvironmentRole);
    if (index.column() != ChangeModel::NameColumn || !environment.isValid()) {
        return;
    }
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    const int width = QFontMetrics(own.font).horizontalAdvance(own.text) + padding + 2 * Size::gap;
    Ui::paint(painter, option.rect.adjusted(width, 0, 0, 0),
              badgeFor(tokensOf(option.palette), Domain::Environment(environment.toInt())), option.font);
}

/// After the name, and quieter: who knows Auth0's documentation looks for it.
void ChangeDelegate::paintPointer(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem own = option;
    initStyleOption(&own, index);
    const int left = QFontMetrics(own.font).horizontalAdvance(own.text) + Size::margin;
    const QRect room = option.rect.adjusted(left, 0, 0, 0);
    if (room.width() < Size::toolbar) {
        return;
    }
    const QFont font = fontOf(Type::Mono);
    painter->save();
    painter->setFont(font);
    painter->setPen(tokensOf(option.palette).muted);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(visibleText(index.data(Qt::ToolTipRole).toString()), Qt::ElideLeft,
                                                    room.width()));
    painter->restore();
}

QSize ChangeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(Size::row);
    size.rwidth() += 2 * padding + Size::gap;
    return size;
}

bool ChangeDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString error = index.data(Items::ErrorRole).toString();
    const bool isCut = sizeHint(option, index).width() > option.rect.width();
    const QString shown = index.data(Qt::DisplayRole).toString();
    const QString pointer = index.data(Qt::ToolTipRole).toString();
    const QString text = !error.isEmpty() ? error
        : !pointer.isEmpty()              ? tr("%1 – %2", "a field and its JSON pointer").arg(shown, pointer)
        : isCut                           ? shown
                                          : QString();
    QToolTip::showText(event->globalPos(), plainToolTip(text), view->viewport(), option.rect);
    return true;
}

} // namespace Ui
