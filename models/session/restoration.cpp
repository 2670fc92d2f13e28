#include "session/restoration.h"

#include "change/preparing.h"
#include "domain/connection.h"
#include "session/restoredfields.h"
#include "session/translation.h"
#include "json/leaves.h"
#include "json/organization_json.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::ComparedKind;
using Analysis::FieldDifference;
using Analysis::ObjectChange;
using Analysis::ObjectDifference;
using Change::ObjectKind;
using Store::Part;

std::pair<ObjectKind, Part> placeOf(ComparedKind kind)
{
    if (kind == ComparedKind::Application) {
        return {ObjectKind::Application, Part::Applications};
    }
    if (kind == ComparedKind::Organization) {
        return {ObjectKind::Organization, Part::Organizations};
    }
    return {ObjectKind::Connection, Part::Connections};
}

Json::Value objectIn(const QByteArray &text)
{
    Json::Value value = Json::parse(text).value_or(Json::Value::object());
    return value.is_object() ? value : Json::Value::object();
}

/// One restoration in the making.
class Work
{
public:
    Work(const ComparedState &before, const ComparedState &now, const RelationsRead &relations,
         const Json::SecretKeys &secrets)
        : m_before(before)
        , m_now(now)
        , m_relations(relations)
        , m_secrets(secrets)
    {
        for (const Part part : {Part::Applications, Part::Connections, Part::Organizations}) {
            QHash<QString, QByteArray> &bodies = m_bodies[part];
            const auto objects = now.held.objects.find(part);
            for (const Store::Object &object :
                 objects == now.held.objects.end() ? QList<Store::Object>() : objects->second) {
                bodies.insert(object.id, object.body);
            }
        }
    }

    Store::Outcome<void> add(const ObjectDifference &difference)
    {
        if (difference.kind == ComparedKind::Settings) {
            m_result.notes.append(*cannotRestore(difference));
            return {};
        }
        const auto [kind, part] = placeOf(difference.kind);
        const Change::ObjectRef object{kind, difference.id, difference.name};
        const auto impossible = cannotRestore(difference);
        if (const auto reason = impossible ? impossible : notHeld(difference)) {
            m_result.stays.append({object, *reason});
            return {};
        }
        QList<FieldDifference> fields;
        QList<FieldDifference> connections;
        for (const FieldDifference &field : difference.fields) {
            (Analysis::isPair(difference.kind, field) ? connections : fields).append(field);
        }
        if (!fields.isEmpty()) {
            const auto old = bodyBefore(part, difference.id);
            if (!old) {
                return tl::make_unexpected(old.error());
            }
            const QByteArray seen = bodyNow(part, difference.id);
            const RestoredFields restored = restoredFields(difference.kind, object, fields, *old, seen, m_secrets);
            for (const RestoredFields::Left &left : restored.stays) {
                m_result.stays.append({object, tr("%1: %2").arg(left.field.text(), left.reason)});
            }
            if (restored.changes.isEmpty() && restored.stays.isEmpty()) {
                m_result.stays.append({object, tr("It is so again already.")});
            }
            put({object, restored.changes, seen});
        }
        for (const FieldDifference &field : std::as_const(connections)) {
            const bool isWanted = field.before.has_value();
            const QString connection = field.pointer.last();
            if (isWanted && !m_bodies[Part::Connections].contains(connection)) {
                m_result.stays.append({object,
                                       tr("Its connection %1 is gone, and is not made again.")
                                           .arg(field.member.isEmpty() ? connection : field.member)});
            } else if (kind == ObjectKind::Application) {
                m_clients[connection].insert(difference.id, isWanted);
            } else {
                m_connections[difference.id].insert(connection, isWanted);
            }
        }
        if (m_connections.contains(difference.id)) {
            addConnections({ObjectKind::OrganizationConnections, difference.id, difference.name});
        }
        return {};
    }

    Restoration take()
    {
        addClients();
        return std::move(m_result);
    }

private:
    /// A list that is being read again is not whole: what would be worked out with it would be wrong.
    std::optional<QString> notHeld(const ObjectDifference &difference) const
    {
        const auto lacks
            = [this](Part part) { return !m_now.held.objects.contains(part) && !m_now.held.relations.contains(part); };
        QList<Part> parts{placeOf(difference.kind).second};
        if (std::ranges::any_of(difference.fields, [&difference](const FieldDifference &field) {
                return Analysis::isPair(difference.kind, field);
            })) {
            parts.append(Part::Connections);
            if (difference.kind == ComparedKind::Application) {
                parts.append(Part::Enabled);
            }
        }
        if (std::ranges::none_of(parts, lacks)) {
            return std::nullopt;
        }
        return tr("What it is compared with is being read just now, or was not read whole. Try again once it is read.");
    }

    QByteArray bodyNow(Part part, const QString &id) const { return m_bodies.at(part).value(id); }

    Store::Outcome<QByteArray> bodyBefore(Part part, const QString &id) const
    {
        if (m_before.store) {
            return m_before.store->object(m_before.snapshot.id, part, id);
        }
        for (const Store::Object &object : m_before.held.objects.at(part)) {
            if (object.id == id) {
                return object.body;
            }
        }
        return QByteArray();
    }

    void put(const Change::PlanItem &item)
    {
        if (item.changes.isEmpty()) {
            return;
        }
        if (const auto prepared = Change::prepare(item, item.seen); !prepared) {
            m_result.stays.append({item.object, prepared.error().reason});
        } else {
            m_result.items.append(item);
        }
    }

