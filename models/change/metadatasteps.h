#pragma once

#include "change/metadataschema.h"
#include "change/plan.h"
#include "json/value.h"

#include <tl/expected.hpp>

#include <optional>

namespace Change {

/// One step of a change of many users' metadata, as a line of text says it:
///
///     set /app_metadata/tenant = "acme-${nickname}"     a JSON value; ${name} is the user's own field
///     unset /app_metadata/old
///     rename /app_metadata/tenat tenant
///     move /app_metadata/plan /app_metadata/billing/plan
///
/// Places are JSON Pointers from the user. `${email}` is a field of the user, `${/app_metadata/crm/id}` one further
/// down; a text that is nothing but a placeholder takes the field's type. `$${` is a plain `${`. Lines that start with
/// "#" are notes. A value.
struct MetadataStep
{
    enum class Kind { Set, Unset, Move };
    Kind kind = Kind::Set;
    Json::Pointer pointer;
    Json::Value value{}; ///< Set
    Json::Pointer target{}; ///< Move; a rename is a move to beside
};

/// What a line does not say properly.
struct StepProblem
{
    int line = 1;
    QString message; ///< for a person

    friend bool operator==(const StepProblem &, const StepProblem &) = default;
};

tl::expected<QList<MetadataStep>, StepProblem> readMetadataSteps(const QString &text);

/// What the steps make of one user, before anything is staged. A value.
struct MetadataRehearsal
{
    PlanItem item; ///< what would be staged, what is staged by now included; without changes: nothing
    QString reason{}; ///< why nothing would be, for a person; empty where something is
    QList<MetadataProblem> violations{}; ///< of the operator's own schema, in what would be staged
};

/// Pure. `seen` is the user as Auth0 sent it, `staged` what is staged for it.
MetadataRehearsal rehearse(const ObjectRef &user, const QByteArray &seen, const std::optional<PlanItem> &staged,
                           const QList<MetadataStep> &steps, const MetadataSchema &schema = {});

/// The first column of a CSV, without its title (`user_id` or `id`) and empty lines; each id once.
QStringList idsOfCsv(const QByteArray &csv);

/// The users that a file names.
struct UserIds
{
    QStringList ids;
    QString problem; ///< why it cannot be used and what to do, for a person; then there are no ids
};
/// Reads the file, up to 4 MiB: work for a thread.
UserIds idsOfCsvFile(const QString &path);

} // namespace Change
