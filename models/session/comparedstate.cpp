#include "session/comparedstate.h"

#include "session/storedstate.h"
#include "session/translation.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::ComparedKind;
using Analysis::ObjectDifference;
using Store::Part;

constexpr std::pair<Part, ComparedKind> kinds[] = {
    {Part::Settings, ComparedKind::Settings},
    {Part::Applications, ComparedKind::Application},
    {Part::Connections, ComparedKind::Connection},
    {Part::Organizations, ComparedKind::Organization},
};
constexpr std::pair<Part, ComparedKind> relations[] = {
    {Part::Enabled, ComparedKind::Application},
    {Part::OrganizationConnections, ComparedKind::Organization},
};

/// As a sentence begins.
QString titleOf(Part part)
{
    switch (part) {
    case Part::Settings:
        return tr("The tenant's settings");
    case Part::Applications:
        return tr("Applications");
    case Part::Connections:
        return tr("Connections");
    case Part::Organizations:
        return tr("Organizations");
    case Part::Enabled:
        return tr("The connections that are enabled for applications");
    case Part::OrganizationConnections:
        break;
    }
    return tr("The connections of organizations");
}

/// Parts that only one side has, and why; those with one reason together.
QStringList notComparedTexts(const QList<Part> &parts, const ComparedState &before, const ComparedState &after)
{
    QList<std::pair<const ComparedState *, QString>> reasons; ///< who lacks it, and why
    QList<QStringList> titles; ///< of each
    for (const Part part : parts) {
        const ComparedState &lacking = before.part(part).isRead ? after : before;
        const std::pair<const ComparedState *, QString> reason(&lacking, lacking.part(part).note);
        if (!reasons.contains(reason)) {
            reasons.append(reason);
            titles.append(QStringList());
        }
        titles[reasons.indexOf(reason)].append(titleOf(part));
    }
    QStringList texts;
    for (qsizetype i = 0; i < reasons.size(); ++i) {
        const auto &[lacking, note] = reasons.at(i);
        const QStringList &which = titles.at(i);
        const QString text = which.size() == 1
            ? tr("%1 were not compared: %2 does not have them.").arg(which.first(), lacking->title)
            : tr("Not compared, since %1 does not have them: %2.").arg(lacking->title, which.join(u"; "_s));
        texts.append(note.isEmpty() ? text : u"%1 (%2)"_s.arg(text, note));
    }
    return texts;
}

/// For one kind; more names are no help.
constexpr qsizetype namedAtMost = 3;

QString someOf(QStringList names)
{
    names.sort();
    const qsizetype more = names.size() - namedAtMost;
    QStringList shown;
    for (const QString &name : names.first(std::min(names.size(), namedAtMost))) {
        shown.append(u"“%1”"_s.arg(name));
    }
    return more > 0 ? tr("%1 and %L2 more").arg(shown.join(u", "_s)).arg(more) : shown.join(u", "_s);
}

/// What an export left out of a kind that both sides have.
QStringList leftOutTexts(Part part, ComparedKind kind, const ComparedState &side)
{
    QStringList texts;
    const auto found = side.leftOut.find(kind);
    if (found == side.leftOut.end()) {
        return texts;
    }
    const Analysis::LeftOut &left = found->second;
    if (!left.objects.isEmpty()) {
        texts.append(tr("%1 that %2 left out were not compared: %3.")
                         .arg(titleOf(part), side.title, someOf(left.objects.values())));
    }
    QMap<QString, QStringList> owners;
    for (auto entry = left.members.cbegin(); entry != left.members.cend(); ++entry) {
        for (const QString &member : *entry) {
            owners[member].append(entry.key());
        }
    }
    for (auto entry = owners.cbegin(); entry != owners.cend(); ++entry) {
        texts.append(
            tr("%1: %2 of these was not compared, since %3 left it out: %4.")
                .arg(titleOf(part), entry.key().sliced(1).replace(u'/', u'.'), side.title, someOf(entry.value())));
    }
    return texts;
}

bool has(const ComparedState &state, Part relation)
{
    return state.part(Store::ownerPart(relation)).isRead && state.part(Part::Connections).isRead;
}

