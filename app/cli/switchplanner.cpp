#include "cli/switchplanner.h"

#include "cli/enabledcounts.h"
#include "cli/kindreading.h"

#include "api/listing.h"
#include "change/objectreading.h"
#include "json/leaves.h"

#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace Cli {

SwitchPlanner::SwitchPlanner(Api::ManagementClient &client, Target target, SwitchWish wish, OnPlan onPlan,
                             QObject *context)
    : QObject(context)
    , m_client(client)
    , m_target(std::move(target))
    , m_wish(std::move(wish))
    , m_onPlan(std::move(onPlan))
    , m_plan(Change::newPlan({}, Change::planTenant(m_target.profile)))
    , m_read(emptySnapshot(m_target.profile))
{
    m_read.enabled.emplace();
}

void SwitchPlanner::start()
{
    readNames(Query::Kind::Applications, &m_read.applications, &m_applications, m_wish.applications, [this] {
        m_names = namesOf(*m_read.applications);
        readNames(Query::Kind::Connections, &m_read.connections, &m_connections, m_wish.connections,
                  [this] { readConnection(0); });
    });
}

void SwitchPlanner::readNames(Query::Kind kind, Analysis::Snapshot::Records *records, QList<Chosen> *chosen,
                              const QStringList &words, std::function<void()> then)
{
    auto all = std::make_shared<QList<Query::RecordPtr>>();
    readKind(
        m_client, m_target.profile, kind, this, [all](const QList<Query::RecordPtr> &page) { *all += page; },
        [this, all, kind, records, chosen, words, then = std::move(then)](const Api::Outcome<Api::Extent> &outcome) {
            const Api::Outcome<Api::Extent> extent = Api::whole(outcome); // a name must be known to be the only one
            if (!extent) {
                return finish(tl::make_unexpected(failureOf(extent.error())));
            }
            const Outcome<QList<Chosen>> found = choose(kind, *all, words);
            if (!found) {
                return finish(tl::make_unexpected(found.error()));
            }
            *records = *all;
            *chosen = *found;
            then();
        });
}

Outcome<QList<SwitchPlanner::Chosen>> SwitchPlanner::choose(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                                            const QStringList &words) const
{
    QHash<QString, Query::RecordPtr> byId;
    QHash<QString, QList<Query::RecordPtr>> byName;
    for (const Query::RecordPtr &record : records) {
        byId.insert(record->id, record);
        byName[Query::textAt(*record, kind, u"name")].append(record);
    }
    QList<Chosen> chosen;
    QSet<QString> taken;
    for (const QString &word : words) {
        const QList<Query::RecordPtr> named = byName.value(word);
        const Query::RecordPtr record = byId.contains(word) ? byId.value(word) : named.value(0);
        if (!record || (!byId.contains(word) && named.size() > 1)) {
            const QString happened = record ? tr("%1 has several %2 named “%3”.")
                                            : tr("%1 has none among its %2 with the id or name “%3”.");
            return usage(happened.arg(m_target.profile.name, Query::wordFor(kind), word),
                         tr("Each is named by its id, or by its whole name where only one has it."),
                         tr("tenantry-cli list %1 shows ids and names. Nothing was sent.").arg(Query::wordFor(kind)));
        }
        if (!taken.contains(record->id)) {
            taken.insert(record->id);
            const bool isDatabase
                = kind == Query::Kind::Connections && Query::textAt(*record, kind, u"strategy") == "auth0"_L1;
            chosen.append({record->id, Query::textAt(*record, kind, u"name"), isDatabase});
        }
    }
    return chosen;
}

void SwitchPlanner::readConnection(qsizetype index)
{
    if (index == m_connections.size()) {
        return readCount(0);
    }
    const Chosen connection = m_connections.at(index);
    const Change::ObjectRef object{Change::ObjectKind::ConnectionClients, connection.id, connection.name};
    Change::readObject(m_client, object, this, [this, index, object](const Api::Outcome<QByteArray> &text) {
        if (!text) {
            return finish(tl::make_unexpected(failureOf(text.error())));
        }
        const Json::Value now = *Json::parse(*text);
        Json::Value wanted = now;
        for (const auto &application : now.items()) {
            (*m_read.enabled)[QString::fromStdString(application.key())].append(object.id);
        }
        for (const Chosen &application : std::as_const(m_applications)) {
            const std::string id = application.id.toStdString();
            if (now.contains(id) == m_wish.on) {
                continue;
            }
            if (m_wish.on) {
                wanted[id] = true;
            } else {
                wanted.erase(id);
            }
            m_gained[application.id] += m_connections.at(index).isDatabase ? (m_wish.on ? 1 : -1) : 0;
        }
        Change::PlanItem item{object, Json::leafChanges(now, wanted), *text, {}, {}};
        if (item.changes.isEmpty()) {
            m_plan.skipped.append({object, tr("It is so already.")});
        } else {
            noteNames(item, m_names);
            m_plan.items.append(std::move(item));
        }
        readConnection(index + 1);
    });
}

void SwitchPlanner::readCount(qsizetype index)
{
    if (index == m_applications.size()) {
        Planned planned{m_plan, std::nullopt, foretoldOf(m_read, m_plan, m_target, {amongOtherStrategies()})};
        if (planned.foretold) {
            planned.foretold->lock = m_lock;
        }
        return finish(planned);
    }
    const Chosen application = m_applications.at(index);
    if (m_gained.value(application.id) == 0) {
        return readCount(index + 1);
    }
    readDatabases(m_client, application.id, this,
                  [this, index, application](const Api::Outcome<QStringList> &databases) {
                      if (!databases) {
                          return finish(tl::make_unexpected(failureOf(databases.error())));
                      }
                      enable(m_read, application.id, *databases);
                      m_lock.append(lockNote(application.name, databases->size(), m_gained.value(application.id)));
                      readCount(index + 1);
                  });
}

void SwitchPlanner::finish(const Outcome<Planned> &planned)
{
    deleteLater();
    m_onPlan(planned);
}

} // namespace Cli
