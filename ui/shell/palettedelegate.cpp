#include "ui/shell/palettedelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"

#include "items/palettemodel.h"
#include "items/roles.h"

#include <QPainter>

#include <utility>

using namespace Qt::StringLiterals;
using Items::PaletteModel;

namespace Ui {

namespace {

constexpr int dotSize = 9;

bool isTenant(const QModelIndex &index)
{
    return index.data(Items::KindRole).toInt() == int(Query::Kind::Tenants) && index.data(Items::KindRole).isValid();
}

bool isAction(const QModelIndex &index)
{
    return !index.data(Items::KindRole).isValid();
}

} // namespace

PaletteDecoration::PaletteDecoration(QAbstractItemModel *source, std::function<QIcon(const QString &)> iconOf,
                                     QObject *parent)
    : DecorationProxy(source, parent)
    , m_iconOf(std::move(iconOf))
{ }

QVariant PaletteDecoration::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DecorationRole:
        return isAction(index) ? QVariant(m_iconOf(index.data(Items::IdRole).toString()))
                               : DecorationProxy::data(index, role);
    case Qt::AccessibleTextRole:
        return told(index);
    case Qt::ToolTipRole:
        return plainToolTip(told(index));
    default:
        return DecorationProxy::data(index, role);
    }
}

QString PaletteDecoration::told(const QModelIndex &index) const
{
    QStringList parts{index.data(Qt::DisplayRole).toString(), index.data(PaletteModel::DetailRole).toString(),
                      index.data(PaletteModel::TenantNameRole).toString()};
    if (const QVariant environment = index.data(Items::EnvironmentRole); environment.isValid()) {
        parts << Domain::tagOf(Domain::Environment(environment.toInt()));
    }
    parts << index.data(PaletteModel::ShortcutRole).toString();
    parts << (index.data(PaletteModel::FavouriteRole).toBool() ? tr("favourite") : QString());
    parts << index.data(PaletteModel::ObstacleRole).toString();
    parts.removeAll(QString());
    return visibleText(parts.join(u", "_s));
}

QRect PaletteDelegate::markPlace(const QRect &row)
{
    return {row.right() - Size::margin - Size::icon + 1, row.center().y() - Size::icon / 2, Size::icon, Size::icon};
}

void PaletteDelegate::paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect place = markPlace(option.rect);
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    if (index.data(PaletteModel::FavouriteRole).toBool()) {
        icon("bookmarks"_L1).paint(painter, place);
    } else if (isCurrent && index.data(Items::KindRole).toInt() != int(Query::Kind::Users)
               && index.data(Items::IdRole).toString() != Items::unreadKind()) {
        icon("bookmark-new"_L1).paint(painter, place);
    } else if (index.data(PaletteModel::RecentRole).toBool()) {
        icon("clock"_L1).paint(painter, place);
    }
}

void PaletteDelegate::paintPlace(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 QRect *rest) const
{
    const Tokens &tokens = tokensOf(option.palette);
    if (const QVariant environment = index.data(Items::EnvironmentRole); environment.isValid()) {
        const Badge badge = badgeFor(tokens, Domain::Environment(environment.toInt()));
        const int width = sizeOf(badge, option.font).width();
        Ui::paint(painter, QRectF(rest->right() - width, rest->top(), width, rest->height()), badge, option.font);
        rest->setRight(rest->right() - width - Size::gap);
    }
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString text
        = shortcut.isEmpty() ? visibleText(index.data(PaletteModel::TenantNameRole).toString()) : shortcut;
    if (text.isEmpty()) {
        return;
    }
    const QFont small = fontOf(Type::Small);
    const QFontMetrics metrics(small);
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, rest->width() / 3);
    painter->setFont(small);
    painter->setPen(tokens.muted);
    painter->drawText(*rest, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    rest->setRight(rest->right() - metrics.horizontalAdvance(shown) - Size::wide);
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(option.rect).adjusted(4, 1, -4, -1);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(isSelected ? tokens.selection : tokens.hover);
        painter->drawRoundedRect(ground, Size::radius - 2, Size::radius - 2);
    }
    QRect rest = option.rect.adjusted(Size::margin, 0, 0, 0);
    rest.setRight(markPlace(option.rect).left() - Size::gap);
    const QRect place(rest.left(), rest.center().y() - Size::icon / 2, Size::icon, Size::icon);
    const bool isGrey = !index.data(PaletteModel::ObstacleRole).toString().isEmpty();
    if (isTenant(index)) {
        const QColor dot = dotOf(tokens, Domain::Environment(index.data(Items::EnvironmentRole).toInt()),
                                 index.data(Items::ColorRole).toString());
        Ui::paint(painter, QRectF(place.left() + 3, place.center().y() - dotSize / 2.0, dotSize, dotSize), Mark::Dot,
                  dot);
    } else {
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, place, Qt::AlignCenter, isGrey ? QIcon::Disabled : QIcon::Normal);
    }
    rest.setLeft(place.right() + 1 + Size::gap + 2);
    paintMark(painter, option, index);
    paintPlace(painter, option, index, &rest);

    const QString name = option.fontMetrics.elidedText(visibleText(index.data(Qt::DisplayRole).toString()),
                                                       Qt::ElideMiddle, rest.width());
    painter->setFont(option.font);
    painter->setPen(isGrey ? tokens.muted : tokens.text);
    painter->drawText(rest, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, name);
    rest.setLeft(rest.left() + option.fontMetrics.horizontalAdvance(name) + Size::gap + 2);
    const QFont small = fontOf(Type::Small);
    const QFontMetrics metrics(small);
    constexpr int worthwhile = 40; // less would be a dot or two
    if (rest.width() >= worthwhile) {
        painter->setFont(small);
        painter->setPen(tokens.muted);
        painter->drawText(rest, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                          metrics.elidedText(visibleText(index.data(PaletteModel::DetailRole).toString()),
                                             Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, std::max(rowHeight, option.fontMetrics.height() + 2 * Size::gap)};
}

} // namespace Ui
