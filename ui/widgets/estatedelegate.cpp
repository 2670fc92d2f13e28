#include "ui/widgets/estatedelegate.h"

#include "ui/theme/badge.h"
#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"
#include "ui/theme/theme.h"

#include "items/roles.h"
#include "session/kindstatus.h"

#include <QIcon>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int markSize = 9;
constexpr int leastName = 48; ///< pixels of a name

struct State
{
    Mark mark = Mark::None;
    QColor color;
};

/// What is told at the right of a node: a triangle for what failed, a diamond for what is partly there.
State stateOf(const QModelIndex &index, const Tokens &tokens)
{
    using Phase = Session::KindStatus::Phase;
    if (index.data(Items::OfflineRole).toBool()) {
        return {Mark::Octagon, tokens.full};
    }
    if (!index.data(Items::MissingScopeRole).toStringList().isEmpty()) {
        return {Mark::Triangle, tokens.near};
    }
    const QVariant phase = index.data(Items::PhaseRole);
    if (!phase.isValid()) {
        return {};
    }
    switch (Phase(phase.toInt())) {
    case Phase::NotRead:
    case Phase::Complete:
        return {};
    case Phase::Reading:
        return {Mark::Ring, tokens.accent};
    case Phase::Partial:
    case Phase::Cancelled:
        return {Mark::Diamond, tokens.watch};
    case Phase::Failed:
        break;
    }
    return {Mark::Triangle, tokens.full};
}

/// What stands behind the name: a tenant's environment, and how many findings there are, as grave as the gravest.
QList<Badge> badgesOf(const QModelIndex &index, const Tokens &tokens)
{
    QList<Badge> badges;
    const QVariant environment = index.data(Items::EnvironmentRole);
    if (environment.isValid() && !index.data(Items::KindRole).isValid()) {
        badges.append(badgeFor(tokens, Domain::Environment(environment.toInt())));
    }
    if (const QVariant findings = index.data(Items::FindingCountRole); findings.isValid()) {
        Badge badge = badgeFor(tokens, Domain::Severity(index.data(Items::FindingSeverityRole).toInt()));
        badge.text = QLocale().toString(findings.toLongLong());
        badges.append(badge);
    }
    return badges;
}

} // namespace

void EstateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.palette);
    QRect rest = option.rect.adjusted(0, 0, -Size::wide, 0);
    const bool isKind = index.data(Items::KindRole).isValid();
    const QVariant environment = index.data(Items::EnvironmentRole);
    const bool isTenant = !isKind && environment.isValid();
    painter->save();

    const QVariant count = index.data(Items::CountRole);
    if (count.isValid()) {
        const bool isAtLeast = index.data(Items::AtLeastRole).toBool();
        const QString text = QLocale().toString(count.toLongLong()) + (isAtLeast ? u"+"_s : QString());
        const QFont small = fontOf(Type::Small);
        const int width = QFontMetrics(small).horizontalAdvance(text) + Size::gap;
        if (rest.width() - width >= Size::icon + leastName) { // the page has it as well
            painter->setFont(small);
            painter->setPen(tokens.muted);
            painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, text);
            rest.setRight(rest.right() - width);
        }
    }
    if (const State state = stateOf(index, tokens); state.mark != Mark::None) {
        Ui::paint(painter, QRectF(rest.right() - markSize, rest.center().y() - markSize / 2.0, markSize, markSize),
                  state.mark, state.color);
        rest.setRight(rest.right() - markSize - Size::gap);
    }
    // In the place of the dot, whose colour the word of the environment tells as well: behind the name it would take
    // the room of how many findings there are.
    if (index.data(Items::UnlockedRole).toBool()) {
        Ui::icon("object-unlocked"_L1)
            .paint(painter, QRect(rest.left(), rest.center().y() - Size::icon / 2, Size::icon, Size::icon));
    } else if (isTenant) {
        const QColor dot
            = dotOf(tokens, Domain::Environment(environment.toInt()), index.data(Items::ColorRole).toString());
        Ui::paint(painter, QRectF(rest.left() + 3, rest.center().y() - markSize / 2.0, markSize, markSize), Mark::Dot,
                  dot);
    } else {
        const QIcon kindIcon = index.data(Qt::DecorationRole).value<QIcon>();
        kindIcon.paint(painter, QRect(rest.left(), rest.center().y() - Size::icon / 2, Size::icon, Size::icon));
    }
    rest.setLeft(rest.left() + Size::icon + 6);

    QFont font = option.font;
    font.setWeight(isTenant || !index.parent().isValid() ? QFont::DemiBold : QFont::Normal);
    QList<Badge> badges = badgesOf(index, tokens);
    const auto widthOfOne = [&option](const Badge &badge) {
        return (badge.text.isEmpty() ? markSize : sizeOf(badge, option.font).width()) + Size::gap;
    };
    const auto widthOf = [&widthOfOne](const QList<Badge> &all) {
        return std::accumulate(all.begin(), all.end(), 0,
                               [&widthOfOne](int width, const Badge &badge) { return width + widthOfOne(badge); });
    };
    // A name cut short is still told apart; a count that is gone warns nobody. Of a name that would be gone itself the
    // badges keep no more than their marks; but who can write must see where.
    const qsizetype kept = index.data(Items::UnlockedRole).toBool() ? 1 : 0;
    const QString whole = visibleText(index.data(Qt::DisplayRole).toString());
    const int least = std::min(QFontMetrics(font).horizontalAdvance(whole), leastName);
    for (qsizetype i = badges.size() - 1; i >= kept && rest.width() - widthOf(badges) < least; --i) {
        if (badges.at(i).mark != Mark::None) {
            badges[i].text.clear();
        } else {
            badges.removeAt(i);
        }
    }
    const int badgeWidth = widthOf(badges);
    const QString name = QFontMetrics(font).elidedText(whole, Qt::ElideMiddle, std::max(0, rest.width() - badgeWidth));
    painter->setFont(font);
    painter->setPen(tokens.text);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, name);
    rest.setLeft(rest.left() + QFontMetrics(font).horizontalAdvance(name) + Size::gap);
    for (const Badge &badge : badges) {
        if (badge.text.isEmpty()) {
            Ui::paint(painter, QRectF(rest.left(), rest.center().y() - markSize / 2.0, markSize, markSize), badge.mark,
                      badge.tint.text);
        } else {
            Ui::paint(painter, rest, badge, option.font);
        }
        rest.setLeft(rest.left() + widthOfOne(badge));
    }
    painter->restore();
}

QSize EstateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Size::row - 1};
}

} // namespace Ui