    /// Which applications connections are enabled for: an edit for each connection.
    void addClients()
    {
        QHash<QString, QStringList> enabled; // by connection
        if (const auto pairs = m_now.held.relations.find(Part::Enabled); pairs != m_now.held.relations.end()) {
            for (auto owner = pairs->second.cbegin(); owner != pairs->second.cend(); ++owner) {
                for (const QString &connection : *owner) {
                    if (m_clients.contains(connection)) {
                        enabled[connection].append(owner.key());
                    }
                }
            }
        }
        for (auto connection = m_clients.cbegin(); connection != m_clients.cend(); ++connection) {
            QStringList clients = enabled.value(connection.key());
            clients.sort();
            Json::Value seen = Json::Value::object();
            for (const QString &client : std::as_const(clients)) {
                seen[client.toStdString()] = true;
            }
            Json::Value wanted = seen;
            const QByteArray body = bodyNow(Part::Connections, connection.key());
            const Change::ObjectRef object{ObjectKind::ConnectionClients, connection.key(),
                                           Analysis::nameOf(ComparedKind::Connection, body)};
            for (auto client = connection->cbegin(); client != connection->cend(); ++client) {
                if (*client == clients.contains(client.key())) {
                    const QString name
                        = Analysis::nameOf(ComparedKind::Application, bodyNow(Part::Applications, client.key()));
                    m_result.stays.append(
                        {object,
                         (*client ? tr("%1 has it again already.") : tr("%1 is without it again already."))
                             .arg(name.isEmpty() ? client.key() : name)});
                } else if (*client) {
                    wanted[client.key().toStdString()] = true;
                } else {
                    wanted.erase(client.key().toStdString());
                }
            }
            put({object, Json::leafChanges(seen, wanted), Json::write(seen)});
        }
    }

    void addConnections(const Change::ObjectRef &object)
    {
        if (const QString problem = m_relations.problems.value(object.id); !problem.isEmpty()) {
            m_result.stays.append({object, problem});
            return;
        }
        const QByteArray seen = m_relations.known.value(object.id, QByteArrayLiteral("{}"));
        const Json::Value now = objectIn(seen);
        Json::Value wanted = now;
        QStringList notes;
        const QMap<QString, bool> wishes = m_connections.value(object.id);
        for (auto wish = wishes.cbegin(); wish != wishes.cend(); ++wish) {
            const std::string id = wish.key().toStdString();
            const QByteArray body = bodyNow(Part::Connections, wish.key());
            if (*wish == now.contains(id)) {
                const QString name = Analysis::nameOf(ComparedKind::Connection, body);
                m_result.stays.append({object,
                                       (*wish ? tr("It has %1 again already.") : tr("It is without %1 again already."))
                                           .arg(name.isEmpty() ? wish.key() : name)});
            } else if (!*wish) {
                wanted.erase(id);
            } else {
                wanted[id] = newEntry(wish.key(), objectIn(body));
                notes.append(tr("%1 comes back with the switches that Auth0 gives to a new one: snapshots do not keep "
                                "them.")
                                 .arg(Analysis::nameOf(ComparedKind::Connection, body)));
            }
        }
        put({object, Json::leafChanges(now, wanted), seen, notes});
    }

    /// As Auth0 makes it, with the switches that it knows for the kind.
    static Json::Value newEntry(const QString &id, const Json::Value &connection)
    {
        const Domain::ConnectionKind kind = Domain::kindOfStrategy(Json::stringAt(connection, "strategy"));
        Domain::OrganizationConnection entry{Domain::ConnectionId(id), false, std::nullopt, std::nullopt};
        if (kind == Domain::ConnectionKind::Enterprise) {
            entry.showAsButton = true;
        } else if (kind == Domain::ConnectionKind::Database) {
            entry.isSignupEnabled = false;
        }
        Json::Value written = Json::Value::object();
        Json::writeSwitches(written, entry);
        return written;
    }

    const ComparedState &m_before;
    const ComparedState &m_now;
    const RelationsRead &m_relations;
    const Json::SecretKeys &m_secrets;
    std::map<Part, QHash<QString, QByteArray>> m_bodies; ///< now, by id
    QMap<QString, QMap<QString, bool>> m_clients; ///< by connection and application: whether it was enabled
    QMap<QString, QMap<QString, bool>> m_connections; ///< by organization and connection: the same
    Restoration m_result;
};

} // namespace

std::optional<QString> cannotRestore(const ObjectDifference &difference)
{
    if (difference.kind == ComparedKind::Settings) {
        return tr("The settings of the Auth0 tenant stay as they are: Tenantry does not change them.");
    }
    switch (difference.change) {
    case ObjectChange::Removed:
        return tr("It is gone and is not made again: Auth0 would give the new one another id.");
    case ObjectChange::Added:
        return tr("It came since then, and nothing is deleted.");
    case ObjectChange::Changed:
        break;
    }
    return std::nullopt;
}

QStringList organizationsToRead(const QList<ObjectDifference> &differences)
{
    QStringList ids;
    for (const ObjectDifference &difference : differences) {
        const auto pair
            = [&difference](const FieldDifference &field) { return Analysis::isPair(difference.kind, field); };
        if (difference.kind == ComparedKind::Organization && difference.change == ObjectChange::Changed
            && std::any_of(difference.fields.begin(), difference.fields.end(), pair)) {
            ids.append(difference.id);
        }
    }
    return ids;
}

Store::Outcome<Restoration> restorationOf(const QList<ObjectDifference> &differences, const ComparedState &before,
                                          const ComparedState &now, const RelationsRead &relations,
                                          const Json::SecretKeys &secrets)
{
    Work work(before, now, relations, secrets);
    for (const ObjectDifference &difference : differences) {
        if (const auto added = work.add(difference); !added) {
            return tl::make_unexpected(added.error());
        }
    }
    return work.take();
}

} // namespace Session