/// Two snapshots of one Auth0 tenant in one store.
class StoredComparison
{
public:
    StoredComparison(const ComparedState &before, const ComparedState &after, const Analysis::ComparisonTerms &terms)
        : m_store(*after.store)
        , m_before(before.snapshot.id)
        , m_after(after.snapshot.id)
        , m_terms(terms)
    { }

    Store::Outcome<void> addObjects(Part part, ComparedKind kind)
    {
        return m_store.eachDifference(m_before, m_after, part,
                                      [this, kind](const QString &id, const std::optional<QByteArray> &before,
                                                   const std::optional<QByteArray> &after) {
                                          if (auto found
                                              = Analysis::objectDifference(kind, id, before, after, m_terms)) {
                                              m_found.insert({int(kind), id}, *std::move(found));
                                          }
                                          return true;
                                      });
    }

    Store::Outcome<void> addPairs(Part relation, ComparedKind kind)
    {
        struct Pair
        {
            QString owner;
            QString member;
            bool isAfter;
        };
        QList<Pair> pairs;
        auto told = m_store.eachPairDifference(m_before, m_after, relation,
                                               [&pairs](const QString &owner, const QString &member, bool isAfter) {
                                                   pairs.append({owner, member, isAfter});
                                                   return true;
                                               });
        for (const Pair &pair : std::as_const(pairs)) {
            ObjectDifference *owner = ownerOf(Store::ownerPart(relation), kind, pair.owner);
            if (owner) {
                Analysis::FieldDifference field{
                    Analysis::pairPointer(kind, pair.member), {}, {}, nameOfConnection(pair.member)};
                (pair.isAfter ? field.after : field.before) = QByteArrayLiteral("true");
                owner->fields.append(field);
            }
        }
        return told;
    }

    QList<ObjectDifference> take()
    {
        QList<ObjectDifference> objects = m_found.values();
        Analysis::sortDifferences(objects);
        return objects;
    }

private:
    /// Nothing for one that comes or goes: it is told as a whole.
    ObjectDifference *ownerOf(Part part, ComparedKind kind, const QString &id)
    {
        const auto known = m_found.find({int(kind), id});
        if (known != m_found.end()) {
            return known->change == Analysis::ObjectChange::Changed ? &*known : nullptr;
        }
        const QByteArray body = m_store.object(m_after, part, id).value_or(QByteArray());
        return &*m_found.insert({int(kind), id},
                                {kind, id, Analysis::nameOf(kind, body), Analysis::ObjectChange::Changed, {}});
    }

    QString nameOfConnection(const QString &id) const
    {
        QByteArray body = m_store.object(m_after, Part::Connections, id).value_or(QByteArray());
        if (body.isEmpty()) {
            body = m_store.object(m_before, Part::Connections, id).value_or(QByteArray());
        }
        return Analysis::nameOf(ComparedKind::Connection, body);
    }

    const Store::SnapshotStore &m_store;
    qint64 m_before;
    qint64 m_after;
    const Analysis::ComparisonTerms &m_terms;
    QHash<std::pair<int, QString>, ObjectDifference> m_found; ///< by kind and id
};

/// Any two states.
class PassingComparison
{
public:
    PassingComparison(const ComparedState &before, const ComparedState &after, const Analysis::ComparisonTerms &terms)
        : m_before(before)
        , m_after(after)
        , m_comparison(terms)
    { }

    Store::Outcome<void> addObjects(Part part, ComparedKind kind)
    {
        return m_before
            .eachObject(part,
                        [this, kind](const QString &id, const QByteArray &body) {
                            m_comparison.addBefore(kind, id, body);
                            return true;
                        })
            .and_then([this, part, kind] {
                return m_after.eachObject(part, [this, kind](const QString &id, const QByteArray &body) {
                    m_comparison.addAfter(kind, id, body);
                    return true;
                });
            });
    }

