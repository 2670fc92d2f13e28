#pragma once

#include "analysis/snapshot.h"
#include "domain/customer.h"

#include <set>
#include <stop_token>

namespace Analysis {

/// A rule that would fit what was read, and what it rests on.
struct ProposedRule
{
    Domain::CustomerRule rule;
    QStringList customers; ///< keys it finds, sorted
    qsizetype objects = 0; ///< that it finds them in: connections, applications, organizations or users

    friend bool operator==(const ProposedRule &, const ProposedRule &) = default;
};

/// An object that the rules miss or would mistake, and whose it seems to be; an empty customer: nobody's.
struct ProposedPin
{
    Domain::CustomerObject object;
    QString name;
    QString customer; ///< key

    friend bool operator==(const ProposedPin &, const ProposedPin &) = default;
};

/// What the customers of an Auth0 tenant seem to be held by. A value.
struct CustomerProposals
{
    QList<ProposedRule> rules;
    QList<ProposedPin> pins;

    /// All of them taken.
    Domain::CustomerRules accepted() const;
};

/// What is known beside the snapshot when rules are proposed.
struct ProposalHints
{
    std::set<QString> customers; ///< keys that other Auth0 tenants know: a rule that finds these is a good one
    QString ownApplication; ///< client ID with which the program itself signs in: nobody's
};

/// Guesses from names and metadata which rules hold; of app_metadata only from the users that were read. Nothing is
/// taken for granted: the operator chooses among them. Linear in the objects but for the names that resemble each
/// other; it belongs on a worker thread.
CustomerProposals proposeCustomers(const Snapshot &snapshot, const ProposalHints &hints,
                                   const std::stop_token &stop = {});

} // namespace Analysis
