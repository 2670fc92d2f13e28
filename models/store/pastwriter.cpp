#include "store/pastwriter.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

/// A row that holds from one place to another.
struct Span
{
    qint64 since = 0;
    std::optional<qint64> until; ///< nothing: it holds now
    qint64 content = 0;
};

std::optional<qint64> optionalAt(const Statement &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(rows.number(column));
}

QVariant bound(const std::optional<qint64> &place)
{
    return place ? QVariant(*place) : QVariant();
}

} // namespace

PastWriter::PastWriter(Database &database, const TenantState &state, const Json::SecretKeys &secrets, qint64 tenant,
                       qint64 place, qint64 next)
    : m_database(database)
    , m_state(state)
    , m_tenant(tenant)
    , m_place(place)
    , m_next(next)
    , m_contents(database, secrets)
{ }

qint64 PastWriter::count(Part part) const
{
    const auto found = m_counts.find(part);
    return found == m_counts.end() ? 0 : found->second;
}

qint64 PastWriter::objectId(Part part, const HashedObject &object)
{
    const QString &name = object.object->id;
    Statement find(m_database, u"SELECT id FROM object WHERE tenant = ? AND part = ? AND name = ?"_s);
    find.run(m_tenant, int(part), name);
    if (find.next()) {
        return find.number(0);
    }
    Statement add(m_database, u"INSERT INTO object (tenant, part, name, class) VALUES (?, ?, ?, ?)"_s);
    add.run(m_tenant, int(part), name, classOf(part, object.object->body));
    return add.insertedId();
}

void PastWriter::write(Part part, const QList<HashedObject> &objects)
{
    QHash<qint64, Span> spans;
    QHash<qint64, Span> followers; ///< that begin behind this place, and are there at the next one
    Statement rows(m_database,
                   u"SELECT object, since, until, content FROM version JOIN object ON object.id = version.object WHERE "
                   "tenant = ? AND part = ? AND since <= ? AND (until IS NULL OR until > ?)"_s);
    rows.run(m_tenant, int(part), m_next, m_place);
    while (rows.next()) {
        const Span span{rows.number(1), optionalAt(rows, 2), rows.number(3)};
        if (span.since <= m_place) {
            spans.insert(rows.number(0), span);
        } else if (!span.until || *span.until > m_next) {
            followers.insert(rows.number(0), span);
        }
    }
    Statement end(m_database, u"UPDATE version SET until = ? WHERE object = ? AND since = ?"_s);
    Statement begin(m_database, u"INSERT INTO version (object, since, until, content) VALUES (?, ?, ?, ?)"_s);
    Statement extend(m_database, u"UPDATE version SET since = ? WHERE object = ? AND since = ?"_s);
    const auto split = [&](qint64 object, const Span &span) {
        end.run(m_place, object, span.since);
        if (!span.until || *span.until > m_next) {
            begin.run(object, m_next, bound(span.until), span.content);
        }
    };
    QHash<QString, qint64> &ids = m_ids[part];
    for (const HashedObject &object : objects) {
        if (m_database.hasFailed() || ids.contains(object.object->id)) {
            continue;
        }
        const qint64 id = objectId(part, object);
        const qint64 content = m_contents.of(object);
        ids.insert(object.object->id, id);
        const auto span = spans.constFind(id);
        const bool isThere = span != spans.cend();
        if (!isThere || span->content != content) {
            if (isThere) {
                split(id, *span);
            }
            const auto follower = followers.constFind(id);
            const bool isFollowed = follower != followers.cend();
            if (isFollowed && follower->content == content) {
                extend.run(m_place, id, follower->since);
            } else {
                begin.run(id, m_place, isFollowed ? follower->since : m_next, content);
            }
        }
        spans.remove(id);
    }
    for (auto span = spans.cbegin(); span != spans.cend(); ++span) {
        split(span.key(), *span); // it was not there
    }
    m_counts[part] = ids.size();
}

void PastWriter::writePairs(Part relation)
{
    using Pair = std::pair<qint64, qint64>;
    QHash<Pair, Span> spans;
    QHash<Pair, Span> followers;
    Statement rows(m_database,
                   u"SELECT owner, member, since, until FROM edge JOIN object ON object.id = edge.owner WHERE tenant = "
                   "? AND part = ? AND since <= ? AND (until IS NULL OR until > ?)"_s);
    rows.run(m_tenant, int(ownerPart(relation)), m_next, m_place);
    while (rows.next()) {
        const Span span{rows.number(2), optionalAt(rows, 3)};
        if (span.since <= m_place) {
            spans.insert({rows.number(0), rows.number(1)}, span);
        } else if (!span.until || *span.until > m_next) {
            followers.insert({rows.number(0), rows.number(1)}, span);
        }
    }
    Statement end(m_database, u"UPDATE edge SET until = ? WHERE owner = ? AND member = ? AND since = ?"_s);
    Statement begin(m_database, u"INSERT INTO edge (owner, member, since, until) VALUES (?, ?, ?, ?)"_s);
    Statement extend(m_database, u"UPDATE edge SET since = ? WHERE owner = ? AND member = ? AND since = ?"_s);
    const QHash<QString, qint64> &owners = m_ids[ownerPart(relation)];
    const QHash<QString, qint64> &members = m_ids[Part::Connections];
    const QHash<QString, QStringList> &pairs = m_state.relations.at(relation);
    QSet<Pair> now;
    for (auto owner = pairs.cbegin(); owner != pairs.cend(); ++owner) {
        for (const QString &member : *owner) {
            const Pair pair(owners.value(owner.key()), members.value(member));
            if (m_database.hasFailed() || pair.first == 0 || pair.second == 0 || now.contains(pair)) {
                continue;
            }
            now.insert(pair);
            if (spans.remove(pair)) {
                continue;
            }
            const auto follower = followers.constFind(pair);
            if (follower != followers.cend()) {
                extend.run(m_place, pair.first, pair.second, follower->since);
            } else {
                begin.run(pair.first, pair.second, m_place, m_next);
            }
        }
    }
    for (auto span = spans.cbegin(); span != spans.cend(); ++span) {
        end.run(m_place, span.key().first, span.key().second, span->since);
        if (!span->until || *span->until > m_next) {
            begin.run(span.key().first, span.key().second, m_next, bound(span->until));
        }
    }
    m_counts[relation] = now.size();
}

} // namespace Store
