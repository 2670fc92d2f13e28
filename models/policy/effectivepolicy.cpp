#include "policy/effectivepolicy.h"

#include "policy/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

const QStringList &allTypes()
{
    static const QStringList types{u"lowercase"_s, u"uppercase"_s, u"number"_s, u"special"_s};
    return types;
}

Reading readLegacy(const Domain::LegacyPasswordPolicy &policy)
{
    Reading reading = readingOfLevel(policy.level.value_or(u"none"_s));
    reading.minLength = policy.minLength.value_or(reading.minLength);
    reading.dictionary = policy.dictionaryEnabled.value_or(false);
    if (reading.dictionary) {
        reading.dictionaryName = u"en_10k"_s;
        reading.dictionaryWords = policy.dictionary;
    }
    reading.historySize = policy.historyEnabled.value_or(false) ? policy.historySize.value_or(0) : 0;
    reading.blocksProfileData = policy.noPersonalInfo.value_or(false);
    if (reading.blocksProfileData) {
        reading.blockedFields = legacyBlockedFields();
    }
    return reading;
}

Reading readFlexible(const Domain::FlexiblePasswordPolicy &policy)
{
    Reading reading;
    reading.generation = Domain::PolicyGeneration::Flexible;
    reading.minLength = policy.minLength.value_or(15);
    reading.characterTypes = policy.characterTypes.value_or(QStringList());
    reading.characterTypeRule
        = reading.characterTypes.isEmpty() ? QString() : policy.characterTypeRule.value_or(u"all"_s);
    reading.blocksIdentical = policy.identicalCharacters == u"block"_s;
    reading.blocksSequential = policy.sequentialCharacters == u"block"_s;
    reading.maxLengthExceeded = policy.maxLengthExceeded.value_or(u"error"_s);
    reading.dictionary = policy.dictionaryActive.value_or(false);
    if (reading.dictionary) {
        reading.dictionaryName = policy.dictionaryDefault.value_or(u"en_100k"_s);
        reading.dictionaryWords = policy.dictionaryCustom;
    }
    reading.historySize = policy.historyActive.value_or(false) ? policy.historySize.value_or(3) : 0;
    reading.blocksProfileData = policy.profileDataActive.value_or(false);
    if (reading.blocksProfileData) {
        reading.blockedFields = policy.blockedFields.value_or(defaultBlockedFields());
    }
    return reading;
}

QString describe(const Reading &reading)
{
    const bool legacy = reading.generation == Domain::PolicyGeneration::Legacy;
    QStringList words{legacy ? reading.level : tr("flexible"), tr("min %1").arg(reading.minLength)};
    if (!legacy && !reading.characterTypes.isEmpty()) {
        words << (reading.characterTypeRule == "three_of_four"_L1
                      ? tr("3 of 4 types")
                      : tr("all of %1 types").arg(reading.characterTypes.size()));
    }
    return words.join(u", "_s);
}

} // namespace

Domain::PolicyGeneration EffectivePolicy::generation() const
{
    if (legacy && flexible) {
        return Domain::PolicyGeneration::Both;
    }
    return flexible ? Domain::PolicyGeneration::Flexible : Domain::PolicyGeneration::Legacy;
}

int EffectivePolicy::minLength() const
{
    if (legacy && flexible) {
        return std::min(legacy->minLength, flexible->minLength);
    }
    return flexible ? flexible->minLength : legacy ? legacy->minLength : 1;
}

QString EffectivePolicy::summary() const
{
    if (legacy && flexible) {
        return tr("both: %1 / %2").arg(describe(*legacy), describe(*flexible));
    }
    return flexible ? describe(*flexible) : legacy ? describe(*legacy) : QString();
}

const QStringList &legacyBlockedFields()
{
    static const QStringList fields{u"name"_s,
                                    u"username"_s,
                                    u"nickname"_s,
                                    u"email"_s,
                                    u"user_metadata.name"_s,
                                    u"user_metadata.first"_s,
                                    u"user_metadata.last"_s};
    return fields;
}

const QStringList &defaultBlockedFields()
{
    static const QStringList fields{u"name"_s,
                                    u"username"_s,
                                    u"nickname"_s,
                                    u"email"_s,
                                    u"phone_number"_s,
                                    u"user_metadata.name"_s,
                                    u"user_metadata.first"_s,
                                    u"user_metadata.last"_s};
    return fields;
}

Reading readingOfLevel(const QString &level)
{
    Reading reading;
    reading.generation = Domain::PolicyGeneration::Legacy;
    reading.level = level;
    reading.maxLengthExceeded = u"truncate"_s;
    if (level == "low"_L1) {
        reading.minLength = 6;
    } else if (level == "fair"_L1) {
        reading.minLength = 8;
        reading.characterTypes = {u"lowercase"_s, u"uppercase"_s, u"number"_s};
        reading.characterTypeRule = u"all"_s;
    } else if (level == "good"_L1 || level == "excellent"_L1) {
        reading.minLength = level == "good"_L1 ? 8 : 10;
        reading.characterTypes = allTypes();
        reading.characterTypeRule = u"three_of_four"_s;
        reading.blocksIdentical = level == "excellent"_L1;
    }
    return reading;
}

QList<Reading> EffectivePolicy::readings() const
{
    QList<Reading> list;
    for (const std::optional<Reading> &reading : {legacy, flexible}) {
        if (reading) {
            list.append(*reading);
        }
    }
    return list;
}

EffectivePolicy normalise(const Domain::PasswordPolicy &policy)
{
    EffectivePolicy effective;
    if (policy.flexible) {
        effective.flexible = readFlexible(*policy.flexible);
    }
    if (policy.legacy || !policy.flexible) {
        effective.legacy = readLegacy(policy.legacy.value_or(Domain::LegacyPasswordPolicy()));
    }
    return effective;
}

QString wordFor(Domain::PolicyGeneration generation)
{
    switch (generation) {
    case Domain::PolicyGeneration::None:
        return u"none"_s;
    case Domain::PolicyGeneration::Legacy:
        return u"legacy"_s;
    case Domain::PolicyGeneration::Flexible:
        return u"flexible"_s;
    case Domain::PolicyGeneration::Both:
        return u"both"_s;
    }
    return {};
}

} // namespace Policy
