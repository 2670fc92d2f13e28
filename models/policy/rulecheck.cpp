#include "policy/rulecheck.h"

#include "policy/passwordrules.h"
#include "policy/policysetting.h"
#include "policy/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using State = RuleCheck::State;

QString shortTypes(const Reading &reading)
{
    if (reading.characterTypeRule == "three_of_four"_L1) {
        return tr("3 of 4");
    }
    QStringList words;
    for (const auto &[type, text] : {std::pair(u"uppercase"_s, u"A–Z"_s), std::pair(u"lowercase"_s, u"a–z"_s),
                                     std::pair(u"number"_s, u"0–9"_s), std::pair(u"special"_s, tr("special"))}) {
        if (reading.characterTypes.contains(type)) {
            words.append(text);
        }
    }
    return words.join(u' ');
}

/// The first part of the password that is a run by `lengthOf`, for which three characters are too many.
template <typename LengthOf> QString firstRun(const QString &password, LengthOf lengthOf)
{
    for (qsizetype start = 0; start + 3 <= password.size(); ++start) {
        qsizetype end = start + 3;
        if (lengthOf(QStringView(password).sliced(start, 3)) < 3) {
            continue;
        }
        while (end < password.size()
               && lengthOf(QStringView(password).sliced(start, end - start + 1)) == end - start + 1) {
            ++end;
        }
        return u'"' + password.sliced(start, end - start) + u'"';
    }
    return {};
}

bool isOff(const Reading &reading, Rule rule)
{
    switch (rule) {
    case Rule::MinLength:
        return false;
    case Rule::CharacterTypes:
        return reading.characterTypes.isEmpty();
    case Rule::IdenticalCharacters:
        return !reading.blocksIdentical;
    case Rule::SequentialCharacters:
        return !reading.blocksSequential;
    case Rule::MaxLength:
        return reading.maxLengthExceeded != "error"_L1;
    case Rule::Dictionary:
        return !reading.dictionary;
    case Rule::ProfileData:
        return !reading.blocksProfileData;
    }
    return true;
}

QString detailOf(const Reading &reading, Rule rule, bool failed, const QString &password, qsizetype bytes,
                 const ProfileData &profile)
{
    switch (rule) {
    case Rule::MinLength:
        return QString::number(reading.minLength);
    case Rule::CharacterTypes:
        return shortTypes(reading);
    case Rule::IdenticalCharacters:
        return failed ? firstRun(password, longestRun) : QString();
    case Rule::SequentialCharacters:
        return failed ? firstRun(password, longestSequence) : QString();
    case Rule::MaxLength:
        return tr("%1 of %2 bytes").arg(bytes).arg(maximumBytes);
    case Rule::Dictionary:
        return failed ? reading.dictionaryWords.contains(password, Qt::CaseInsensitive) ? tr("an own word")
                                                                                        : tr("a common password")
                      : QString();
    case Rule::ProfileData:
        for (const QString &word : failed ? profile.wordsOf(reading.blockedFields) : QStringList()) {
            if (password.contains(word, Qt::CaseInsensitive)) {
                return u'"' + word + u'"';
            }
        }
        return profile.isEmpty() ? tr("no profile given") : QString();
    }
    return {};
}

RuleCheck stricter(const RuleCheck &left, const RuleCheck &right)
{
    return int(right.state) > int(left.state) ? right : left;
}

} // namespace

const QList<Rule> &allRules()
{
    static const QList<Rule> rules{
        Rule::MinLength, Rule::CharacterTypes, Rule::IdenticalCharacters, Rule::SequentialCharacters,
        Rule::MaxLength, Rule::Dictionary,     Rule::ProfileData};
    return rules;
}

QList<RuleCheck> checkRules(const EffectivePolicy &policy, QByteArrayView password,
                            const PasswordDictionary &dictionary, const ProfileData &profile)
{
    QList<RuleCheck> checks(allRules().size());
    const QList<Verdict> verdicts = PasswordTester(policy, dictionary, profile).test(password);
    const QString text = QString::fromUtf8(password);
    for (const Reading &reading : policy.readings()) {
        for (qsizetype i = 0; i < checks.size(); ++i) {
            const Rule rule = allRules().at(i);
            const auto verdict = std::find_if(verdicts.begin(), verdicts.end(), [&reading](const Verdict &one) {
                return one.generation == reading.generation;
            });
            const bool failed = verdict != verdicts.end() && verdict->failed.contains(rule);
            RuleCheck check;
            if (failed || !isOff(reading, rule)) {
                check = {failed ? State::Failed : State::Passed,
                         detailOf(reading, rule, failed, text, password.size(), profile), false};
                check.isPart = check.detail.startsWith(u'"');
            }
            checks[i] = stricter(checks.at(i), check);
        }
    }
    return checks;
}

} // namespace Policy
