#include "policy/direction.h"

#include "policy/translation.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

/// What more of a setting makes of a policy, and what less.
struct Order
{
    Direction more;
    Direction less;
};

Order orderOf(Key key)
{
    switch (key) {
    case Key::CharacterTypes:
    case Key::CharacterTypeRule:
    case Key::IdenticalCharacters:
    case Key::SequentialCharacters:
    case Key::Level:
        return {Direction::Stricter, Direction::Looser};
    case Key::MinLength:
    case Key::MaxLengthExceeded:
    case Key::Dictionary:
    case Key::DictionaryWords:
    case Key::HistorySize:
    case Key::ProfileData:
    case Key::BlockedFields:
        break;
    }
    return {Direction::Stronger, Direction::Weaker};
}

/// Words from the least to the most.
QStringList scaleOf(Key key)
{
    switch (key) {
    case Key::CharacterTypeRule:
        return {u"three_of_four"_s, u"all"_s};
    case Key::IdenticalCharacters:
    case Key::SequentialCharacters:
        return {u"allow"_s, u"block"_s};
    case Key::MaxLengthExceeded: // what is cut off is not asked for at the next login
        return {u"truncate"_s, u"error"_s};
    case Key::Dictionary:
        return {u"off"_s, u"en_10k"_s, u"en_100k"_s};
    default:
        return {};
    }
}

Direction directionOf(const Order &order, const QStringList &found, const QStringList &wanted)
{
    const QSet<QString> ours(found.begin(), found.end());
    const QSet<QString> theirs(wanted.begin(), wanted.end());
    if (theirs.contains(ours)) {
        return order.less;
    }
    return ours.contains(theirs) ? order.more : Direction::Different;
}

/// The rules about characters that a level brings along.
Direction directionOfLevels(const QString &found, const QString &wanted)
{
    const Reading ours = readingOfLevel(found);
    const Reading theirs = readingOfLevel(wanted);
    QList<Direction> directions;
    for (const Key key : {Key::CharacterTypes, Key::CharacterTypeRule, Key::IdenticalCharacters}) {
        const bool isMeant
            = key != Key::CharacterTypeRule || (!ours.characterTypes.isEmpty() && !theirs.characterTypes.isEmpty());
        const Setting one = settingOf(ours, key);
        const Setting other = settingOf(theirs, key);
        if (isMeant && !isSame(one, other)) {
            directions.append(directionOf(key, one, other));
        }
    }
    return combined(directions).value_or(Direction::Different);
}

/// For people.
QString wordOf(Direction direction)
{
    const char *word = nullptr;
    switch (direction) {
    case Direction::Weaker:
        word = QT_TRANSLATE_NOOP("Policy", "weaker");
        break;
    case Direction::Stronger:
        word = QT_TRANSLATE_NOOP("Policy", "stronger");
        break;
    case Direction::Stricter:
        word = QT_TRANSLATE_NOOP("Policy", "stricter");
        break;
    case Direction::Looser:
        word = QT_TRANSLATE_NOOP("Policy", "looser");
        break;
    case Direction::Different:
        word = QT_TRANSLATE_NOOP("Policy", "different");
        break;
    }
    return tr(word);
}

} // namespace

QLatin1StringView nameOf(Direction direction)
{
    switch (direction) {
    case Direction::Weaker:
        return "weaker"_L1;
    case Direction::Stronger:
        return "stronger"_L1;
    case Direction::Different:
        return "different"_L1;
    case Direction::Stricter:
        return "stricter"_L1;
    case Direction::Looser:
        return "looser"_L1;
    }
    return {};
}

DirectionMark markOf(Direction direction)
{
    switch (direction) {
    case Direction::Weaker:
        return DirectionMark::Down;
    case Direction::Stronger:
        return DirectionMark::Up;
    case Direction::Stricter:
    case Direction::Looser:
    case Direction::Different:
        break;
    }
    return DirectionMark::Diamond;
}

QString markedWord(Direction direction)
{
    const DirectionMark mark = markOf(direction);
    const QChar sign = mark == DirectionMark::Down ? u'▼' : mark == DirectionMark::Up ? u'▲' : u'◆';
    return sign + u' ' + wordOf(direction);
}

bool asksForLess(Direction direction)
{
    return direction == Direction::Weaker || direction == Direction::Looser;
}

Direction directionOf(Key key, const Setting &found, const Setting &wanted)
{
    if (found.index() != wanted.index()) {
        return Direction::Different;
    }
    const Order order = orderOf(key);
    if (const int *number = std::get_if<int>(&found)) {
        return *number < std::get<int>(wanted) ? order.less : order.more;
    }
    if (const bool *isOn = std::get_if<bool>(&found)) {
        return *isOn ? order.more : order.less;
    }
    if (const QStringList *list = std::get_if<QStringList>(&found)) {
        return directionOf(order, *list, std::get<QStringList>(wanted));
    }
    const QString &ours = std::get<QString>(found);
    const QString &theirs = std::get<QString>(wanted);
    if (key == Key::Level) {
        return directionOfLevels(ours, theirs);
    }
    const QStringList scale = scaleOf(key);
    const qsizetype position = scale.indexOf(ours == "on"_L1 ? u"en_10k"_s : ours);
    const qsizetype wantedPosition = scale.indexOf(theirs == "on"_L1 ? u"en_10k"_s : theirs);
    if (position < 0 || wantedPosition < 0 || position == wantedPosition) {
        return Direction::Different;
    }
    return position < wantedPosition ? order.less : order.more;
}

std::optional<Direction> combined(const QList<Direction> &directions)
{
    const auto has = [&directions](Direction direction) { return directions.contains(direction); };
    if (directions.isEmpty()) {
        return std::nullopt;
    }
    if (has(Direction::Weaker)) {
        return Direction::Weaker;
    }
    if (has(Direction::Different)
        || (has(Direction::Looser) && directions.count(Direction::Looser) < directions.size())) {
        return Direction::Different;
    }
    return has(Direction::Stronger) ? Direction::Stronger : directions.first();
}

} // namespace Policy
