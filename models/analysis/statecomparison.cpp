#include "analysis/statecomparison.h"

#include "json/slices.h"

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// What the export says that it left out, and the application that stands for all, which none of them has.
bool isLeftOut(ComparedKind kind, const QByteArray &body, const ComparisonTerms &terms)
{
    if (terms.withExport && kind == ComparedKind::Application && Json::memberSlice(body, "global") == "true") {
        return true;
    }
    const auto left = terms.leftOut.find(kind);
    return left != terms.leftOut.end() && !left->second.objects.isEmpty()
        && left->second.objects.contains(nameOf(kind, body));
}

/// Whether the export says that it left this member of an object out.
bool isLeftOut(const QSet<QString> &members, const FieldDifference &field)
{
    for (QString place = field.pointer.text(); !place.isEmpty(); place.truncate(place.lastIndexOf(u'/'))) {
        if (members.contains(place)) {
            return true;
        }
    }
    return false;
}

/// Among so many of one name the like is looked for: among all of them it would take the square of their number.
constexpr qsizetype lookedThrough = 50;

} // namespace

QLatin1StringView wordOf(ObjectChange change)
{
    switch (change) {
    case ObjectChange::Added:
        return "added"_L1;
    case ObjectChange::Removed:
        return "removed"_L1;
    case ObjectChange::Changed:
        break;
    }
    return "changed"_L1;
}

void sortDifferences(QList<ObjectDifference> &differences)
{
    std::ranges::sort(differences, [](const ObjectDifference &left, const ObjectDifference &right) {
        return std::tie(left.kind, left.name, left.id) < std::tie(right.kind, right.name, right.id);
    });
}

QString nameOf(ComparedKind kind, const QByteArray &body)
{
    const auto name = Json::memberSlice(body, kind == ComparedKind::Settings ? "friendly_name" : "name");
    return name && name->startsWith('"') ? Json::unquoted(*name) : QString();
}

Json::Pointer pairPointer(ComparedKind owner, const QString &member)
{
    return Json::Pointer({owner == ComparedKind::Application ? u"enabled_connections"_s : u"connections"_s, member});
}

std::optional<ObjectDifference> objectDifference(ComparedKind kind, const QString &id,
                                                 const std::optional<QByteArray> &before,
                                                 const std::optional<QByteArray> &after, const ComparisonTerms &terms)
{
    ObjectDifference difference{kind, id, nameOf(kind, after ? *after : *before), ObjectChange::Changed, {}};
    if (!before || !after) {
        difference.change = before ? ObjectChange::Removed : ObjectChange::Added;
        return difference;
    }
    difference.fields = fieldDifferences(kind, *before, *after, terms);
    if (const auto left = terms.leftOut.find(kind); left != terms.leftOut.end()) {
        if (const QSet<QString> members = left->second.members.value(difference.name); !members.isEmpty()) {
            difference.fields.removeIf([&members](const FieldDifference &field) { return isLeftOut(members, field); });
        }
    }
    return difference.fields.isEmpty() ? std::nullopt : std::optional(difference);
}

bool isPair(ComparedKind owner, const FieldDifference &field)
{
    return (owner == ComparedKind::Application || owner == ComparedKind::Organization)
        && field.pointer == pairPointer(owner, field.pointer.last());
}

DifferenceCounts countsOf(const QList<ObjectDifference> &objects)
{
    DifferenceCounts counts;
    for (const ObjectDifference &object : objects) {
        ++(object.change == ObjectChange::Added         ? counts.added
               : object.change == ObjectChange::Removed ? counts.gone
                                                        : counts.changed);
    }
    return counts;
}

StateComparison::StateComparison(const ComparisonTerms &terms)
    : m_terms(terms)
{ }

/// Within one Auth0 tenant objects are the same by their ids, else by their names; settings are there once.
QString StateComparison::keyOf(ComparedKind kind, const QString &id, const QByteArray &body, Names &side)
{
    const QString name = nameOf(kind, body);
    QString key = kind == ComparedKind::Settings ? QString() : m_terms.betweenTenants ? name : id;
    side.keys.insert(id, key);
    side.named.insert(key, {id, name});
    return key;
}

void StateComparison::addBefore(ComparedKind kind, const QString &id, const QByteArray &body)
{
    if (!isLeftOut(kind, body, m_terms)) {
        m_held[kind][keyOf(kind, id, body, m_before[kind])].append({id, body});
    }
}

