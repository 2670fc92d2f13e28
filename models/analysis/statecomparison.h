#pragma once

#include "analysis/comparedfields.h"

#include <QHash>
#include <QSet>

#include <map>
#include <tuple>

namespace Analysis {

enum class ObjectChange { Added, Removed, Changed };
/// The word for a change in files: added, removed, changed. Not translated.
QLatin1StringView wordOf(ObjectChange change);

/// An object that is not on both sides, or means something else there. A value.
struct ObjectDifference
{
    ComparedKind kind = ComparedKind::Settings;
    QString id; ///< on the later side, where it is there
    QString name;
    ObjectChange change = ObjectChange::Changed;
    QList<FieldDifference> fields; ///< of one that changed
};

/// How many objects came, went and changed. A value.
struct DifferenceCounts
{
    qsizetype added = 0;
    qsizetype changed = 0;
    qsizetype gone = 0;
};
DifferenceCounts countsOf(const QList<ObjectDifference> &objects);

/// In the order in which differences are told: by kind, then by name.
void sortDifferences(QList<ObjectDifference> &differences);

/// One object compared with itself as it was; nothing where both mean the same. At least one of the bodies is there.
std::optional<ObjectDifference> objectDifference(ComparedKind kind, const QString &id,
                                                 const std::optional<QByteArray> &before,
                                                 const std::optional<QByteArray> &after, const ComparisonTerms &terms);

/// What an object is called.
QString nameOf(ComparedKind kind, const QByteArray &body);

/// The place of a pair in the object that owns it: /enabled_connections/con_1 of an application.
Json::Pointer pairPointer(ComparedKind owner, const QString &member);
/// Whether a field of such an object is a pair.
bool isPair(ComparedKind owner, const FieldDifference &field);

/// Compares two states object by object as they come: the earlier side is held as it was sent, the later one passes by.
/// Of each kind everything of the earlier side comes before anything of the later one; pairs come after objects. What
/// is on one side only as a whole kind must not come at all, since it would count as gone.
class StateComparison
{
public:
    /// The terms outlive it.
    explicit StateComparison(const ComparisonTerms &terms);

    void addBefore(ComparedKind kind, const QString &id, const QByteArray &body);
    void addAfter(ComparedKind kind, const QString &id, const QByteArray &body);
    /// An application's or an organization's connection; of one that did not come on its side, nothing is told.
    void addPairBefore(ComparedKind owner, const QString &id, const QString &connection);
    void addPairAfter(ComparedKind owner, const QString &id, const QString &connection);

    /// What differs, sorted. The comparison is over with it.
    QList<ObjectDifference> take();

private:
    struct Held
    {
        QString id;
        QByteArray body;
    };
    using HeldByKey = QHash<QString, QList<Held>>; ///< several only where names are equal
    /// Where a difference stands: what matches the object with its like, and its id where that matches several.
    using Place = std::tuple<ComparedKind, QString, QString>;
    /// An object by what matches it with its like, as far as pairs name it.
    struct Named
    {
        QString id;
        QString name;
    };
    struct Names
    {
        QHash<QString, QString> keys; ///< by id
        QHash<QString, Named> named; ///< by key
    };
    using Pairs = QHash<QString, QSet<QString>>; ///< keys of connections by the key of their owner

    QString keyOf(ComparedKind kind, const QString &id, const QByteArray &body, Names &side);
    void put(ComparedKind kind, const QString &key, const ObjectDifference &difference);
    void matchTheRest();
    void addPairs(ComparedKind owner, const Pairs &pairs, bool isAfter);

    const ComparisonTerms &m_terms;
    std::map<ComparedKind, HeldByKey> m_held; ///< of the earlier side
    std::map<ComparedKind, HeldByKey> m_late; ///< of the later side, between tenants: until all were seen
    std::map<ComparedKind, Names> m_before;
    std::map<ComparedKind, Names> m_after;
    std::map<ComparedKind, Pairs> m_gone; ///< of the earlier side, until the later one has them too
    std::map<ComparedKind, Pairs> m_come;
    std::map<Place, ObjectDifference> m_differences;
};

} // namespace Analysis
