#include "analysis/crossing.h"

#include "analysis/translation.h"

namespace Analysis {

namespace {

QString sentenceOf(Crossing::Tie tie)
{
    switch (tie) {
    case Crossing::Tie::ConnectionToApplication:
        return tr("“%1” belongs to the customer “%2”, “%3” to “%4”: everybody in “%3” could then sign in to another "
                  "customer's application.");
    case Crossing::Tie::ConnectionToOrganization:
        return tr("“%1” belongs to the customer “%2”, “%3” to “%4”: the organization would then take people from "
                  "another customer's connection.");
    case Crossing::Tie::UserToOrganization:
        return tr("“%1” belongs to the customer “%2”, “%3” to “%4”: the user would then be a member of another "
                  "customer's organization.");
    }
    return {};
}

} // namespace

QString textOf(const Crossing &crossing)
{
    return sentenceOf(crossing.tie).arg(crossing.target, crossing.targetCustomer, crossing.tied, crossing.tiedCustomer);
}

} // namespace Analysis
