#include "reports/customerwords.h"

#include "reports/translation.h"
#include "reports/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// A check that speaks to an operator about customers, or of places where only an operator gets.
struct OwnCheck
{
    QLatin1StringView id;
    const char *title; ///< untranslated, as is the next; nullptr: the check's own
    const char *advice;
};

constexpr OwnCheck ownChecks[] = {
    {"connection.no-application"_L1, nullptr,
     QT_TRANSLATE_NOOP("Reports", "Enable it for an application, or take it away with its users.")},
    {"connection.sign-up-open"_L1, QT_TRANSLATE_NOOP("Reports", "Sign-up is open"),
     QT_TRANSLATE_NOOP("Reports", "Close it unless it is wanted; users can be invited instead.")},
    {"connection.custom-database-scripts"_L1, nullptr,
     QT_TRANSLATE_NOOP("Reports", "Write the script that is missing, or turn the custom database off.")},
    {"policy.two-generations"_L1, nullptr, QT_TRANSLATE_NOOP("Reports", "Settle on one of the two policies.")},
    {"lock.database-connections"_L1, nullptr,
     QT_TRANSLATE_NOOP("Reports",
                       "Turn off connections that nobody uses any more, or move to organizations with Universal Login, "
                       "which has no such limit.")},
};

const OwnCheck *ownCheck(const QString &id)
{
    const auto found = std::ranges::find_if(ownChecks, [&id](const OwnCheck &check) { return check.id == id; });
    return found == std::end(ownChecks) ? nullptr : found;
}

/// "Database" for what Auth0 calls its own user databases.
QString strategyWords(const QString &text)
{
    return text == "auth0"_L1 ? tr("Database") : text;
}

struct OwnColumn
{
    QLatin1StringView id;
    const char *title; ///< untranslated; nullptr: the table's own
    Words words;
    Query::Kind kind;
    bool isForPrograms = false;
};

using Query::Kind;

constexpr OwnColumn ownColumns[] = {
    {"lock"_L1, QT_TRANSLATE_NOOP("Reports", "Own databases"), nullptr, Kind::Applications},
    {"first_party"_L1, nullptr, nullptr, Kind::Applications, true},
    {"grants"_L1, nullptr, nullptr, Kind::Applications, true},
    {"strategy"_L1, QT_TRANSLATE_NOOP("Reports", "Sign-in by"), strategyWords, Kind::Connections},
    {"generation"_L1, nullptr, nullptr, Kind::Policies, true},
    {"min_length"_L1, QT_TRANSLATE_NOOP("Reports", "Minimum length"), nullptr, Kind::Policies},
    {"character_types"_L1, QT_TRANSLATE_NOOP("Reports", "Kinds of characters"), nullptr, Kind::Policies},
    {"identical_characters"_L1, QT_TRANSLATE_NOOP("Reports", "One character repeated"), nullptr, Kind::Policies},
    {"dictionary"_L1, QT_TRANSLATE_NOOP("Reports", "Common passwords"), nullptr, Kind::Policies},
    {"history_size"_L1, QT_TRANSLATE_NOOP("Reports", "Earlier passwords refused"), nullptr, Kind::Policies},
    {"profile_data"_L1, QT_TRANSLATE_NOOP("Reports", "Own name or address"), nullptr, Kind::Policies},
    {"metadata_keys"_L1, nullptr, nullptr, Kind::Organizations, true},
    {"color"_L1, nullptr, nullptr, Kind::Organizations, true},
    {"logo"_L1, nullptr, nullptr, Kind::Organizations, true},
};

} // namespace

QString customerCheckWords(const QString &check)
{
    const OwnCheck *own = ownCheck(check);
    return own != nullptr && own->title != nullptr ? tr(own->title) : checkWords(check);
}

QString customerAdvice(const QString &check, const QString &advice)
{
    const OwnCheck *own = ownCheck(check);
    return own == nullptr ? advice : tr(own->advice);
}

CustomerColumn customerColumn(Query::Kind kind, QStringView column)
{
    for (const OwnColumn &own : ownColumns) {
        if (own.kind == kind && own.id == column) {
            return {own.title == nullptr ? QString() : tr(own.title), own.words, own.isForPrograms};
        }
    }
    return {};
}

} // namespace Reports
