#include "analysis/policychecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"
#include "policy/effectivepolicy.h"
#include "query/policyrecord.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::PolicyGeneration;
using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// The least that any guideline takes, and only where a password is one factor of several.
constexpr int leastLength = 8;
/// Below this, no level of Auth0's but none goes.
constexpr int hardlyAnyLength = 6;

/// The policy of a connection; nothing for what has none that could be read.
std::optional<Domain::PasswordPolicy> policyOf(const Context &context, const Object &connection)
{
    const ConnectionFacts *facts = context.connection(connection.id);
    return facts != nullptr ? facts->policy : std::nullopt;
}

/// Both readings where a connection holds both generations: which one Auth0 applies is not documented.
QList<Policy::Reading> readingsOf(const Context &context, const Object &connection)
{
    const ConnectionFacts *facts = context.connection(connection.id);
    return facts != nullptr ? facts->readings : QList<Policy::Reading>();
}

/// A finding where one of the readings lacks what `has` asks for: of two the weaker speaks.
template <typename Has>
std::optional<Verdict> lacking(const Context &context, const Object &connection, Has has, const char *message)
{
    const QList<Policy::Reading> readings = readingsOf(context, connection);
    if (std::all_of(readings.begin(), readings.end(), has)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr(message)};
}

std::optional<Verdict> missing(const Context &context, const Object &connection)
{
    const auto policy = policyOf(context, connection);
    if (!policy || policy->generation() != PolicyGeneration::None) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("The connection holds no password policy of either generation."),
                   .remedy = {Domain::Remedy::Kind::ApplyBaseline, {connection.id}}};
}

std::optional<Verdict> twoGenerations(const Context &context, const Object &connection)
{
    const auto policy = policyOf(context, connection);
    if (!policy || policy->generation() != PolicyGeneration::Both) {
        return std::nullopt;
    }
    const Policy::EffectivePolicy effective = Policy::normalise(*policy);
    const int legacy = effective.legacy->minLength;
    const int flexible = effective.flexible->minLength;
    return Verdict{
        .severity = legacy == flexible ? Severity::Low : Severity::Medium,
        .message
        = tr("It holds a legacy policy (minimum %1) beside a flexible one (minimum %2).").arg(legacy).arg(flexible)};
}

std::optional<Verdict> weak(const Context &context, const Object &connection)
{
    const QList<Policy::Reading> readings = readingsOf(context, connection);
    const auto weakest = std::min_element(readings.begin(), readings.end(), [](const auto &left, const auto &right) {
        return left.minLength < right.minLength;
    });
    if (weakest == readings.end() || weakest->minLength >= leastLength) {
        return std::nullopt;
    }
    return Verdict{.severity = weakest->minLength < hardlyAnyLength ? Severity::High : Severity::Medium,
                   .message = tr("The minimum length is %1.").arg(weakest->minLength),
                   .count = weakest->minLength,
                   .limit = leastLength,
                   .remedy = {Domain::Remedy::Kind::ApplyBaseline, {connection.id}}};
}

std::optional<Verdict> baseline(const Context &context, const Object &connection)
{
    QList<Policy::Deviation> found;
    for (const Policy::Reading &reading : readingsOf(context, connection)) {
        found += Policy::deviations(reading, *context.options.baseline);
    }
    if (found.isEmpty()) {
        return std::nullopt;
    }
    const bool isWeaker = std::any_of(found.begin(), found.end(), [](const Policy::Deviation &deviation) {
        return deviation.direction == Policy::Direction::Weaker;
    });
    return Verdict{.severity = isWeaker ? Severity::Medium : Severity::Low,
                   .message
                   = tr("Differs from “%1”: %2.").arg(context.options.baselineName, Query::describeDeviations(found)),
                   .count = found.size(),
                   .remedy = {Domain::Remedy::Kind::ApplyBaseline, {connection.id}}};
}

std::optional<Verdict> noDictionary(const Context &context, const Object &connection)
{
    return lacking(
        context, connection, [](const Policy::Reading &reading) { return reading.dictionary; },
        QT_TRANSLATE_NOOP("Analysis", "Common passwords such as 12345678 are taken."));
}

std::optional<Verdict> noProfileData(const Context &context, const Object &connection)
{
    return lacking(
        context, connection, [](const Policy::Reading &reading) { return reading.blocksProfileData; },
        QT_TRANSLATE_NOOP("Analysis", "A user's own name or address is taken as a password."));
}

std::optional<Verdict> noHistory(const Context &context, const Object &connection)
{
    return lacking(
        context, connection, [](const Policy::Reading &reading) { return reading.historySize > 0; },
        QT_TRANSLATE_NOOP("Analysis", "A password can be used again at once."));
}

} // namespace

QList<Check> policyChecks()
{
    constexpr Needs options = Need::Connections | Need::Options;
    constexpr const char *nist = "NIST SP 800-63B-4, section 3.1.1.2";
    constexpr const char *passwordOptions = "https://auth0.com/docs/authenticate/database-connections/password-options";
    constexpr const char *flexible
        = "https://auth0.com/docs/authenticate/database-connections/flexible-password-policy";
    return {
        {"policy.missing"_L1, QT_TRANSLATE_NOOP("Analysis", "No password policy"), Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis", "Without a policy a password of one character is taken."),
         QT_TRANSLATE_NOOP("Analysis", "Give the connection a password policy."), passwordOptions, missing},
        {"policy.two-generations"_L1, QT_TRANSLATE_NOOP("Analysis", "Two password policies at once"), Kind::Connection,
         options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Which of the two Auth0 applies is not documented, and no change goes through before one of "
                           "them is gone."),
         QT_TRANSLATE_NOOP("Analysis", "Choose which of the two generations it keeps."), flexible, twoGenerations},
        {"policy.weak"_L1, QT_TRANSLATE_NOOP("Analysis", "Very short passwords are taken"), Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis", "Fewer than 8 characters are guessed in no time."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Ask for at least 15 characters, or 8 where a second factor is asked for as well."),
         nist, weak},
        {"policy.baseline"_L1, QT_TRANSLATE_NOOP("Analysis", "Password policy differs from the baseline"),
         Kind::Connection, options | Need::Baseline,
         QT_TRANSLATE_NOOP("Analysis", "The policy is not what was agreed on for all connections."),
         QT_TRANSLATE_NOOP("Analysis", "Apply the baseline to the connection, or agree on the exception."),
         "The baseline that was chosen", baseline},
        {"policy.no-dictionary"_L1, QT_TRANSLATE_NOOP("Analysis", "Common passwords are taken"), Kind::Connection,
         options, QT_TRANSLATE_NOOP("Analysis", "Common passwords are the first that are tried."),
         QT_TRANSLATE_NOOP("Analysis", "Turn the password dictionary on."), nist, noDictionary},
        {"policy.no-profile-data"_L1, QT_TRANSLATE_NOOP("Analysis", "Personal data is taken as a password"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis", "Names and addresses of a user are the next that are tried."),
         QT_TRANSLATE_NOOP("Analysis", "Keep personal data out of passwords."), nist, noProfileData},
        {"policy.no-history"_L1, QT_TRANSLATE_NOOP("Analysis", "Old passwords are taken again"), Kind::Connection,
         options, QT_TRANSLATE_NOOP("Analysis", "Who must change a password that leaked can go on with the same one."),
         QT_TRANSLATE_NOOP("Analysis", "Turn the password history on."), passwordOptions, noHistory},
    };
}

} // namespace Analysis
