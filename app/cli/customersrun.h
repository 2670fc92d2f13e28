#pragma once

#include "cli/command.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"
#include "cli/usercount.h"

#include "analysis/customers.h"
#include "session/customertallies.h"
#include "session/usersearch.h"

#include <QObject>
#include <QPointer>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// What `customers` was asked for, apart from the Auth0 tenants. A value.
struct CustomersRequest
{
    QString name; ///< only customers whose name or key contains it; empty: all
    bool unclaimed = false; ///< instead of customers, the objects that belong to no one, or to several
    bool json = false;
    bool countsUsers = false;
    bool countsMembers = false; ///< as well
    bool countsFindings = false; ///< and the shares of Lock's counts
};

/// One run of `customers`: reads up to four Auth0 tenants at once, and prints the customers of all at the end, those of
/// one key together.
class CustomersRun : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    CustomersRun(CustomersRequest request, Targets targets, bool asks, Console &console, Finish finish,
                 QObject *parent);

    void start();

private:
    struct Search
    {
        qsizetype target = 0;
        QString customer; ///< key
        QString query;
    };
    struct Result
    {
        std::optional<ReadSnapshot> read;
        std::optional<Failure> failure; ///< nothing was read
        Domain::CustomerRules rules;
        Analysis::TenantCustomers customers;
        Api::ManagementClient *client = nullptr; ///< the queue's
        std::optional<Domain::UserCounts> counts;
        std::optional<Session::CustomerTallies> tallies;
        std::optional<Failure> notCounted;
    };

    void interrupt();
    void read(qsizetype index, Api::ManagementClient &client);
    void end();
    void conclude();
    /// Where a name was given: asks Auth0's search for those customers alone, as far as it tells.
    void searchUsers();
    void searchNext();
    void takeFound(qsizetype target, const QString &customer, const Session::FoundUsers &users);
    /// By exports; after searches those tenants alone in which one told too little.
    void countUsers();
    void takeCounts(const UserCount::Outcomes &outcomes, bool wasInterrupted);
    void keepCounts();
    void print();
    void noteCounts(const Result &result, const QString &tenant) const;
    void findCustomers();
    void printCustomers() const;
    void printUnclaimed() const;
    ExitCode report() const;
    void merge();
    void countFindings();

    CustomersRequest m_request;
    Targets m_targets;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue; ///< child
    QList<Result> m_results; ///< one per target
    /// Those of all tenants that were read, by key; a share's tenant is its place in m_results.
    std::map<QString, Analysis::Customer> m_customers;
    qsizetype m_ended = 0;
    QList<Search> m_searches; ///< still to be asked
    std::optional<std::set<qsizetype>> m_exports; ///< places of the tenants that are to be exported; nothing: all
    QPointer<UserCount> m_count; ///< child, while it counts
};

} // namespace Cli
