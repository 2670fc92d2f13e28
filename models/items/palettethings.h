#pragma once

#include "domain/place.h"
#include "query/columns.h"
#include "query/nameindex.h"

#include <QHash>

#include <memory>
#include <vector>

namespace Items {

/// The kind of a place that is an action of the window.
inline QString actionKind()
{
    return QStringLiteral("action");
}

/// What the palette can lead to, where it is no record of a session: an action, a tenant, a user that was found.
struct PaletteEntry
{
    Domain::Place place;
    QString name;
    QString more; ///< other names that it is found by
    QString detail; ///< a few words beside the name
    QString shortcut; ///< of an action
    QString obstacle; ///< why it cannot be done now; empty where it can
};

/// All that the palette can lead to, in an index of names. Things have numbers; a number that became free is given
/// again.
class PaletteThings
{
public:
    /// Words that all of a tenant's objects of a kind are found by as well, besides their own.
    void setWords(const Domain::TenantId &tenant, const QString &kind, const QString &words);
    void put(const Query::RecordPtr &record, Query::Kind kind);
    void put(const PaletteEntry &entry);
    /// A customer stands once, whichever tenants have it: its place may name any of them. `words`: as setWords() has
    /// them.
    void putCustomer(const PaletteEntry &customer, const QString &words);
    /// The keys of those that were put.
    QStringList customers() const;
    void remove(const Domain::Place &place);
    /// All of a tenant's, or of a kind where there is no tenant.
    void removeAll(const Domain::TenantId &tenant, const QString &kind = {});
    /// What comes before what fits as well; replaces what was set before.
    void setWeights(const QHash<Domain::Place, int> &weights);

    /// -1 where it is not there.
    int find(const Domain::Place &place) const;
    Query::NameIndex::Answer find(const QString &text, qsizetype most) { return m_index.find(text, most); }
    qsizetype size() const { return m_index.size(); }

    /// The thing under this number, made up as an entry.
    PaletteEntry entry(int thing) const;
    /// Its record, or nothing.
    Query::RecordPtr record(int thing) const { return m_things.at(std::size_t(thing)).record; }

private:
    struct Thing
    {
        int group = -1; ///< -1: free
        Query::RecordPtr record;
        std::shared_ptr<const PaletteEntry> entry;
    };
    struct Group
    {
        Domain::TenantId tenant;
        QString kind;
        QHash<QString, int> things; ///< by id
    };

    int groupOf(const Domain::TenantId &tenant, const QString &kind);
    int groupOf(const Domain::Place &place) const;
    int take(int group, const QString &id);
    void weigh(int thing, const Domain::Place &place);
    void release(int thing);

    Query::NameIndex m_index;
    std::vector<Thing> m_things;
    std::vector<Group> m_groups;
    QHash<std::pair<Domain::TenantId, QString>, int> m_groupIndex;
    QList<int> m_free;
    QHash<Domain::Place, int> m_weights;
};

} // namespace Items
