#pragma once

#include "api/managementclient.h"
#include "change/journal.h"

#include <map>

namespace Change {

struct Prepared;

/// Where the journal lies, and who writes it.
struct JournalPlace
{
    QString folder;
    QString who; ///< the account on this computer, and the client id
    Json::SecretKeys secrets;
};

/// Applies one plan to its Auth0 tenant, item after item:
///
///     read now ─► merge, or conflict ─► journal ─► write ─► journal ─► read again ─► compare with the promise
///
/// What is made or deleted is looked round for before, and looked for afterwards (applymaking.cpp); where one of
/// several objects cannot be deleted, none is, and nothing is sent at all. Items after it that name it by a stand-in
/// get its id.
///
/// A write whose answer is lost is looked for with the second read, never sent again. An action has no second read but
/// then: Auth0's answer is its end. Each item has a result of its own. A problem that every further item would meet (no
/// scope, no token, writing locked) stops the run. When the program ends in between, the journal's entry is what
/// resumes it: an item is then read first, so that nothing is done twice.
class Applier : public QObject
{
    Q_OBJECT
public:
    /// The client must be of the plan's tenant, else every item is refused; it outlives the applier.
    Applier(Api::ManagementClient &client, Plan plan, JournalPlace journal, QObject *parent = nullptr);
    /// Goes on with an entry that was cut off.
    Applier(Api::ManagementClient &client, const JournalEntry &entry, JournalPlace journal, QObject *parent = nullptr);
    ~Applier() override;

    void start();
    /// No further item is begun; a write that went out is followed to its end.
    void cancel();

    const Plan &plan() const { return m_plan; }
    const QList<ItemResult> &results() const { return m_results; }
    bool isFinished() const { return m_isFinished; }
    qsizetype finishedItems() const { return m_item; }
    /// Why the run stopped before its end, for a person; empty where it did not.
    const QString &stopReason() const { return m_stopReason; }
    /// The first error of the API that an item met.
    const std::optional<Api::ApiError> &firstProblem() const { return m_firstProblem; }
    /// The secret that Auth0 answered an item with, which is a ticket's address, or the secret of an application that
    /// was made: once, and empty for all others. It is nowhere else, and goes with this object.
    Api::Secret takeSecret(qsizetype item) { return m_secrets.take(item); }
    /// The entry's file; empty before it has begun.
    QString journalPath() const;

Q_SIGNALS:
    void itemFinished(qsizetype item);
    /// An object as Auth0 holds it now: it belongs into the session, as from a list. Empty: Auth0 has it no more.
    void objectRead(const Change::ObjectRef &object, const QByteArray &text);
    void finished();

private:
    using Next = std::function<void()>;
    /// What an answer says to this: an HTTP status, and of a few the secret in it.
    struct Answer
    {
        int status = 0;
        Api::Secret secret{};
        QString id{}; ///< of what was made
    };

    const PlanItem &item() const { return m_plan.items.at(m_item); }
    Api::Priority priority() const;
    void next();
    void lookAtRemovals(qsizetype from);
    bool standInsAreKnown();
    void readNow();
    void readForMaking();
    void decideMaking(const QByteArray &now);
    void takeFound(const QByteArray &found, const QString &problem);
    void lookBefore(const QByteArray &now);
    void checkMaking(const std::optional<Api::ApiError> &problem);
    void judgeMade(const QByteArray &object, const QString &lost);
    void recoverSecret(const QByteArray &object, QString &reason);
    void judgeRemoved(const QString &problem, const Api::Outcome<QByteArray> &after);
    void prepareToSend(const QByteArray &now);
    void decide(const QByteArray &now);
    void sendNext();
    void answered(const Api::Outcome<Answer> &answer);
    void check(const std::optional<Api::ApiError> &problem);
    void lookForAction(const QString &problem);
    void judge(const std::optional<Api::ApiError> &problem, const Api::Outcome<QByteArray> &after);
    void note(const Api::ApiError &error);
    void fail(const Api::ApiError &error);
    void conclude(ItemResult result);
    void stop(const QString &reason);
    void finish();
    /// Writes to the journal on another thread, then goes on; where it cannot be written, the run stops.
    void record(std::function<JournalFile::Written(JournalFile &)> write, Next then);
    void open();

    Api::ManagementClient &m_client;
    Plan m_plan;
    JournalPlace m_place;
    std::shared_ptr<JournalFile> m_journal;
    QString m_resumed; ///< the path of the entry that is gone on with
    QList<ItemRecord> m_earlier;
    QList<ItemResult> m_results;
    std::map<qsizetype, ItemResult> m_foretold; ///< why nothing is deleted, known before anything was sent
    QHash<qsizetype, Api::Secret> m_secrets; ///< by item, until they are taken
    MadeIds m_ids; ///< of what was made
    QString m_madeId; ///< of the present item, as the answer had it
    QString m_remark; ///< on the present item, which was looked round for; told with its end
    qsizetype m_item = 0;
    std::unique_ptr<Prepared> m_prepared; ///< of the present item
    QByteArray m_before;
    qsizetype m_request = 0;
    QString m_stopReason;
    std::optional<Api::ApiError> m_firstProblem;
    bool m_isCancelled = false;
    bool m_isFinished = false;
};

} // namespace Change
