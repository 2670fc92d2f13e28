#include "cli/planreading.h"

#include "cli/enabledcounts.h"
#include "cli/kindreading.h"

#include "api/listing.h"
#include "api/requestlog.h"
#include "change/objectreading.h"
#include "change/preparing.h"
#include "session/snapshotparts.h"
#include "session/tenantplan.h"
#include "json/value.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Change::ObjectKind;

/// Up to so many objects of a kind are read one by one; of more the list is read, which holds a hundred a page.
constexpr qsizetype readSingly = 4;
/// Requests of one kind, one by one, that nobody asked for: more are left alone, and that is said.
constexpr qsizetype mostUnasked = 50;

} // namespace

PlanReading::PlanReading(Api::ManagementClient &client, Target target, Planned planned, QObject *context, OnRead onRead)
    : QObject(context)
    , m_client(client)
    , m_target(std::move(target))
    , m_planned(std::move(planned))
    , m_onRead(std::move(onRead))
    , m_read(emptySnapshot(m_target.profile))
{
    connect(&client.log(), &Api::RequestLog::began, this, [this](const Api::RequestRecord &request) {
        m_requests += request.path.startsWith("/api/v2/"_L1) ? 1 : 0; // not those for a token
    });
}

void PlanReading::start()
{
    for (qsizetype i = 0; i < m_planned.plan.items.size(); ++i) {
        m_places[m_planned.plan.items.at(i).object].append(i);
    }
    planReads();
    if (m_reads.size() > mostUnasked) {
        return finish(notForetold(tr("it would take %L1 requests").arg(m_reads.size())));
    }
    next();
}

void PlanReading::planReads()
{
    QHash<ObjectKind, QList<Change::ObjectRef>> objects;
    QSet<Change::ObjectRef> known; // what is read twice would be found twice
    const auto add = [&objects, &known](const Change::ObjectRef &object) {
        if (!known.contains(object)) {
            known.insert(object);
            objects[object.kind].append(object);
        }
    };
    for (const Change::PlanItem &item : std::as_const(m_planned.plan.items)) {
        add(item.object);
        if (item.object.kind == ObjectKind::OrganizationConnections) {
            add({ObjectKind::Organization, item.object.id, item.object.name});
        }
        for (const Json::LeafChange &change : item.changes) {
            if (item.object.kind == ObjectKind::ConnectionClients && !change.pointer.isWhole()
                && !m_applications.contains(change.pointer.first())) {
                m_applications.append(change.pointer.first());
            }
        }
    }
    const bool isOfSwitches = objects.contains(ObjectKind::ConnectionClients);
    for (const ObjectKind kind :
         {ObjectKind::Application, ObjectKind::Connection, ObjectKind::Organization, ObjectKind::User,
          ObjectKind::ConnectionClients, ObjectKind::OrganizationConnections, ObjectKind::UserOrganizations}) {
        const QList<Change::ObjectRef> own = objects.value(kind);
        const auto table = Session::tableOf(kind);
        // What switches do to a finding depends on which of the connections are databases, and names applications.
        const bool isNeededWhole = isOfSwitches && (kind == ObjectKind::Application || kind == ObjectKind::Connection);
        if (isNeededWhole || (table && kind != ObjectKind::User && own.size() > readSingly)) {
            m_reads.append([this, kind = *table] { readList(kind); });
            continue;
        }
        for (const Change::ObjectRef &object : own) {
            m_reads.append([this, object] { readOne(object); });
        }
    }
    for (const QString &application : std::as_const(m_applications)) {
        m_reads.append([this, application] { readDatabasesOf(application); });
    }
}

void PlanReading::next()
{
    if (!m_reads.isEmpty()) {
        m_reads.takeFirst()();
        return;
    }
    addManualSteps();
    const QHash<QString, QString> names
        = m_read.applications ? namesOf(*m_read.applications) : QHash<QString, QString>();
    for (Change::PlanItem &item : m_planned.plan.items) {
        if (item.object.kind == ObjectKind::ConnectionClients) {
            noteNames(item, names);
        }
    }
    const Change::Plan &plan = m_planned.plan;
    std::optional<Foretold> foretold = foretoldOf(Session::withSeenRelations(m_read, plan.items), plan, m_target,
                                                  {amongUsers(), amongOtherStrategies()});
    if (foretold) {
        foretold->lock = lockCounts();
    }
    finish(foretold);
}

void PlanReading::readOne(const Change::ObjectRef &object)
{
    Change::readObject(m_client, object, this, [this, object](const Api::Outcome<QByteArray> &text) {
        if (text) {
            take(object, *text);
        } else if (text.error().kind != Api::ApiError::Kind::NotFound) { // gone: there is nothing to find at it
            return fail(text.error());
        }
        next();
    });
}

void PlanReading::readList(Query::Kind kind)
{
    const ObjectKind object = *Session::objectKindOf(kind);
    Session::recordsOf(m_read, object)->emplace();
    readKind(
        m_client, m_target.profile, kind, this,
        [this, object](const QList<Query::RecordPtr> &page) {
            for (const Query::RecordPtr &record : page) {
                addNow(object, record);
            }
        },
        [this](const Api::Outcome<Api::Extent> &extent) {
            // What Auth0 did not give would be taken for gone, and counted nowhere.
            const Api::Outcome<Api::Extent> outcome = Api::whole(extent);
            outcome ? next() : fail(outcome.error());
        });
}

