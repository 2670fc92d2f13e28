#include "store/statewriter.h"

#include "json/slices.h"

#include <QCryptographicHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// An object as the file has it.
struct Known
{
    qint64 id = 0;
    QByteArray hash; ///< of its present body; empty: it is gone
};

} // namespace

QVariant classOf(Part part, const QByteArray &body)
{
    const auto strategy = part == Part::Connections ? Json::memberSlice(body, "strategy") : std::nullopt;
    return strategy && strategy->startsWith('"') ? QVariant(Json::unquoted(*strategy)) : QVariant();
}

QList<HashedObject> hashed(const QList<Object> &objects, const Json::SecretKeys &secrets)
{
    QList<HashedObject> result;
    result.reserve(objects.size());
    for (const Object &object : objects) {
        result.append(
            {&object, QCryptographicHash::hash(Json::masked(object.body, secrets), QCryptographicHash::Sha256)});
    }
    return result;
}

Contents::Contents(Database &database, const Json::SecretKeys &secrets)
    : m_secrets(secrets)
    , m_find(database, u"SELECT id FROM content WHERE hash = ?"_s)
    , m_add(database, u"INSERT INTO content (hash, body) VALUES (?, ?)"_s)
{ }

qint64 Contents::of(const HashedObject &object)
{
    m_find.run(object.hash);
    if (m_find.next()) {
        const qint64 id = m_find.number(0);
        m_find.finish();
        return id;
    }
    m_add.run(object.hash, qCompress(Json::masked(object.object->body, m_secrets)));
    return m_add.insertedId();
}

StateWriter::StateWriter(Database &database, const TenantState &state, const Json::SecretKeys &secrets, qint64 tenant,
                         qint64 place)
    : m_database(database)
    , m_state(state)
    , m_tenant(tenant)
    , m_place(place)
    , m_contents(database, secrets)
    , m_addObject(database, u"INSERT INTO object (tenant, part, name, class) VALUES (?, ?, ?, ?)"_s)
    , m_openVersion(database, u"INSERT INTO version (object, since, content) VALUES (?, ?, ?)"_s)
    , m_closeVersion(database, u"UPDATE version SET until = ? WHERE object = ? AND until IS NULL"_s)
    , m_openEdge(database, u"INSERT INTO edge (owner, member, since) VALUES (?, ?, ?)"_s)
    , m_closeEdge(database, u"UPDATE edge SET until = ? WHERE owner = ? AND member = ? AND until IS NULL"_s)
{ }

qint64 StateWriter::count(Part part) const
{
    const auto found = m_counts.find(part);
    return found == m_counts.end() ? 0 : found->second;
}

void StateWriter::write(Part part, const QList<HashedObject> &objects)
{
    QHash<QString, Known> known;
    Statement present(
        m_database,
        u"SELECT object.id, object.name, content.hash FROM object "
        "LEFT JOIN version ON version.object = object.id AND version.until IS NULL "
        "LEFT JOIN content ON content.id = version.content WHERE object.tenant = ? AND object.part = ?"_s);
    present.run(m_tenant, int(part));
    while (present.next()) {
        known.insert(present.text(1), {present.number(0), present.bytes(2)});
    }
    QHash<QString, qint64> &ids = m_ids[part];
    for (const HashedObject &object : objects) {
        const QString &name = object.object->id;
        if (m_database.hasFailed() || ids.contains(name)) {
            continue; // a list that moved while it was read may name an object twice
        }
        Known &before = known[name];
        if (before.id == 0) {
            m_addObject.run(m_tenant, int(part), name, classOf(part, object.object->body));
            before.id = m_addObject.insertedId();
        }
        ids.insert(name, before.id);
        if (before.hash == object.hash) {
            continue;
        }
        if (before.hash.isEmpty()) {
            ++m_added;
        } else {
            ++m_changed;
            m_closeVersion.run(m_place, before.id);
        }
        m_openVersion.run(before.id, m_place, m_contents.of(object));
    }
    for (auto object = known.cbegin(); object != known.cend(); ++object) {
        if (!object->hash.isEmpty() && !ids.contains(object.key())) {
            ++m_gone;
            m_closeVersion.run(m_place, object->id);
        }
    }
    m_counts[part] = ids.size();
}

void StateWriter::writePairs(Part relation)
{
    using Pair = std::pair<qint64, qint64>;
    QSet<Pair> known;
    Statement present(m_database,
                      u"SELECT edge.owner, edge.member FROM edge JOIN object ON object.id = edge.owner "
                      "WHERE object.tenant = ? AND object.part = ? AND edge.until IS NULL"_s);
    present.run(m_tenant, int(ownerPart(relation)));
    while (present.next()) {
        known.insert({present.number(0), present.number(1)});
    }
    const QHash<QString, qint64> &owners = m_ids[ownerPart(relation)];
    const QHash<QString, qint64> &members = m_ids[Part::Connections];
    const QHash<QString, QStringList> &pairs = m_state.relations.at(relation);
    QSet<Pair> now;
    for (auto owner = pairs.cbegin(); owner != pairs.cend(); ++owner) {
        const qint64 ownerId = owners.value(owner.key());
        for (const QString &member : *owner) {
            const Pair pair(ownerId, members.value(member));
            if (m_database.hasFailed() || pair.first == 0 || pair.second == 0 || now.contains(pair)) {
                continue;
            }
            now.insert(pair);
            if (!known.remove(pair)) {
                ++m_added;
                m_openEdge.run(pair.first, pair.second, m_place);
            }
        }
    }
    for (const Pair &pair : std::as_const(known)) {
        ++m_gone;
        m_closeEdge.run(m_place, pair.first, pair.second);
    }
    m_counts[relation] = now.size();
}

} // namespace Store
