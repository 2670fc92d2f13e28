#pragma once

#include "analysis/customerproposals.h"
#include "analysis/customers.h"
#include "items/customertreemodel.h"
#include "session/customersheet.h"

namespace Items {

/// A customer's record as rows: a tenant each, with what it holds below it under headings. What the sheet left out is a
/// row at the end of its heading's.
QList<CustomerRow> rowsOf(const Session::CustomerSheet &sheet);

/// "and 1,234 more": stands for objects that the table of the kind has.
CustomerRow restRow(qsizetype count, const Domain::TenantId &tenant, Query::Kind table);

/// "1,234, counted on 28 Nov 2026": how many users a customer was counted to have; that nobody counted yet.
QString usersText(const std::optional<Session::CustomerUsers> &users);

/// What there is to say of an object, types of applications in the words of Auth0's dashboard.
QString detailOf(const Session::SheetLine &line);

/// What rules make of an Auth0 tenant, as rows to look at before they are kept. A value.
struct CustomerPreview
{
    QList<CustomerRow> found; ///< customers, with their objects below them
    QList<CustomerRow> contested; ///< objects that several customers claim
    QList<CustomerRow> unclaimed; ///< objects that no rule claims, and of which nobody said that they are nobody's
    QList<CustomerRow> decided; ///< what was said by hand: of objects, and of customers with several names
    QList<qsizetype> byRule; ///< how many customers each rule finds by itself
    qsizetype objects = 0; ///< of all customers

    friend bool operator==(const CustomerPreview &, const CustomerPreview &) = default;
};

/// Pure, and linear in the objects for each rule: for a worker thread. `before`: customers that users of an earlier
/// search named.
CustomerPreview previewOf(const Analysis::Snapshot &snapshot, const Domain::CustomerRules &rules,
                          const Analysis::NamedByMetadata &before);

/// The rules and the pins that are proposed, each a row with what it rests on, under a heading each.
QList<CustomerRow> rowsOf(const Analysis::CustomerProposals &proposals);

/// "Connection name": what a rule of this kind looks at.
QString titleOf(Domain::CustomerRule::Kind kind);
/// What is wrong with a rule, for a person; empty where nothing is.
QString problemIn(const Domain::CustomerRule &rule);

} // namespace Items
