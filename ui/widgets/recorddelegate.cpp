#include "ui/widgets/recorddelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/lockmeter.h"
#include "ui/widgets/policycell.h"

#include "items/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int padding = 10;
constexpr int dotSize = 9;
const QString unknown = u"–"_s;

QRect inner(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(padding, 0, -padding, 0);
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

/// "→ staged", as a cell of the policies tells what it will be; empty where nothing is staged.
QString stagedMark(const QModelIndex &index)
{
    const QVariant staged = index.data(Items::StagedRole);
    return staged.isValid() ? u"→ "_s + staged.toString() : QString();
}

int stagedWidth(const QFont &font, const QString &mark)
{
    return mark.isEmpty() ? 0 : QFontMetrics(strong(font)).horizontalAdvance(mark) + Size::gap;
}

Badge logBadge(const Tokens &tokens, const QModelIndex &index)
{
    return badgeFor(tokens, Domain::logClassFor(index.data(Qt::DisplayRole).toString()));
}

QString shownText(const QModelIndex &index)
{
    const QString text = index.data(Qt::DisplayRole).toString();
    return text.isEmpty() ? unknown : visibleText(text);
}

} // namespace

void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Tokens &tokens = tokensOf(option.palette);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, tokens.selection);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(option.rect, tokens.hover);
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.rule);
}

RecordDelegate::RecordDelegate(Query::Kind kind, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_kind(kind)
{ }

void RecordDelegate::setKind(Query::Kind kind)
{
    m_kind = kind;
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    paintRowGround(painter, option);
    if (isLock(index)) {
        paintLock(painter, option, index);
    } else if (isPolicy(index)) {
        paintPolicyCell(painter, inner(option), option, index);
    } else if (isLogClass(index)) {
        Ui::paint(painter, inner(option), logBadge(tokensOf(option.palette), index), option.font);
    } else {
        paintText(painter, option, index);
    }
    // The current cell of a focused table is one tab stop of its own: it must be seen.
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokensOf(option.palette).accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4);
    }
    painter->restore();
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (isLock(index)) {
        return {230, Size::row};
    }
    if (isLogClass(index)) {
        return {sizeOf(logBadge(Tokens::day(), index), option.font).width() + 2 * padding, Size::row};
    }
    if (isPolicy(index)) {
        return {policyCellWidth(option.font, index) + 2 * padding, Size::row};
    }
    const QFontMetrics metrics(fontFor(option, index));
    return {metrics.horizontalAdvance(shownText(index)) + stagedWidth(option.font, stagedMark(index)) + 2 * padding + 2,
            Size::row};
}

bool RecordDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    const QString told = index.data(Qt::ToolTipRole).toString();
    const bool cut = sizeHint(option, index).width() > option.rect.width();
    QStringList lines{cut ? index.data(Qt::DisplayRole).toString() : QString(), told};
    lines.removeAll(QString());
    const QString text = lines.join(u" — "_s);
    QToolTip::showText(event->globalPos(), plainToolTip(text), view->viewport(), option.rect);
    return true;
}

/// Of the Auth0 tenants that have a customer the first, and how many others do: "acme-eu +2". Other texts as they are.
QString RecordDelegate::shortened(const QString &text, const QModelIndex &index) const
{
    const bool areTenants = m_kind == Query::Kind::Customers && index.column() == 0;
    const int column = areTenants ? Query::columnIndex(m_kind, u"tenants") : -1;
    const qlonglong count = areTenants ? index.siblingAtColumn(column).data(Items::ValueRole).toLongLong() : 0;
    return count < 2 ? text : u"%1 +%2"_s.arg(text.section(", "_L1, 0, 0), QLocale().toString(count - 1));
}

/// The environment, in the cells that show it: the tenant's name, and in the table of tenants its tag.
QVariant RecordDelegate::environmentOf(const QModelIndex &index) const
{
    const bool isShown = index.column() == 0 || (m_kind == Query::Kind::Tenants && index.column() == 1);
    return isShown ? index.data(Items::EnvironmentRole) : QVariant();
}

