#pragma once

#include "analysis/diagnosis.h"

#include <functional>

namespace Analysis {

/// Whose object this is.
using CustomerOf = std::function<SignInCustomer(const Domain::CustomerObject &object)>;

/// Says in the facts whose their application, connections and organization are.
void tellCustomers(SignInFacts &facts, const CustomerOf &customerOf);
/// The same by the rules that were decided on, where nothing else of the Auth0 tenant was read.
void tellCustomers(SignInFacts &facts, const Domain::CustomerRules &rules);

/// What the fix comes to where the connection is one customer's, and what the fix ties it or its user to is another's.
/// Empty where they are one's, or it is not known of both.
QString crossingText(const SignInFacts &facts, const SignInFix &fix, const Domain::Connection &connection);

/// Of the connections that a user is in, the one that tells whether a fix crosses customers: one of the customer whose
/// the target is, else one of another customer (an account that is nobody's beside it proves nothing), else the first.
const Domain::Connection *tellingConnection(const SignInFacts &facts, const SignInFix &fix,
                                            const QList<const Domain::Connection *> &connections);

/// The same where the connection that the fix enables is nobody's, and by another one that the user is in they are of
/// another customer than the application. Empty where they are not, or it is not known.
QString strangerText(const SignInFacts &facts, const SignInFix &fix, const Domain::Connection &enabled,
                     const QList<const Domain::Connection *> &connections);

} // namespace Analysis
