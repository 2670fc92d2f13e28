#include "cli/usercount.h"

#include "cli/console.h"
#include "cli/signalwatch.h"

#include <QLocale>

namespace Cli {

using Session::UserCounting;

UserCount::UserCount(const QList<CountTask> &tasks, Console &console, OnEnd onEnd, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_onEnd(std::move(onEnd))
{
    auto *watch = new SignalWatch(this);
    for (const CountTask &task : tasks) {
        auto *counting = new UserCounting(*task.client, task.customers, task.members, this);
        m_counts.emplace(task.target, counting);
        connect(counting, &UserCounting::progressed, this, &UserCount::show);
        connect(
            counting, &UserCounting::finished, this,
            [this, target = task.target](const Api::Outcome<Domain::UserCounts> &outcome) { take(target, outcome); });
    }
    connect(watch, &SignalWatch::arrived, this, [this] {
        m_wasInterrupted = true;
        for (const auto &[target, counting] : m_counts) {
            counting->cancel();
        }
    });
}

void UserCount::start()
{
    show();
    for (const auto &[target, counting] : m_counts) {
        counting->start();
    }
}

void UserCount::show()
{
    qint64 users = 0;
    qint64 total = 0;
    bool isReading = false;
    for (const auto &[target, counting] : m_counts) {
        const UserCounting::Progress &progress = counting->progress();
        isReading = isReading || progress.stage == UserCounting::Stage::Reading;
        if (progress.stage != UserCounting::Stage::Members) {
            users += progress.users;
            total += progress.total.value_or(0);
        }
    }
    const QLocale locale;
    if (total == 0) { // Auth0 did not say yet, or does not
        return m_console.progress(isReading ? tr("%1 users counted").arg(locale.toString(users))
                                            : tr("Waiting until Auth0 has exported the users"));
    }
    m_console.progress(isReading ? tr("%1 of %2 users counted").arg(locale.toString(users), locale.toString(total))
                                 : tr("Waiting until Auth0 has exported %1 users").arg(locale.toString(total)));
}

void UserCount::take(qsizetype target, const Api::Outcome<Domain::UserCounts> &outcome)
{
    m_outcomes.emplace(
        target, outcome ? Outcome<Domain::UserCounts>(*outcome) : tl::make_unexpected(failureOf(outcome.error())));
    if (m_outcomes.size() == m_counts.size()) {
        m_console.progress({});
        deleteLater();
        m_onEnd(m_outcomes, m_wasInterrupted);
    }
}

} // namespace Cli
