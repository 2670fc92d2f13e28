#pragma once

#include "analysis/severitytitle.h"
#include "domain/finding.h"
#include "query/record.h"

#include <QDateTime>
#include <QList>

#include <memory>

namespace Items {

using Analysis::titleOf;

/// A finding with the Auth0 tenant that it is of. A value.
struct FindingRow
{
    Domain::TenantId tenant;
    QString tenantName; ///< as the operator calls it
    QString check; ///< the title of the check, translated
    Domain::Finding finding;
    bool isForetold = false; ///< it would be so once the staged edits were applied
    QString customer{}; ///< whose the subject is, as people call them; empty: nobody's, or not known
    QDateTime readAt{}; ///< when that was read which the check looked at; invalid: not known
};

/// The rows of several lists one after another, none of them copied. A value.
class FindingRows
{
public:
    using List = std::shared_ptr<const QList<FindingRow>>;

    FindingRows() = default;
    FindingRows(const QList<FindingRow> &rows) { append(std::make_shared<const QList<FindingRow>>(rows)); }

    void append(const List &rows);
    qsizetype size() const { return m_ends.isEmpty() ? 0 : m_ends.last(); }
    const FindingRow &at(qsizetype place) const;

private:
    QList<List> m_lists;
    QList<qsizetype> m_ends; ///< the place after the last of each list
};

/// What findings stand together under one heading.
enum class FindingGrouping { None, Severity, Tenant, Check, Subject, Customer };

/// Whether findings are shown that somebody decided may stand for a time.
enum class WaivedFindings { Hidden, Shown, Only };

/// Whether findings are shown that would appear by what is staged.
enum class ForetoldFindings { Shown, Only };

/// Which findings are shown, and how. A value.
struct FindingWish
{
    QString text; ///< all of its words stand somewhere in the row, in any case; empty: every row
    Domain::Severity atLeast = Domain::Severity::Low;
    std::optional<Domain::TenantId> tenant; ///< nothing: all of them
    FindingGrouping grouping = FindingGrouping::None;
    WaivedFindings waived = WaivedFindings::Hidden;
    ForetoldFindings foretold = ForetoldFindings::Shown;
};

/// Rows that stand together, the gravest first.
struct FindingGroup
{
    QString title; ///< translated; empty where nothing is grouped
    Domain::Severity gravest = Domain::Severity::Low;
    QList<int> rows; ///< their places in the list that was arranged
};

/// The rows in groups, those with the gravest finding first. Pure; work for a thread where there are many.
QList<FindingGroup> arrange(const FindingRows &rows, const FindingWish &wish);

/// The table that shows the objects of such a subject.
Query::Kind tableOf(Domain::FindingSubject::Kind kind);

/// "Waived until 31 Dec 2026 by Ada: moves to organizations"
QString textOf(const Domain::Waiver &waiver);

} // namespace Items
