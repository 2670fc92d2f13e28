#include "change/applier.h"

#include "change/actionlook.h"
#include "change/objectreading.h"
#include "change/preparing.h"
#include "json/leaves.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>

namespace Change {

namespace {

QList<Json::LeafChange> changesBetween(const QByteArray &before, const QByteArray &after)
{
    const auto from = Json::parse(before);
    const auto to = Json::parse(after);
    return from && to ? Json::leafChanges(*from, *to) : QList<Json::LeafChange>();
}

/// The changes whose leaf is in `after` as they wanted it.
QList<Json::LeafChange> arrived(QList<Json::LeafChange> changes, const QByteArray &after)
{
    const auto found = Json::parse(after);
    if (!found) {
        return changes;
    }
    changes.removeIf([&found](const Json::LeafChange &change) {
        const auto merged = Json::merge(*found, {change});
        return !merged.conflicts.isEmpty() || !merged.changesNothing();
    });
    return changes;
}

/// Whether each further item would meet the same problem.
bool concernsAll(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    return error.kind == Kind::Auth || error.kind == Kind::Scope || error.kind == Kind::ReadOnly
        || error.kind == Kind::Forbidden || error.kind == Kind::Tls;
}

ItemOutcome outcomeOf(const Obstacle &obstacle)
{
    return obstacle.kind == Obstacle::Kind::Conflict ? ItemOutcome::Conflict : ItemOutcome::Refused;
}

} // namespace

Applier::Applier(Api::ManagementClient &client, Plan plan, JournalPlace journal, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_plan(std::move(plan))
    , m_place(std::move(journal))
    , m_earlier(m_plan.items.size())
    , m_results(m_plan.items.size())
{ }

Applier::Applier(Api::ManagementClient &client, const JournalEntry &entry, JournalPlace journal, QObject *parent)
    : Applier(client, entry.plan, std::move(journal), parent)
{
    m_resumed = entry.path;
    m_earlier = entry.items;
}

Applier::~Applier() = default;

QString Applier::journalPath() const
{
    return m_journal ? m_journal->path() : QString();
}

void Applier::start()
{
    if (m_client.origin().baseUrl() != m_plan.tenant.origin) {
        stop(tr("The plan is for %1 and cannot be applied to %2.")
                 .arg(m_plan.tenant.origin, m_client.origin().baseUrl()));
        next();
        return;
    }
    lookAtRemovals(0);
}

void Applier::open()
{
    using Opened = tl::expected<std::unique_ptr<JournalFile>, QString>;
    auto *watcher = new QFutureWatcher<std::shared_ptr<Opened>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const std::shared_ptr<Opened> opened = watcher->result();
        if (*opened) {
            m_journal = std::move(**opened);
        } else {
            stop(opened->error());
        }
        next();
    });
    watcher->setFuture(QtConcurrent::run([plan = m_plan, place = m_place, path = m_resumed] {
        return std::make_shared<Opened>(path.isEmpty()
                                            ? JournalFile::begin(place.folder, plan, place.who, place.secrets)
                                            : JournalFile::resume(path, place.secrets));
    }));
}

void Applier::record(std::function<JournalFile::Written(JournalFile &)> write, Next then)
{
    if (!m_journal) {
        then();
        return;
    }
    auto *watcher = new QFutureWatcher<JournalFile::Written>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (const JournalFile::Written written = watcher->result(); !written) {
            stop(written.error());
        }
        then();
    });
    watcher->setFuture(QtConcurrent::run([journal = m_journal, write = std::move(write)] { return write(*journal); }));
}

void Applier::cancel()
{
    m_isCancelled = true;
}

void Applier::stop(const QString &reason)
{
    if (m_stopReason.isEmpty()) {
        m_stopReason = reason;
    }
}

