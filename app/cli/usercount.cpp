#include "cli/usercount.h"

#include "cli/console.h"

#include <QLocale>

namespace Cli {

using Session::UserCounting;

UserCount::UserCount(const QList<CountTask> &tasks, Console &console, OnEnd onEnd, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_onEnd(std::move(onEnd))
{
    for (const CountTask &task : tasks) {
        auto *counting = new UserCounting(*task.client, task.customers, task.members, this);
        m_counts.emplace(task.target, counting);
        connect(counting, &UserCounting::progressed, this, &UserCount::show);
        connect(
            counting, &UserCounting::finished, this,
            [this, target = task.target](const Api::Outcome<Domain::UserCounts> &outcome) { take(target, outcome); });
    }
}

void UserCount::start()
{
    show();
    for (const auto &[target, counting] : m_counts) {
        counting->start();
    }
}

void UserCount::cancel()
{
    m_wasInterrupted = true;
    for (const auto &[target, counting] : m_counts) {
        counting->cancel();
    }
}

void UserCount::show()
{
    for (const auto &[target, counting] : m_counts) {
        const UserCounting::Progress &progress = counting->progress();
        if (progress.stage != UserCounting::Stage::Members) {
            m_read.insert_or_assign(target, Read{progress.users, progress.total.value_or(0)});
        }
    }
    m_console.progress(words());
}

/// Of the tenant that is behind the others: members are told of once no export is left to read.
QString UserCount::words() const
{
    using Stage = UserCounting::Stage;
    const QLocale locale;
    bool isReading = false;
    bool isExporting = false;
    std::optional<int> exported; // per cent, of the slowest
    qint64 organizations = 0;
    qint64 allOrganizations = 0;
    for (const auto &[target, counting] : m_counts) {
        const UserCounting::Progress &progress = counting->progress();
        if (progress.stage == Stage::Members) {
            organizations += progress.users;
            allOrganizations += progress.total.value_or(0);
        } else if (!m_outcomes.contains(target)) {
            isExporting = true;
            isReading = isReading || progress.stage == Stage::Reading;
            if (progress.stage == Stage::Waiting && progress.exported) {
                exported = std::min(exported.value_or(100), *progress.exported);
            }
        }
    }
    if (!isExporting && allOrganizations > 0) {
        return tr("Counting members: %1 of %2 organizations")
            .arg(locale.toString(organizations), locale.toString(allOrganizations));
    }
    qint64 users = 0;
    qint64 total = 0;
    for (const auto &[target, read] : m_read) {
        users += read.users;
        total += read.total;
    }
    if (!isReading && exported) {
        return tr("Auth0 exports the users: %1 %").arg(*exported);
    }
    if (total == 0) { // Auth0 did not say yet, or does not
        return isReading ? tr("%1 users counted").arg(locale.toString(users))
                         : tr("Waiting until Auth0 has exported the users");
    }
    return isReading ? tr("%1 of %2 users counted").arg(locale.toString(users), locale.toString(total))
                     : tr("Waiting until Auth0 has exported %1 users").arg(locale.toString(total));
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