bool RecordDelegate::isLock(const QModelIndex &index) const
{
    return m_kind == Query::Kind::Applications && Query::columnsOf(m_kind).at(index.column()).id == "lock"_L1;
}

/// A setting, which may deviate or be staged; names and ids never do.
bool RecordDelegate::isPolicy(const QModelIndex &index) const
{
    return m_kind == Query::Kind::Policies && index.column() > 1 && typeOf(index) != Query::ColumnType::Identifier;
}

/// What a log event comes to, where its type is known.
bool RecordDelegate::isLogClass(const QModelIndex &index) const
{
    return m_kind == Query::Kind::Logs && Query::columnsOf(m_kind).at(index.column()).id == "class"_L1
        && !index.data(Qt::DisplayRole).toString().isEmpty();
}

Query::ColumnType RecordDelegate::typeOf(const QModelIndex &index) const
{
    const auto &columns = Query::columnsOf(m_kind);
    return index.column() < columns.size() ? columns.at(index.column()).type : Query::ColumnType::Text;
}

QFont RecordDelegate::fontFor(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (typeOf(index) == Query::ColumnType::Identifier) {
        return fontOf(Type::Mono);
    }
    QFont font = option.font;
    if (option.state.testFlag(QStyle::State_Selected) && index.column() == 1) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

void RecordDelegate::paintLock(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant count = index.data(Items::ValueRole);
    const auto level = Domain::LockLevel(index.data(Items::SeverityRole).toInt());
    const QVariant mark = index.data(Items::LockMarkRole);
    if (count.isValid() && index.data(Items::NoSignInRole).toBool()) {
        paintPlainCount(painter, inner(option), option.font, option.palette, count.toLongLong(), level);
    } else if (count.isValid() && mark.isValid() && !mark.toBool()) { // its count is no finding: no word warns of it
        paintPlainCount(painter, inner(option), option.font, option.palette, count.toLongLong(),
                        Domain::LockLevel::Fine, tr("not using Lock"));
    } else if (count.isValid()) {
        paintLockCount(painter, inner(option), option.font, option.palette, count.toLongLong(), level,
                       mark.isValid() ? tr("✓ Lock") : QString());
    } else {
        paintText(painter, option, index);
    }
}

void RecordDelegate::paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    const Query::ColumnType type = typeOf(index);
    const QString text = shownText(index);
    const QFont font = fontFor(option, index);
    const bool faint = text == unknown || type == Query::ColumnType::Identifier || type == Query::ColumnType::Time
        || !index.data(Items::UneditableRole).toString().isEmpty();
    painter->setFont(font);
    painter->setPen(faint ? tokens.muted : tokens.text);
    Qt::TextElideMode mode = type == Query::ColumnType::Identifier ? Qt::ElideMiddle : Qt::ElideRight;
    QRect cell = inner(option);
    if (const QVariant environment = environmentOf(index); environment.isValid()) {
        mode = Qt::ElideMiddle; // tenants of one company begin alike
        const auto known = Domain::Environment(environment.toInt());
        if (m_kind == Query::Kind::Tenants && index.column() == 1) {
            Ui::paint(painter, cell, badgeFor(tokens, known), option.font);
            return;
        }
        Ui::paint(painter, QRectF(cell.left(), cell.center().y() - dotSize / 2.0, dotSize, dotSize), Mark::Dot,
                  dotOf(tokens, known, index.data(Items::ColorRole).toString()));
        cell.setLeft(cell.left() + dotSize + Size::gap);
    }
    const QFontMetrics metrics(font);
    const QString mark = stagedMark(index);
    const int room = cell.width() - stagedWidth(option.font, mark);
    const bool isWhole = metrics.horizontalAdvance(text) <= room;
    const QString fitted = isWhole ? text : metrics.elidedText(shortened(text, index), mode, room);
    painter->drawText(cell, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, fitted);
    if (!mark.isEmpty()) {
        cell.setLeft(cell.left() + metrics.horizontalAdvance(fitted) + Size::gap);
        painter->setFont(strong(option.font));
        painter->setPen(tokens.text);
        painter->drawText(cell, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, mark);
    }
}

} // namespace Ui
