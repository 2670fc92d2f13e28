#include "change/policydifferences.h"

#include "change/fieldtitles.h"
#include "change/policywish.h"
#include "change/translation.h"
#include "policy/policydeviation.h"

#include <algorithm>

namespace Change {

namespace {

using Policy::Key;

QString titleWithin(Key key)
{
    switch (key) {
    case Key::MinLength:
        return tr("minimum length");
    case Key::CharacterTypes:
        return tr("character types");
    case Key::CharacterTypeRule:
        return tr("rule for types");
    case Key::IdenticalCharacters:
        return tr("identical characters");
    case Key::SequentialCharacters:
        return tr("sequences");
    case Key::MaxLengthExceeded:
        return tr("over 72 bytes");
    case Key::Dictionary:
        return tr("dictionary");
    case Key::HistorySize:
        return tr("history");
    case Key::ProfileData:
        return tr("profile data");
    case Key::Level:
        return tr("level");
    case Key::DictionaryWords:
        return tr("own words of the dictionary");
    case Key::BlockedFields:
        return tr("blocked fields");
    }
    return {};
}

QString valueOf(const Policy::Deviation &deviation, const Policy::Setting &value)
{
    const bool isOff = deviation.key == Key::HistorySize && value == Policy::Setting(0);
    return isOff ? tr("off") : Policy::textOf(value);
}

QString generationsOf(const QList<Policy::Reading> &readings)
{
    return readings.size() > 1                                              ? tr("both")
        : readings.first().generation == Domain::PolicyGeneration::Flexible ? tr("flexible")
                                                                            : tr("legacy");
}

bool isOfLevel(Key key)
{
    return key == Key::CharacterTypes || key == Key::CharacterTypeRule || key == Key::IdenticalCharacters;
}

void addSettings(QList<PolicyDifference> &found, const Policy::Reading &before, const Policy::Reading &after)
{
    const QList<Policy::Deviation> changes = Policy::deviations(after, Policy::baselineOf(before));
    const bool hasLevel = std::any_of(changes.begin(), changes.end(),
                                      [](const Policy::Deviation &change) { return change.key == Key::Level; });
    for (const Policy::Deviation &change : changes) {
        if (!hasLevel || !isOfLevel(change.key)) {
            found.append({titleWithin(change.key), valueOf(change, change.wanted), valueOf(change, change.found),
                          change.key == Key::Level || change.key == Key::MinLength});
        }
    }
}

QString lowered(QString text)
{
    if (!text.isEmpty()) {
        text[0] = text.at(0).toLower();
    }
    return text;
}

} // namespace

QList<PolicyDifference> policyDifferences(const Policy::PolicyRow &before, const Policy::PolicyRow &after)
{
    const QList<Policy::Reading> now = before.readings();
    const QList<Policy::Reading> then = after.readings();
    if (!before.hasOptions || !after.hasOptions || now.isEmpty() || then.isEmpty()) {
        return {};
    }
    QList<PolicyDifference> found;
    if (generationsOf(now) != generationsOf(then)) {
        found.append({tr("generation"), generationsOf(now), generationsOf(then), true});
    }
    for (const Policy::Reading &reading : then) {
        const auto like = std::find_if(now.begin(), now.end(), [&reading](const Policy::Reading &other) {
            return other.generation == reading.generation;
        });
        addSettings(found, like == now.end() ? now.first() : *like, reading);
    }
    return found;
}

std::optional<Policy::Setting> switchValue(const Policy::PolicyRow &row, Policy::Switch which)
{
    const auto setting = Policy::settingOf(row, which);
    const bool isOffByDefault
        = which == Policy::Switch::DisableSignup || which == Policy::Switch::DisableSelfServiceChange;
    return setting || !isOffByDefault ? setting : std::optional(Policy::Setting(false));
}

QList<Policy::Switch> differingSwitches(const Policy::PolicyRow &left, const Policy::PolicyRow &right)
{
    QList<Policy::Switch> found;
    for (const Policy::Switch which : Policy::allSwitches()) {
        const auto ofLeft = switchValue(left, which);
        const auto ofRight = switchValue(right, which);
        if (ofLeft && ofRight && !Policy::isSame(*ofLeft, *ofRight)) {
            found.append(which);
        }
    }
    return found;
}

QStringList policyDifferenceTitles(const QByteArray &left, const QByteArray &right)
{
    const auto ofLeft = Policy::policyRow(left);
    const auto ofRight = Policy::policyRow(right);
    QStringList titles;
    if (!ofLeft || !ofRight || !ofLeft->hasOptions || !ofRight->hasOptions) {
        return titles;
    }
    for (const PolicyDifference &difference : policyDifferences(*ofLeft, *ofRight)) {
        titles.append(difference.title);
    }
    for (const Policy::Switch which : differingSwitches(*ofLeft, *ofRight)) {
        const Json::Pointer pointer = *Json::Pointer::parse(pointerOf(which));
        const QString title = fieldTitle(ObjectKind::Connection, pointer);
        titles.append(title.isEmpty() ? pointer.last() : lowered(title));
    }
    titles.removeDuplicates(); // each of both generations
    return titles;
}

} // namespace Change
