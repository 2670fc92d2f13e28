#pragma once

#include "cli/failure.h"

#include "session/usercounting.h"

#include <QObject>

namespace Cli {

class Console;

/// One Auth0 tenant whose users are to be counted. A value.
struct CountTask
{
    qsizetype target = 0; ///< its place in the command's list
    Api::ManagementClient *client = nullptr;
    Analysis::UserCustomers customers;
    Session::HeldByOrganizations members{};
};

/// Counts the users of Auth0 tenants by exports, all at once, and shows how far it is.
/// Child of its parent; deletes itself after `onEnd`.
class UserCount : public QObject
{
    Q_OBJECT
public:
    using Outcomes = std::map<qsizetype, Outcome<Domain::UserCounts>>; ///< by CountTask::target
    /// `wasInterrupted`: somebody ended it; what is there is not to be told as the result.
    using OnEnd = std::function<void(const Outcomes &outcomes, bool wasInterrupted)>;

    /// `tasks`: at least one.
    UserCount(const QList<CountTask> &tasks, Console &console, OnEnd onEnd, QObject *parent);

    void start();
    /// Ends all of it.
    void cancel();

private:
    struct Read
    {
        qint64 users = 0;
        qint64 total = 0; ///< 0: Auth0 does not say
    };

    void show();
    QString words() const;
    void take(qsizetype target, const Api::Outcome<Domain::UserCounts> &outcome);

    Console &m_console;
    OnEnd m_onEnd;
    std::map<qsizetype, Session::UserCounting *> m_counts; ///< children
    std::map<qsizetype, Read> m_read; ///< of the exports: it stays while members are counted
    Outcomes m_outcomes;
    bool m_wasInterrupted = false;
};

} // namespace Cli
