#include "policy/policydeviation.h"

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

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
