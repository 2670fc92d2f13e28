#include "policy/policydeviation.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

/// Words from the weakest to the strongest.
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
    case Key::Level:
        return {u"none"_s, u"low"_s, u"fair"_s, u"good"_s, u"excellent"_s};
    default:
        return {};
    }
}

Direction directionOf(qsizetype found, qsizetype wanted)
{
    return found < wanted ? Direction::Weaker : Direction::Stronger;
}

Direction directionOf(const QStringList &found, const QStringList &wanted)
{
    const QSet<QString> ours(found.begin(), found.end());
    const QSet<QString> theirs(wanted.begin(), wanted.end());
    if (theirs.contains(ours)) {
        return Direction::Weaker;
    }
    return ours.contains(theirs) ? Direction::Stronger : Direction::Different;
}

Direction directionOf(Key key, const Setting &found, const Setting &wanted)
{
    if (found.index() != wanted.index()) {
        return Direction::Different;
    }
    if (const int *number = std::get_if<int>(&found)) {
        return directionOf(*number, std::get<int>(wanted));
    }
    if (const bool *isOn = std::get_if<bool>(&found)) {
        return *isOn ? Direction::Stronger : Direction::Weaker;
    }
    if (const QStringList *list = std::get_if<QStringList>(&found)) {
        return directionOf(*list, std::get<QStringList>(wanted));
    }
    const QStringList scale = scaleOf(key);
    const qsizetype position = scale.indexOf(std::get<QString>(found));
    const QString word = std::get<QString>(wanted);
    const qsizetype wantedPosition = scale.indexOf(word == "on"_L1 ? u"en_10k"_s : word);
    return position < 0 || wantedPosition < 0 ? Direction::Different : directionOf(position, wantedPosition);
}

bool wantsNoTypes(const Baseline &baseline)
{
    return baseline.contains(Edit{Key::CharacterTypes, QStringList()});
}

/// Settings that say nothing where another is off, here or in the baseline: the other one deviates then.
bool isMeant(const Reading &reading, const Baseline &baseline, const Edit &edit)
{
    switch (edit.key) {
    case Key::Level:
        return reading.generation == Domain::PolicyGeneration::Legacy && !std::get<QString>(edit.value).isEmpty();
    case Key::CharacterTypeRule:
        return !reading.characterTypes.isEmpty() && !wantsNoTypes(baseline);
    case Key::Dictionary:
        return edit.value != Setting(u"on"_s) || !reading.dictionary;
    case Key::DictionaryWords:
        return reading.dictionary;
    case Key::BlockedFields:
        return reading.blocksProfileData;
    default:
        return true;
    }
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
    }
    return {};
}

Baseline baselineOf(const Reading &reading)
{
    Baseline baseline;
    for (const Key key : allKeys()) {
        const bool isMeant = (key != Key::Level || !reading.level.isEmpty())
            && (key != Key::CharacterTypeRule || !reading.characterTypes.isEmpty())
            && (key != Key::DictionaryWords || reading.dictionary)
            && (key != Key::BlockedFields || reading.blocksProfileData);
        if (isMeant) {
            baseline.append({key, settingOf(reading, key)});
        }
    }
    return baseline;
}

QList<Deviation> deviations(const Reading &reading, const Baseline &baseline)
{
    QList<Deviation> list;
    for (const Edit &edit : baseline) {
        const Setting found = settingOf(reading, edit.key);
        if (isMeant(reading, baseline, edit) && !isSame(found, edit.value)) {
            list.append({edit.key, reading.generation, directionOf(edit.key, found, edit.value), found, edit.value});
        }
    }
    return list;
}

QList<Deviation> deviations(const PolicyRow &row, const Baseline &baseline)
{
    QList<Deviation> list;
    for (const Reading &reading : row.readings()) {
        list += deviations(reading, baseline);
    }
    return list;
}

} // namespace Policy
