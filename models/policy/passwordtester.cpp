#include "policy/passwordtester.h"

#include "policy/passwordrules.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

constexpr std::array allRules{
    Rule::MinLength, Rule::CharacterTypes, Rule::IdenticalCharacters, Rule::SequentialCharacters,
    Rule::MaxLength, Rule::Dictionary,     Rule::ProfileData};

/// Of one character in a row this many are allowed, and of a sequence (OpenAPI; password-sheriff).
constexpr int longestAllowed = 2;

bool lacksTypes(const Reading &reading, const QString &password)
{
    const CharacterTypes held = characterTypesOf(password);
    const auto count = std::count_if(reading.characterTypes.begin(), reading.characterTypes.end(),
                                     [&held](const QString &name) { return held.holds(name); });
    const qsizetype asked = reading.characterTypes.size();
    return count < (reading.characterTypeRule == "three_of_four"_L1 ? std::min<qsizetype>(3, asked) : asked);
}

/// Every character of the password: QString::fromUtf8() would leave out a byte order mark at its start.
QString decoded(QByteArrayView password)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringConverter::Flag::ConvertInitialBom | QStringConverter::Flag::Stateless);
    return decoder.decode(password);
}

} // namespace

QLatin1StringView nameOf(Rule rule)
{
    switch (rule) {
    case Rule::MinLength:
        return "min_length"_L1;
    case Rule::CharacterTypes:
        return "character_types"_L1;
    case Rule::IdenticalCharacters:
        return "identical_characters"_L1;
    case Rule::SequentialCharacters:
        return "sequential_characters"_L1;
    case Rule::MaxLength:
        return "max_length"_L1;
    case Rule::Dictionary:
        return "dictionary"_L1;
    case Rule::ProfileData:
        return "profile_data"_L1;
    }
    return {};
}

PasswordTester::PasswordTester(EffectivePolicy policy, PasswordDictionary dictionary, const ProfileData &profile)
    : m_dictionary(std::move(dictionary))
{
    for (const Reading &reading : policy.readings()) {
        m_sides.append(sideOf(reading, profile));
    }
}

PasswordTester::Side PasswordTester::sideOf(const Reading &reading, const ProfileData &profile) const
{
    Side side{reading, {}, profile.wordsOf(reading.blockedFields)};
    for (const QString &word : reading.dictionaryWords) {
        side.ownWords.insert(PasswordDictionary::folded(word));
    }
    return side;
}

bool PasswordTester::fails(const Side &side, Rule rule, const QString &password, qsizetype bytes) const
{
    const Reading &reading = side.reading;
    switch (rule) {
    case Rule::MinLength:
        return password.size() < std::max(1, reading.minLength); // an empty password is none under any policy
    case Rule::CharacterTypes:
        return lacksTypes(reading, password);
    case Rule::IdenticalCharacters:
        return reading.blocksIdentical && longestRun(password) > longestAllowed;
    case Rule::SequentialCharacters:
        return reading.blocksSequential && longestSequence(password) > longestAllowed;
    case Rule::MaxLength:
        return reading.maxLengthExceeded == "error"_L1 && bytes > maximumBytes;
    case Rule::Dictionary:
        return reading.dictionary
            && (side.ownWords.contains(PasswordDictionary::folded(password)) || m_dictionary.contains(password));
    case Rule::ProfileData:
        // Auth0 keeps e-mail addresses and user names in lower case; a rule that minded case could be had around by it.
        return std::any_of(side.profileWords.begin(), side.profileWords.end(),
                           [&password](const QString &word) { return password.contains(word, Qt::CaseInsensitive); });
    }
    return false;
}

QList<Verdict> PasswordTester::test(QByteArrayView password) const
{
    const QString text = decoded(password);
    QList<Verdict> verdicts;
    for (const Side &side : m_sides) {
        Verdict verdict{side.reading.generation, {}, side.reading.dictionary && m_dictionary.isApproximate()};
        for (const Rule rule : allRules) {
            if (fails(side, rule, text, password.size())) {
                verdict.failed.append(rule);
            }
        }
        verdicts.append(verdict);
    }
    return verdicts;
}

QList<Rule> PasswordTester::failedInAny(const QList<Verdict> &verdicts)
{
    QList<Rule> failed;
    for (const Rule rule : allRules) {
        if (std::any_of(verdicts.begin(), verdicts.end(),
                        [rule](const Verdict &verdict) { return verdict.failed.contains(rule); })) {
            failed.append(rule);
        }
    }
    return failed;
}

} // namespace Policy