void StateComparison::addAfter(ComparedKind kind, const QString &id, const QByteArray &body)
{
    if (isLeftOut(kind, body, m_terms)) {
        return;
    }
    const QString key = keyOf(kind, id, body, m_after[kind]);
    HeldByKey &held = m_held[kind];
    const auto same = held.find(key);
    if (same == held.end()) {
        put(kind, key, *objectDifference(kind, id, std::nullopt, body, m_terms));
        return;
    }
    // Of several with one name those that mean the same belong together, in whatever order they come.
    const auto end = same->begin() + std::min(same->size(), lookedThrough);
    std::optional<ObjectDifference> difference;
    const auto like = std::find_if(same->begin(), end, [&](const Held &object) {
        difference = objectDifference(kind, id, object.body, body, m_terms);
        return !difference;
    });
    if (like == end && m_terms.betweenTenants) {
        m_late[kind][key].append({id, body}); // its like may be that of a later one
        return;
    }
    if (difference) {
        put(kind, key, *difference);
    }
    same->erase(like == end ? same->begin() : like);
    if (same->isEmpty()) {
        held.erase(same);
    }
}

/// Of several with one name each difference is told.
void StateComparison::put(ComparedKind kind, const QString &key, const ObjectDifference &difference)
{
    const Place place{kind, key, {}};
    m_differences.insert_or_assign(m_differences.contains(place) ? Place{kind, key, difference.id} : place, difference);
}

void StateComparison::matchTheRest()
{
    for (const auto &[kind, late] : m_late) {
        HeldByKey &held = m_held[kind];
        for (auto entry = late.cbegin(); entry != late.cend(); ++entry) {
            QList<Held> rest = held.take(entry.key());
            for (const Held &object : *entry) {
                const std::optional<QByteArray> before
                    = rest.isEmpty() ? std::nullopt : std::optional(rest.takeFirst().body);
                if (const auto difference = objectDifference(kind, object.id, before, object.body, m_terms)) {
                    put(kind, entry.key(), *difference);
                }
            }
            if (!rest.isEmpty()) {
                held.insert(entry.key(), rest);
            }
        }
    }
    m_late.clear();
}

void StateComparison::addPairBefore(ComparedKind owner, const QString &id, const QString &connection)
{
    const Names &connections = m_before[ComparedKind::Connection];
    const auto member = connections.keys.constFind(connection);
    if (member != connections.keys.cend()) {
        m_gone[owner][m_before[owner].keys.value(id, id)].insert(*member);
    }
}

void StateComparison::addPairAfter(ComparedKind owner, const QString &id, const QString &connection)
{
    const Names &connections = m_after[ComparedKind::Connection];
    const auto member = connections.keys.constFind(connection);
    if (member == connections.keys.cend()) {
        return;
    }
    const QString key = m_after[owner].keys.value(id, id);
    Pairs &gone = m_gone[owner];
    const auto known = gone.find(key);
    if (known == gone.end() || !known->remove(*member)) {
        m_come[owner][key].insert(*member);
    }
}

void StateComparison::addPairs(ComparedKind owner, const Pairs &pairs, bool isAfter)
{
    for (auto entry = pairs.cbegin(); entry != pairs.cend(); ++entry) {
        const Names &after = m_after[owner];
        const auto known = after.named.constFind(entry.key());
        if (entry->isEmpty() || known == after.named.cend() || !m_before[owner].named.contains(entry.key())) {
            continue; // one that comes or goes is told as a whole
        }
        ObjectDifference &difference
            = m_differences
                  .try_emplace({owner, entry.key(), {}},
                               ObjectDifference{owner, known->id, known->name, ObjectChange::Changed, {}})
                  .first->second;
        QStringList members(entry->begin(), entry->end());
        members.sort();
        for (const QString &member : std::as_const(members)) {
            const Named old = m_before[ComparedKind::Connection].named.value(member);
            FieldDifference field{
                pairPointer(owner, member), {}, {}, m_after[ComparedKind::Connection].named.value(member, old).name};
            (isAfter ? field.after : field.before) = QByteArrayLiteral("true");
            difference.fields.append(field);
        }
    }
}

QList<ObjectDifference> StateComparison::take()
{
    matchTheRest();
    for (const auto &[kind, held] : m_held) {
        for (auto entry = held.cbegin(); entry != held.cend(); ++entry) {
            for (const Held &object : *entry) {
                m_differences.insert_or_assign({kind, entry.key(), object.id},
                                               *objectDifference(kind, object.id, object.body, std::nullopt, m_terms));
            }
        }
    }
    for (const ComparedKind owner : {ComparedKind::Application, ComparedKind::Organization}) {
        addPairs(owner, m_gone[owner], false);
        addPairs(owner, m_come[owner], true);
    }
    QList<ObjectDifference> differences;
    for (const auto &[place, difference] : std::exchange(m_differences, {})) {
        differences.append(difference);
    }
    sortDifferences(differences);
    return differences;
}

} // namespace Analysis
