#include "cli/lockprobing.h"

#include "cli/translation.h"

#include "analysis/lockchecks.h"
#include "api/managementclient.h"
#include "api/requests/lockfilerequests.h"
#include "json/value.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Stand = Analysis::LockSight::Stand;

Analysis::LockSight sightOf(const Analysis::Snapshot &snapshot, const QString &application,
                            const Domain::LockFile &file)
{
    const auto enabled
        = Analysis::enabledConnections(snapshot.connections.value_or(QList<Query::RecordPtr>()),
                                       snapshot.enabled ? snapshot.enabled->value(application) : QStringList());
    return Analysis::lockSight(enabled, file, Analysis::defaultDirectoryOf(snapshot.settings));
}

const char *wordOf(Stand stand)
{
    switch (stand) {
    case Stand::Beyond:
        return "beyond";
    case Stand::Missing:
        return "missing";
    case Stand::OnlyInFile:
        return "only_in_file";
    case Stand::Seen:
        break;
    }
    return "seen";
}

/// "not seen: beyond the 50 of the file: db-acme, db-globex"
QStringList differencesOf(const Analysis::LockSight &sight)
{
    QStringList lines;
    for (const Stand stand : {Stand::Beyond, Stand::Missing, Stand::OnlyInFile}) {
        QStringList names;
        for (const Analysis::LockSight::Row &row : sight.rows) {
            if (row.stand == stand) {
                names.append(row.name);
            }
        }
        if (!names.isEmpty()) {
            const qsizetype more = sight.count(stand) - names.size();
            const QString listed = names.join(", "_L1);
            lines.append(
                u"%1: %2"_s.arg(Analysis::textOf(stand),
                                more > 0 ? tr("%1, and %2 more").arg(listed, QLocale().toString(more)) : listed));
        }
    }
    return lines;
}

} // namespace

LockProbing::LockProbing(Api::ManagementClient &client, Analysis::Snapshot snapshot,
                         const QList<Domain::Finding> &findings, QObject *context, OnEnd onEnd)
    : QObject(context)
    , m_client(client)
    , m_snapshot(std::move(snapshot))
    , m_onEnd(std::move(onEnd))
{
    for (const Domain::Finding &finding : findings) {
        if (finding.check == Analysis::lockLimitCheck) {
            m_left.append(finding.subject);
        }
    }
}

void LockProbing::next()
{
    if (m_left.isEmpty()) {
        m_onEnd(m_sights);
        deleteLater();
        return;
    }
    const Domain::FindingSubject subject = m_left.takeFirst();
    m_client.send<Domain::LockFile>(Api::getLockFile(Domain::ApplicationId(subject.id)), this,
                                    [this, subject](const Api::Outcome<Domain::LockFile> &file) {
                                        Outcome<Analysis::LockSight> sight = file
                                            ? Outcome<Analysis::LockSight>(sightOf(m_snapshot, subject.id, *file))
                                            : tl::make_unexpected(failureOf(file.error()));
                                        m_sights.insert({subject.id, {subject.name, std::move(sight)}});
                                        next();
                                    });
}

QStringList linesOf(const LockSights &sights)
{
    QStringList lines;
    for (const auto &[id, application] : sights) {
        if (!application.sight) {
            const Failure &failure = application.sight.error();
            lines.append(
                tr("%1: what Lock sees could not be read. %2 %3").arg(application.name, failure.happened, failure.why));
            continue;
        }
        const Analysis::LockSight &sight = *application.sight;
        lines.append(application.name + u": "_s + Analysis::linesOf(sight).first());
        const QStringList differences = differencesOf(sight);
        for (const QString &difference : differences) {
            lines.append(application.name + u": "_s + difference);
        }
        if (sight.count(Stand::Beyond) + sight.count(Stand::Missing) > 0) {
            lines.append(application.name + u": "_s + Analysis::textOf(sight.fallback));
        }
    }
    return lines;
}

Json::Value valueOf(const LockSights &sights, const QString &application)
{
    const auto found = sights.find(application);
    if (found == sights.end() || !found->second.sight) {
        return nullptr;
    }
    const Analysis::LockSight &sight = *found->second.sight;
    Json::Value value{{"seen", Json::Value::array()},
                      {"beyond", Json::Value::array()},
                      {"missing", Json::Value::array()},
                      {"only_in_file", Json::Value::array()},
                      {"fallback", nullptr}};
    if (sight.fallback.what != Analysis::LockFallback::Case::Unknown) {
        value["fallback"] = sight.fallback.name.toStdString();
    }
    for (const Analysis::LockSight::Row &row : sight.rows) {
        value[wordOf(row.stand)].push_back(row.name.toStdString());
    }
    return value;
}

std::optional<Failure> failureOf(const LockSights &sights)
{
    for (const auto &[id, application] : sights) {
        if (!application.sight) {
            return application.sight.error();
        }
    }
    return std::nullopt;
}

} // namespace Cli