void PlanReading::readDatabasesOf(const QString &application)
{
    readDatabases(m_client, application, this, [this, application](const Api::Outcome<QStringList> &databases) {
        if (databases) {
            enable(m_read, application, *databases);
        } else if (databases.error().kind != Api::ApiError::Kind::NotFound) {
            return fail(databases.error());
        }
        next();
    });
}

void PlanReading::take(const Change::ObjectRef &object, const QByteArray &text)
{
    if (const auto record = Session::recordOf(object.kind, m_target.profile, text)) {
        Analysis::Snapshot::Records &records = *Session::recordsOf(m_read, object.kind);
        if (!records) {
            records.emplace();
        }
        addNow(object.kind, std::make_shared<Query::Record>(*record));
        return;
    }
    setSeen(object, text);
    const auto relation = Json::parse(text);
    if (object.kind == ObjectKind::ConnectionClients && relation) {
        for (const auto &[application, isOn] : relation->items()) {
            enable(m_read, QString::fromStdString(application), {object.id});
        }
    }
}

void PlanReading::addNow(ObjectKind kind, const Query::RecordPtr &record)
{
    (*Session::recordsOf(m_read, kind))->append(record);
    setSeen({kind, record->id, {}}, record->original);
}

void PlanReading::setSeen(const Change::ObjectRef &object, const QByteArray &text)
{
    for (const qsizetype place : m_places.value(object)) {
        m_planned.plan.items[place].seen = text;
    }
}

/// As they are now: a saved plan has those of the time when it was made, and what takes a plan back has none.
QStringList PlanReading::lockCounts() const
{
    QStringList counts;
    if (m_applications.isEmpty()) {
        return counts;
    }
    QHash<QString, qsizetype> gained;
    QSet<QString> databases;
    for (const Query::RecordPtr &record : *m_read.connections) {
        if (Query::textAt(*record, Query::Kind::Connections, u"strategy") == "auth0"_L1) {
            databases.insert(record->id);
        }
    }
    for (const Change::PlanItem &item : m_planned.plan.items) {
        if (item.object.kind != ObjectKind::ConnectionClients || !databases.contains(item.object.id)) {
            continue;
        }
        for (const Json::LeafChange &change : item.changes) {
            const QString application = change.pointer.first();
            const bool isOn = m_read.enabled && m_read.enabled->value(application).contains(item.object.id);
            gained[application] += int(change.after.has_value()) - int(isOn);
        }
    }
    for (const Query::RecordPtr &application : *m_read.applications) {
        if (gained.value(application->id) != 0) {
            const QStringList enabled = m_read.enabled->value(application->id);
            const qsizetype count = std::count_if(enabled.cbegin(), enabled.cend(),
                                                  [&databases](const QString &id) { return databases.contains(id); });
            counts.append(lockNote(Query::textAt(*application, Query::Kind::Applications, u"name"), count,
                                   gained.value(application->id)));
        }
    }
    return counts;
}

/// What the plan needs and is not there any more: nothing here creates a connection or an application.
void PlanReading::addManualSteps()
{
    Change::Plan &plan = m_planned.plan;
    const auto addOnce = [](QStringList &notes, const QString &note) {
        if (!notes.contains(note)) { // a plan that was saved from a plan has it already
            notes.append(note);
        }
    };
    for (Change::PlanItem &item : plan.items) {
        if (item.seen.isEmpty() && !item.creation) {
            addOnce(item.notes,
                    tr("Manual step: it is not there any more, and Tenantry creates nothing. Make it in Auth0, "
                       "then make this plan anew, since it has another id."));
        }
    }
    QSet<QString> there;
    for (const Query::RecordPtr &application : m_read.applications.value_or(QList<Query::RecordPtr>())) {
        there.insert(application->id);
    }
    for (const QString &application : std::as_const(m_applications)) {
        if (!there.contains(application)) {
            addOnce(plan.notes,
                    tr("Manual step: the application %1 is not there any more, and Tenantry creates nothing.")
                        .arg(application));
        }
    }
}

void PlanReading::fail(const Api::ApiError &error)
{
    const QString why = error.why();
    finish(notForetold(why.isEmpty() ? error.happened() : error.happened() + u' ' + why));
}

/// An object that moved on so that the plan no longer fits is shown with the requests that were saved, and with that.
void PlanReading::finish(const std::optional<Foretold> &foretold)
{
    for (Change::PlanItem &item : m_planned.plan.items) {
        const auto prepared
            = item.seen.isEmpty() ? Change::Outcome<Change::Prepared>() : Change::prepare(item, item.seen);
        if (!item.seen.isEmpty() && !prepared) {
            const QString note = tr("As it is now it would be refused. %1").arg(prepared.error().reason);
            if (!item.notes.contains(note)) {
                item.notes.append(note);
            }
            item.seen.clear();
        }
    }
    m_planned.foretold = foretold;
    if (m_planned.foretold) {
        m_planned.foretold->requests = m_requests;
    }
    deleteLater();
    m_onRead(m_planned);
}

} // namespace Cli
