#include "analysis/customerrounds.h"

#include "analysis/customerproposals.h"

namespace Analysis {

namespace {

/// A tenant that is one customer's is told by what the others know, which may be proposed themselves.
constexpr int rounds = 2;

} // namespace

QList<CustomerAnswer> customersOfAll(const QList<CustomerQuestion> &questions)
{
    QList<CustomerAnswer> answers(questions.size());
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < questions.size(); ++i) {
            const CustomerQuestion &question = questions.at(i);
            if (question.snapshot == nullptr || (round > 0 && question.decided)) {
                continue;
            }
            ProposalHints hints{{}, question.ownApplication};
            for (qsizetype other = 0; other < answers.size(); ++other) {
                for (const auto &[key, share] : answers.at(other).customers.shares) {
                    if (other != i) {
                        hints.customers.insert(key);
                    }
                }
            }
            CustomerAnswer &answer = answers[i];
            answer.rules
                = question.decided ? *question.decided : proposeCustomers(*question.snapshot, hints).accepted();
            answer.customers = customersOf(*question.snapshot, answer.rules);
        }
    }
    return answers;
}

} // namespace Analysis
