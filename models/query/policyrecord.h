#pragma once

#include "policy/policydeviation.h"
#include "query/record.h"

#include <optional>

namespace Query {

/// What a cell of a policy's row says beyond its value.
struct PolicyCell
{
    int column = 0; ///< position in columnsOf(Kind::Policies)
    /// How it differs from the baseline. Of two readings the weaker speaks, else Different where they disagree.
    std::optional<Policy::Direction> deviation;
    /// What a person reads where the value is not it: both readings ("8 | 15"), character types in short ("3 of 4").
    QString text;

    friend bool operator==(const PolicyCell &, const PolicyCell &) = default;
};

/// A policy's row, and the cells that say more than their value.
struct PolicyEntry
{
    RecordPtr record; ///< nothing for what is no database connection
    QList<PolicyCell> cells; ///< in the order of their columns

    /// The cell of a column, or nullptr.
    const PolicyCell *cell(int column) const;
};

/// The row of a database connection in the table of password policies, from the connection's own record and with its
/// id: settings normalised to the same columns for both generations, and where they differ from the baseline. Parses
/// the connection, so it belongs on a worker thread where there are many.
///
/// Where a connection holds both generations, a number is the lower of the two and a text names both ("allow | block"),
/// since which one Auth0 applies is not documented.
PolicyEntry policyEntry(const Record &connection, const Policy::Baseline &baseline);

/// Where a row differs from a baseline, in words: "min_length 8, wanted 14 (weaker)".
QString describeDeviations(const QList<Policy::Deviation> &deviations);
/// The same of one column of a policy's row, read again from the object; empty where it does not differ.
QString describeDeviation(const Record &policy, int column, const Policy::Baseline &baseline);

/// The text of a policy's cell as it leaves the program: where a connection holds both generations and they differ in a
/// number, both ("8 | 15"), since the cell holds the lower. Reads the object again there.
QString policyText(const Record &policy, int column);

} // namespace Query