void Applier::next()
{
    if (m_item == m_plan.items.size()) {
        record([](JournalFile &journal) { return journal.end(); }, [this] { finish(); });
        return;
    }
    const ItemRecord &earlier = m_earlier.at(m_item);
    if (!earlier.isOpen && earlier.result.outcome != ItemOutcome::Pending) {
        m_results[m_item] = earlier.result; // its end is in the journal already; a plan read from there knows the ids
        ++m_item;
        next();
        return;
    }
    if (const auto foretold = m_foretold.find(m_item); foretold != m_foretold.end()) {
        conclude(foretold->second);
        return;
    }
    if (m_isCancelled || !m_stopReason.isEmpty()) {
        conclude({ItemOutcome::Cancelled, m_stopReason});
        return;
    }
    const QList<Json::LeafChange> &changes = item().changes;
    if (std::any_of(changes.cbegin(), changes.cend(), &holdsMask)) {
        conclude({ItemOutcome::Refused,
                  tr("A value of this change is a secret, which is not kept in files. Make the change again.")});
        return;
    }
    if (!standInsAreKnown()) {
        return;
    }
    m_madeId.clear();
    m_remark.clear();
    if (item().creation || item().removal) {
        readForMaking();
    } else {
        readNow();
    }
}

void Applier::finish()
{
    m_journal.reset();
    m_isFinished = true;
    Q_EMIT finished();
}

/// A batch lets pass what somebody waits for.
Api::Priority Applier::priority() const
{
    return m_plan.items.size() > 1 ? Api::Priority::Background : Api::Priority::Foreground;
}

void Applier::readNow()
{
    const auto done = [this](const Api::Outcome<QByteArray> &now) { now ? decide(*now) : fail(now.error()); };
    readObject(m_client, item().object, this, done, priority());
}

void Applier::decide(const QByteArray &now)
{
    Q_EMIT objectRead(item().object, now);
    if (item().action && m_earlier.at(m_item).isOpen) {
        lookForAction({}); // it went out before the program ended
        return;
    }
    prepareToSend(now);
}

void Applier::prepareToSend(const QByteArray &now)
{
    Outcome<Prepared> prepared = prepare(item(), now);
    if (!prepared) {
        conclude({outcomeOf(prepared.error()), prepared.error().reason, prepared.error().conflicts});
        return;
    }
    m_before = now;
    m_request = 0;
    m_prepared = std::make_unique<Prepared>(*std::move(prepared));
    if (!m_prepared->requests.isEmpty()) {
        sendNext();
        return;
    }
    // What went out before the program ended has arrived: this is its answer.
    const ItemRecord &earlier = m_earlier.at(m_item);
    conclude({earlier.isOpen ? ItemOutcome::Done : ItemOutcome::AlreadySo, {}, {}, {}, earlier.result.made});
}

void Applier::sendNext()
{
    const QList<Json::LeafChange> made = m_prepared->promise.isEmpty() || item().creation
        ? QList<Json::LeafChange>()
        : changesBetween(m_before, m_prepared->promise);
    record(
        [item = m_item, request = m_request, made](JournalFile &journal) {
            return journal.sending(item, request, made);
        },
        [this] {
            if (!m_stopReason.isEmpty()) {
                conclude({m_request == 0 ? ItemOutcome::Failed : ItemOutcome::Partly, m_stopReason});
                return;
            }
            Api::WireRequest wire = m_prepared->requests.at(m_request);
            wire.priority = priority();
            const auto read = [readSecret = m_prepared->readSecret,
                               made = m_prepared->readMade](const Api::WireReply &reply) -> Api::Outcome<Answer> {
                if (made) {
                    return made(reply).map([&reply](const Made &object) {
                        return Answer{reply.status, object.secret, object.id};
                    });
                }
                return readSecret ? readSecret(reply).map([&reply](const Api::Secret &secret) {
                    return Answer{reply.status, secret};
                })
                                  : Api::Outcome<Answer>(Answer{reply.status});
            };
            m_client.send<Answer>({wire, read}, this, [this](const Api::Outcome<Answer> &answer) { answered(answer); });
        });
}

