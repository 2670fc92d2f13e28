#include "change/journal.h"
#include "change/translation.h"

#include "change/planfile.h"

#include <QDir>
#include <QFileInfo>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace Change {

namespace {

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString();
}

Json::Value jsonOf(const QList<Json::LeafChange> &changes)
{
    Json::Value list = Json::Value::array();
    for (const Json::LeafChange &change : changes) {
        list.push_back(toJson(change));
    }
    return list;
}

bool reachesDisk(QFile &file)
{
#ifdef Q_OS_WIN
    return file.flush() && _commit(file.handle()) == 0;
#else
    return file.flush() && ::fsync(file.handle()) == 0;
#endif
}

QString unwritable(const QString &path, const QString &reason)
{
    return tr("The journal could not be written to %1: %2. Nothing is changed without it: make the folder writable for "
              "your account or free some space, then try again.")
        .arg(QDir::toNativeSeparators(path), reason);
}

} // namespace

JournalFile::JournalFile(QString path, const Json::SecretKeys &secrets)
    : m_path(std::move(path))
    , m_secrets(secrets)
    , m_file(m_path)
    , m_lock(m_path + ".lock"_L1)
{
    m_lock.setStaleLockTime(0); // a dead process' lock is stale, a slow one's is not
}

tl::expected<void, QString> JournalFile::open()
{
    if (!m_lock.tryLock(0)) {
        return tl::make_unexpected(tr("The change is still being worked on by another Tenantry. Wait until that one "
                                      "is through, or end it, then try again."));
    }
    if (!m_file.open(QIODevice::ReadWrite)) {
        return tl::make_unexpected(unwritable(m_path, m_file.errorString()));
    }
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    // A line that was cut off must not run into the next one.
    const QByteArray text = m_file.readAll();
    const bool isCut = !text.isEmpty() && !text.endsWith('\n');
    if (isCut && !m_file.resize(text.lastIndexOf('\n') + 1)) {
        return tl::make_unexpected(unwritable(m_path, m_file.errorString()));
    }
    m_file.seek(m_file.size());
    return {};
}

tl::expected<std::unique_ptr<JournalFile>, QString>
JournalFile::begin(const QString &folder, const Plan &plan, const QString &who, const Json::SecretKeys &secrets)
{
    if (!QDir().mkpath(folder)) {
        return tl::make_unexpected(unwritable(folder, tr("the folder cannot be made")));
    }
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMddTHHmmsszzz"_s);
    const QString path = QDir(folder).filePath(stamp + u'-' + plan.id + ".jsonl"_L1);
    std::unique_ptr<JournalFile> file(new JournalFile(path, secrets));
    if (const auto opened = file->open(); !opened) {
        return tl::make_unexpected(opened.error());
    }
    const Json::Value line{
        {"event", "begin"}, {"at", now()}, {"who", who.toStdString()}, {"plan", toJson(plan, secrets)}};
    if (const auto written = file->append(Json::write(line)); !written) {
        return tl::make_unexpected(written.error());
    }
    return file;
}

tl::expected<std::unique_ptr<JournalFile>, QString> JournalFile::resume(const QString &path,
                                                                        const Json::SecretKeys &secrets)
{
    std::unique_ptr<JournalFile> file(new JournalFile(path, secrets));
    if (const auto opened = file->open(); !opened) {
        return tl::make_unexpected(opened.error());
    }
    return file;
}

JournalFile::Written JournalFile::append(const QByteArray &line)
{
    if (m_file.write(line + '\n') != line.size() + 1 || !reachesDisk(m_file)) {
        return tl::make_unexpected(unwritable(m_path, m_file.errorString()));
    }
    return {};
}

QList<Json::LeafChange> JournalFile::safe(const QList<Json::LeafChange> &changes) const
{
    Plan plan;
    plan.items = {{{}, changes, {}}};
    return masked(plan, m_secrets).items.first().changes;
}

JournalFile::Written JournalFile::sending(qsizetype item, qsizetype request, const QList<Json::LeafChange> &made)
{
    return append(Json::write(
        {{"event", "sending"}, {"at", now()}, {"item", item}, {"request", request}, {"made", jsonOf(safe(made))}}));
}

JournalFile::Written JournalFile::answered(qsizetype item, qsizetype request, int status, const QString &problem,
                                           const QString &id)
{
    Json::Value line{{"event", "answered"}, {"at", now()}, {"item", item}, {"request", request}, {"status", status}};
    if (!problem.isEmpty()) {
        line["problem"] = problem.toStdString();
    }
    if (!id.isEmpty()) {
        line["id"] = id.toStdString();
    }
    return append(Json::write(line));
}

JournalFile::Written JournalFile::concluded(qsizetype item, const ItemResult &result)
{
    Json::Value line{
        {"event", "concluded"}, {"at", now()}, {"item", item}, {"outcome", wordOf(result.outcome).toStdString()}};
    if (!result.reason.isEmpty()) {
        line["reason"] = result.reason.toStdString();
    }
    if (!result.id.isEmpty()) {
        line["id"] = result.id.toStdString();
    }
    if (!result.made.isEmpty()) {
        line["made"] = jsonOf(safe(result.made));
    }
    if (!result.differences.isEmpty()) {
        line["differences"] = jsonOf(safe(result.differences));
    }
    if (!result.conflicts.isEmpty()) {
        QList<Json::LeafChange> wanted;
        for (const Json::LeafConflict &conflict : result.conflicts) {
            wanted.append(conflict.change);
            wanted.append({conflict.change.pointer, std::nullopt, conflict.now, std::nullopt});
        }
        line["conflicts"] = jsonOf(safe(wanted)); // in pairs: what was wanted, and what is there
    }
    return append(Json::write(line));
}

JournalFile::Written JournalFile::end()
{
    return append(Json::write({{"event", "end"}, {"at", now()}}));
}

} // namespace Change
