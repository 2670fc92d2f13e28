#pragma once

#include "change/itemresult.h"
#include "change/plan.h"

#include <QFile>
#include <QHash>
#include <QLockFile>

#include <memory>

namespace Change {

/// What became of one item, as the journal tells it.
struct ItemRecord
{
    ItemResult result;
    /// A write went out and its end was not written down: the program ended in between.
    bool isOpen = false;

    /// It wrote, or may have, and what it changed is known: that can be taken back.
    bool mayHaveChanged() const
    {
        return (result.isWritten() || isOpen) && (!result.made.isEmpty() || !result.id.isEmpty());
    }
    friend bool operator==(const ItemRecord &, const ItemRecord &) = default;
};

/// One plan that was applied: who, when, what, and what became of it. Secrets are masked. Once an object was made, its
/// id stands in the plan wherever the stand-in stood.
struct JournalEntry
{
    Plan plan;
    QString who; ///< the account on this computer, and the client id
    QDateTime begun; ///< UTC
    QDateTime ended; ///< invalid: it was cut off, or still runs
    QList<ItemRecord> items; ///< one per item of the plan
    QString path; ///< its file

    bool isUnfinished() const { return !ended.isValid(); }
    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

/// The file of one run of a plan, being written: JSON lines, on the disk before the request goes out and before its
/// answer counts. One process holds it at a time. Not for the UI thread: each line waits for the disk.
class JournalFile
{
public:
    /// Begins the entry of a plan in the journal's folder, which is made where it is missing. The error is for a
    /// person.
    static tl::expected<std::unique_ptr<JournalFile>, QString>
    begin(const QString &folder, const Plan &plan, const QString &who, const Json::SecretKeys &secrets);
    /// Goes on with an entry that was cut off; an error where another process still works on it.
    static tl::expected<std::unique_ptr<JournalFile>, QString> resume(const QString &path,
                                                                      const Json::SecretKeys &secrets);

    using Written = tl::expected<void, QString>;
    /// Before a request of an item goes out: `made` is what the item's requests change.
    Written sending(qsizetype item, qsizetype request, const QList<Json::LeafChange> &made);
    /// Its answer: an HTTP status, or 0 and why there is none; `id`: of the object that it made.
    Written answered(qsizetype item, qsizetype request, int status, const QString &problem, const QString &id = {});
    Written concluded(qsizetype item, const ItemResult &result);
    Written end();

    const QString &path() const { return m_path; }

private:
    JournalFile(QString path, const Json::SecretKeys &secrets);
    tl::expected<void, QString> open();
    Written append(const QByteArray &line);
    QList<Json::LeafChange> safe(const QList<Json::LeafChange> &changes) const;

    QString m_path;
    Json::SecretKeys m_secrets;
    QFile m_file;
    QLockFile m_lock;
};

/// Reads one file; a last line that was cut off is left out. The error is for a person.
tl::expected<JournalEntry, QString> readJournalEntry(const QString &path);
/// All entries of a folder, the latest first; files that cannot be read are named in `problems`.
QList<JournalEntry> readJournal(const QString &folder, QStringList *problems = nullptr);

/// What took an entry of the journal back.
struct Reversal
{
    QString id; ///< of the run's plan; of several, of the latest
    QDateTime when; ///< UTC: when it began
    bool isWhole = false; ///< nothing that the entry wrote is left

    friend bool operator==(const Reversal &, const Reversal &) = default;
};
/// By the id of the entry that was taken back; what was itself taken back wholly since does not count.
QHash<QString, Reversal> reversalsIn(const QList<JournalEntry> &journal);
/// Characters of an id that tell a run from others, for people.
QString shortId(const QString &id);
/// "taken back by 1a2b3c4d on ..."; `date` is when, as the caller writes dates.
QString textOf(const Reversal &reversal, const QString &date);
/// "takes back 1a2b3c4d"; empty for a run that takes none back.
QString takesBackText(const JournalEntry &entry);

/// What takes an entry back: for each item that was written, the inverse of what it in fact changed. What it made is
/// deleted, and what else it did to that goes with it.
Plan inversePlan(const JournalEntry &entry);
/// The same plan, which deletes also where the log cannot tell of users whom searches do not show yet.
Plan withoutLog(Plan plan);

} // namespace Change
