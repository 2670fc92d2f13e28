#include "ui/widgets/listdelegate.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/recorddelegate.h"

#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int padding = 10;
constexpr int barWidth = 40;
constexpr int barHeight = 6;

void paintProgress(QPainter *painter, QRect *rest, const Tokens &tokens, int percent)
{
    const QRectF bar(rest->left(), rest->center().y() - barHeight / 2.0, std::min(barWidth, rest->width()), barHeight);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens.track);
    painter->drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    QRectF filled = bar;
    filled.setWidth(bar.width() * std::clamp(percent, 0, 100) / 100.0);
    painter->setBrush(tokens.accent);
    painter->drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
    rest->setLeft(rest->left() + int(bar.width()) + Size::gap);
}

} // namespace

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option);
    QRect rest = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QVariant progress = index.data(Items::ProgressRole); progress.isValid()) {
        paintProgress(painter, &rest, tokens, progress.toInt());
    }
    const bool isBad = !index.data(Items::ErrorRole).toString().isEmpty();
    const auto side = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()) & Qt::AlignHorizontal_Mask;
    painter->setFont(option.font);
    painter->setPen(isBad ? tokens.full : tokens.text);
    painter->drawText(
        rest, int((side ? side : Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(visibleText(index.data(Qt::DisplayRole).toString()), elideMode(), rest.width()));
    painter->restore();
}

QSize ListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int bar = index.data(Items::ProgressRole).isValid() ? barWidth + Size::gap : 0;
    return {option.fontMetrics.horizontalAdvance(index.data(Qt::DisplayRole).toString()) + 2 * padding + bar + 2,
            Size::row - 2};
}

bool ListDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString error = index.data(Items::ErrorRole).toString();
    const bool isCut = sizeHint(option, index).width() > option.rect.width();
    QStringList lines{isCut ? index.data(Qt::DisplayRole).toString() : QString(), error};
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u" — "_s)), view->viewport(), option.rect);
    return true;
}

} // namespace Ui
