#include "analysis/userchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// Until then Auth0 takes profiles that are too large, and writes a notice into the log (auth0.md 4.7).
const QDate refusedFrom(2027, 3, 4);

std::optional<Verdict> mixedTypes(const Context &context, const UserFacts &user)
{
    const QStringList places = context.metadata.oddities(user);
    if (places.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("app_metadata is of another type than with other users: %1").arg(someOf(places)),
                   .count = places.size(),
                   .objects = places};
}

std::optional<Verdict> refusedKeys(const Context &, const UserFacts &user)
{
    if (user.refusedKeys.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Keys that Auth0 refuses: %1").arg(someOf(user.refusedKeys)),
                   .count = user.refusedKeys.size(),
                   .objects = user.refusedKeys};
}

std::optional<Verdict> profileSize(const Context &context, const UserFacts &user)
{
    const std::optional<qint64> limit = context.limits.value(u"user.profile", context.snapshot.plan);
    if (!limit || user.bytes * 5 < *limit * 4) {
        return std::nullopt;
    }
    Verdict verdict{.severity = Severity::Low, .count = user.bytes, .limit = *limit};
    if (user.bytes > *limit) {
        verdict.severity = context.now.date() < refusedFrom ? Severity::High : Severity::Critical;
    } else if (user.bytes * 10 >= *limit * 9) {
        verdict.severity = Severity::Medium;
    }
    verdict.message = tr("The profile takes about %L1 of %L2 bytes.").arg(user.bytes).arg(*limit);
    return verdict;
}

std::optional<Verdict> metadataSize(const Context &context, const UserFacts &user)
{
    const std::optional<qint64> advised = context.limits.value(u"user.metadata-field-advised", context.snapshot.plan);
    const qsizetype largest
        = std::max(user.fieldBytes.value(u"app_metadata"_s), user.fieldBytes.value(u"user_metadata"_s));
    if (!advised || largest <= *advised) {
        return std::nullopt;
    }
    const bool isApp = largest == user.fieldBytes.value(u"app_metadata"_s);
    return Verdict{.severity = Severity::Low,
                   .message = tr("%1 takes about %2 bytes.")
                                  .arg(isApp ? u"app_metadata"_s : u"user_metadata"_s, QLocale().toString(largest)),
                   .count = largest,
                   .limit = *advised};
}

} // namespace

QList<Check> userChecks()
{
    constexpr const char *source = "https://auth0.com/docs/manage-users/user-accounts/metadata/metadata-fields-data";
    const Needs users = Need::Users;
    return {
        {"user.mixed-metadata-types"_L1, QT_TRANSLATE_NOOP("Analysis", "app_metadata of mixed types"), Kind::User,
         users,
         QT_TRANSLATE_NOOP("Analysis",
                           "A search finds only values of one type at a place, and Actions that take them to be of one "
                           "type fail for this user."),
         QT_TRANSLATE_NOOP("Analysis", "Write the value as with the other users."), source, mixedTypes},
        {"user.refused-metadata-keys"_L1, QT_TRANSLATE_NOOP("Analysis", "Metadata with keys that Auth0 refuses"),
         Kind::User, users,
         QT_TRANSLATE_NOOP("Analysis",
                           "The next change of this metadata is refused, and names of Auth0's own hide fields of the "
                           "profile."),
         QT_TRANSLATE_NOOP("Analysis", "Rename the keys, in the metadata and where it is read."), source, refusedKeys},
        {"user.profile-size"_L1, QT_TRANSLATE_NOOP("Analysis", "Profile near the size that Auth0 takes"), Kind::User,
         users,
         QT_TRANSLATE_NOOP("Analysis",
                           "From 4 March 2027 on Auth0 refuses profiles beyond 10 KB. How it counts is not "
                           "documented: the figure is an estimate."),
         QT_TRANSLATE_NOOP("Analysis", "Keep large lists in a database of your own, and an id of them here."), source,
         profileSize},
        {"user.metadata-size"_L1, QT_TRANSLATE_NOOP("Analysis", "Metadata larger than Auth0 advises"), Kind::User,
         users, QT_TRANSLATE_NOOP("Analysis", "Large metadata slows each sign-in, and tokens that carry it."),
         QT_TRANSLATE_NOOP("Analysis", "Keep each metadata field below 2 KB."), source, metadataSize},
    };
}

} // namespace Analysis