    Store::Outcome<void> addPairs(Part relation, ComparedKind kind)
    {
        return m_before
            .eachPair(relation,
                      [this, kind](const QString &owner, const QString &member) {
                          m_comparison.addPairBefore(kind, owner, member);
                          return true;
                      })
            .and_then([this, relation, kind] {
                return m_after.eachPair(relation, [this, kind](const QString &owner, const QString &member) {
                    m_comparison.addPairAfter(kind, owner, member);
                    return true;
                });
            });
    }

    QList<ObjectDifference> take() { return m_comparison.take(); }

private:
    const ComparedState &m_before;
    const ComparedState &m_after;
    Analysis::StateComparison m_comparison;
};

template <typename Comparison>
Store::Outcome<StateDifferences> compared(Comparison comparison, const ComparedState &before,
                                          const ComparedState &after)
{
    StateDifferences differences;
    Store::Outcome<void> told;
    QList<Part> lacking;
    const auto isOnBoth = [&](Part part) {
        if (before.part(part).isRead && after.part(part).isRead) {
            return true;
        }
        if (before.part(part).isRead || after.part(part).isRead) {
            lacking.append(part);
        }
        return false;
    };
    for (const auto &[part, kind] : kinds) {
        if (told && isOnBoth(part)) {
            differences.notCompared += leftOutTexts(part, kind, before) + leftOutTexts(part, kind, after);
            told = comparison.addObjects(part, kind);
        }
    }
    for (const auto &[relation, owner] : relations) {
        const bool isKnown = isOnBoth(relation);
        // Without the objects nobody can tell whether a pair came with one of them.
        if (told && isKnown && has(before, relation) && has(after, relation)) {
            told = comparison.addPairs(relation, owner);
        }
    }
    if (!told) {
        return tl::make_unexpected(told.error());
    }
    differences.objects = comparison.take();
    for (const Part part : std::as_const(lacking)) {
        differences.lacking |= needOf(part);
    }
    differences.notCompared = notComparedTexts(lacking, before, after) + differences.notCompared;
    return differences;
}

} // namespace

Store::PartInfo ComparedState::part(Part part) const
{
    if (store) {
        const auto known = snapshot.parts.find(part);
        return known == snapshot.parts.end() ? Store::PartInfo() : known->second;
    }
    const auto note = held.notRead.find(part);
    return {held.objects.count(part) > 0 || held.relations.count(part) > 0, 0,
            note == held.notRead.end() ? QString() : note->second};
}

Store::Outcome<void> ComparedState::eachObject(Part part, const Store::SnapshotStore::TakeObject &take) const
{
    if (store) {
        return store->eachObject(snapshot.id, part, take);
    }
    for (const Store::Object &object : held.objects.at(part)) {
        take(object.id, object.body);
    }
    return {};
}

Store::Outcome<void> ComparedState::eachPair(Part relation, const Store::SnapshotStore::TakePair &take) const
{
    if (store) {
        return store->eachPair(snapshot.id, relation, take);
    }
    const QHash<QString, QStringList> &pairs = held.relations.at(relation);
    for (auto owner = pairs.cbegin(); owner != pairs.cend(); ++owner) {
        for (const QString &member : *owner) {
            take(owner.key(), member);
        }
    }
    return {};
}

Store::Outcome<StateDifferences> compareStates(const ComparedState &before, const ComparedState &after,
                                               const Json::SecretKeys &secrets)
{
    const bool isOneTenant = !before.tenant.isEmpty() && before.tenant == after.tenant;
    Analysis::ComparisonTerms terms{secrets, !isOneTenant, before.isExport || after.isExport};
    for (const ComparedState *side : {&before, &after}) {
        for (const auto &[kind, left] : side->leftOut) {
            terms.leftOut[kind].objects.unite(left.objects);
            for (auto entry = left.members.cbegin(); entry != left.members.cend(); ++entry) {
                terms.leftOut[kind].members[entry.key()].unite(*entry);
            }
        }
    }
    auto differences = isOneTenant && before.store && before.store == after.store
        ? compared(StoredComparison(before, after, terms), before, after)
        : compared(PassingComparison(before, after, terms), before, after);
    if (differences) {
        differences->betweenTenants = terms.betweenTenants;
    }
    return differences;
}

} // namespace Session
