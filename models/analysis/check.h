#pragma once

#include "analysis/snapshot.h"
#include "domain/finding.h"

#include <nlohmann/json_fwd.hpp>

#include <variant>

namespace Analysis {

struct Context;
struct UserFacts;

/// An object while it is looked at.
struct Object
{
    QString id;
    QString name;
    const nlohmann::ordered_json &json; ///< parsed once for all checks
};

/// What a check says of one object. The check's own words are added to it.
struct Verdict
{
    Domain::Severity severity = Domain::Severity::Low;
    QString message{};
    std::optional<qint64> count{};
    std::optional<qint64> limit{};
    QStringList objects{};
    Domain::Remedy remedy{};
    QString part{}; ///< tells several findings of one check about one tenant apart; a stable word
};

/// One thing that may be wrong with an Auth0 tenant. The functions are pure: they see the context and the object.
struct Check
{
    using OfObject = std::optional<Verdict> (*)(const Context &, const Object &);
    using OfUser = std::optional<Verdict> (*)(const Context &, const UserFacts &);
    using OfTenant = QList<Verdict> (*)(const Context &);
    using Kind = Domain::FindingSubject::Kind;

    QLatin1StringView id; ///< a stable word: it stands in waivers and scripts
    const char *title; ///< untranslated, as are the next two; see titleOf()
    Kind subject;
    Needs needs;
    const char *reason; ///< why it matters
    const char *advice; ///< what to do
    const char *source; ///< where the rule is written down
    std::variant<OfObject, OfUser, OfTenant> run; ///< OfTenant: may find several things
};

/// Every check there is, by theme.
const QList<Check> &checks();
/// The check of this id, or nullptr. Owned by checks().
const Check *findCheck(QStringView id);
QString titleOf(const Check &check);

} // namespace Analysis