void Applier::answered(const Api::Outcome<Answer> &answer)
{
    const int status = answer ? answer->status : answer.error().httpStatus;
    if (answer && !answer->secret.isEmpty()) {
        m_secrets.insert(m_item, answer->secret);
    }
    const QString problem = answer ? QString() : answer.error().text();
    m_madeId = answer ? answer->id : QString();
    record([item = m_item, request = m_request, status, problem,
            id = m_madeId](JournalFile &journal) { return journal.answered(item, request, status, problem, id); },
           [this, error = answer ? std::nullopt : std::optional(answer.error())] {
               if (!error && ++m_request < m_prepared->requests.size()) {
                   sendNext();
                   return;
               }
               if (error) {
                   note(*error);
               }
               const bool nothingHappened = error && !error->unknownOutcome && m_request == 0;
               if (nothingHappened) {
                   fail(*error);
               } else {
                   check(error);
               }
           });
}

void Applier::check(const std::optional<Api::ApiError> &problem)
{
    if (item().creation || item().removal) {
        checkMaking(problem);
        return;
    }
    if (item().action && problem) {
        lookForAction(problem->text());
        return;
    }
    if (item().action) {
        conclude(answeredResult(*item().action));
        return;
    }
    const auto done = [this, problem](const Api::Outcome<QByteArray> &after) { judge(problem, after); };
    readObject(m_client, item().object, this, done, priority());
}

void Applier::lookForAction(const QString &problem)
{
    Change::lookForAction(m_client, item(), problem, this, [this](const ItemResult &result) { conclude(result); });
}

void Applier::judge(const std::optional<Api::ApiError> &problem, const Api::Outcome<QByteArray> &after)
{
    ItemResult result;
    const QList<Json::LeafChange> promised = changesBetween(m_before, m_prepared->promise);
    if (!after) {
        result.outcome = problem && problem->unknownOutcome ? ItemOutcome::Unknown : ItemOutcome::Different;
        result.reason = tr("What Auth0 now holds could not be read: %1").arg(after.error().text());
        result.made = promised;
        conclude(result);
        return;
    }
    Q_EMIT objectRead(item().object, *after);
    result.differences = differences(item().object, m_prepared->promise, *after);
    result.made = arrived(promised, *after);
    const bool isAsBefore = differences(item().object, m_before, *after).isEmpty();
    if (result.differences.isEmpty()) {
        result.outcome = ItemOutcome::Done; // also where the answer was lost: the look shows that it arrived
    } else if (problem && isAsBefore) {
        result = {ItemOutcome::Failed, problem->text()};
    } else if (problem) {
        result.outcome = m_request > 0 ? ItemOutcome::Partly : ItemOutcome::Different;
        result.reason = problem->text();
    } else {
        result.outcome = ItemOutcome::Different;
        result.reason = tr("Auth0 took the change, but holds something else than was promised.");
    }
    conclude(result);
}

void Applier::note(const Api::ApiError &error)
{
    if (!m_firstProblem) {
        m_firstProblem = error;
    }
    if (concernsAll(error)) {
        stop(error.text());
    }
}

void Applier::fail(const Api::ApiError &error)
{
    note(error);
    conclude({ItemOutcome::Failed, error.text()});
}

void Applier::conclude(ItemResult result)
{
    const ItemRecord &earlier = m_earlier.at(m_item);
    const bool isLookedFor = item().creation || item().removal; // then a failure says that nothing was written
    if (earlier.isOpen && !isLookedFor
        && (result.outcome == ItemOutcome::Failed || result.outcome == ItemOutcome::Cancelled)) {
        result.outcome = ItemOutcome::Unknown; // a write went out earlier, and nobody has looked since
    }
    if (earlier.isOpen && result.isWritten()) {
        result.made = earlier.result.made;
    }
    if (!result.id.isEmpty()) {
        m_ids.insert(item().object.id, result.id);
        m_plan.items[m_item] = resolved(item(), m_ids);
    }
    m_results[m_item] = result;
    record([item = m_item, result](JournalFile &journal) { return journal.concluded(item, result); },
           [this] {
               const qsizetype done = m_item++;
               m_prepared.reset();
               Q_EMIT itemFinished(done);
               next();
           });
}

} // namespace Change
