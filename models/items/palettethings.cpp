#include "items/palettethings.h"

#include "items/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::Place;
using Domain::TenantId;
using Query::Kind;

namespace Items {

namespace {

/// Among what fits equally well.
constexpr Kind order[] = {Kind::Tenants, Kind::Customers, Kind::Applications, Kind::Connections, Kind::Organizations};

/// Actions, which have no kind, come first; then as above, then others.
int orderOf(const QString &kindWord)
{
    const auto kind = Query::kindFor(kindWord);
    return kind ? 1 + int(std::find(std::begin(order), std::end(order), *kind) - std::begin(order)) : 0;
}

/// Where a record of the kind has its names, the one that is shown first. A connection is known by its name, which is
/// another than what its button says.
QList<int> nameColumns(Kind kind)
{
    QList<int> columns;
    const bool showsTitle = kind == Kind::Organizations;
    for (const QStringView id : {showsTitle ? u"display_name" : u"name", showsTitle ? u"name" : u"display_name"}) {
        if (const int column = Query::columnIndex(kind, id); column >= 0) {
            columns.append(column);
        }
    }
    return columns;
}

const QList<int> &knownNameColumns(Kind kind)
{
    static const QHash<int, QList<int>> known = [] {
        QHash<int, QList<int>> columns;
        for (const Kind each : order) {
            columns.insert(int(each), nameColumns(each));
        }
        return columns;
    }();
    static const QList<int> none;
    const auto found = known.constFind(int(kind));
    return found == known.cend() ? none : *found;
}

QString nameOf(const Query::Record &record, Kind kind, qsizetype which)
{
    const QList<int> &columns = knownNameColumns(kind);
    return which < columns.size() ? Query::textOf(record.cells.value(columns.at(which))) : QString();
}

QString titleOf(Kind kind)
{
    switch (kind) {
    case Kind::Tenants:
        return tr("Auth0 tenant");
    case Kind::Customers:
        return tr("Customer");
    case Kind::Applications:
        return tr("Application");
    case Kind::Connections:
    case Kind::Policies:
        return tr("Connection");
    case Kind::Organizations:
        return tr("Organization");
    case Kind::Users:
        return tr("User");
    case Kind::Logs:
        break;
    }
    return tr("Log event");
}

/// Where things are looked up: customers are no single tenant's.
Place kept(const Place &place)
{
    return place.kind == Query::wordFor(Kind::Customers) ? Place{{}, place.kind, place.id} : place;
}

} // namespace

int PaletteThings::groupOf(const TenantId &tenant, const QString &kind)
{
    const auto key = std::make_pair(tenant, kind);
    if (const auto found = m_groupIndex.constFind(key); found != m_groupIndex.cend()) {
        return *found;
    }
    const int group = int(m_groups.size());
    m_groups.push_back({tenant, kind, {}});
    m_groupIndex.insert(key, group);
    m_index.setGroup(group, {}, orderOf(kind));
    return group;
}

/// -1 where nothing of it was put.
int PaletteThings::groupOf(const Place &place) const
{
    return m_groupIndex.value({kept(place).tenant, place.kind}, -1);
}

void PaletteThings::setWords(const TenantId &tenant, const QString &kind, const QString &words)
{
    m_index.setGroup(groupOf(tenant, kind), words, orderOf(kind));
}

int PaletteThings::take(int group, const QString &id)
{
    QHash<QString, int> &things = m_groups[std::size_t(group)].things;
    if (const auto found = things.constFind(id); found != things.cend()) {
        return *found;
    }
    int thing = int(m_things.size());
    if (m_free.isEmpty()) {
        m_things.emplace_back();
    } else {
        thing = m_free.takeLast();
    }
    m_things[std::size_t(thing)].group = group;
    things.insert(id, thing);
    return thing;
}

void PaletteThings::put(const Query::RecordPtr &record, Kind kind)
{
    const QString word = Query::wordFor(kind);
    const int group = groupOf(record->tenant, word);
    const int thing = take(group, record->id);
    m_things[std::size_t(thing)].record = record;
    m_index.set(thing, {nameOf(*record, kind, 0), nameOf(*record, kind, 1), record->id, group});
    if (!m_weights.isEmpty()) {
        weigh(thing, {record->tenant, word, record->id});
    }
}

void PaletteThings::put(const PaletteEntry &entry)
{
    const int group = groupOf(entry.place.tenant, entry.place.kind);
    const int thing = take(group, entry.place.id);
    m_things[std::size_t(thing)].entry = std::make_shared<const PaletteEntry>(entry);
    // Nobody looks for an action by what it is called inside.
    const bool isObject = Query::kindFor(entry.place.kind).has_value();
    m_index.set(thing, {entry.name, entry.more, isObject ? entry.place.id : QString(), group});
    weigh(thing, entry.place);
}

void PaletteThings::putCustomer(const PaletteEntry &customer, const QString &words)
{
    const Place place = kept(customer.place);
    const int thing = take(groupOf(place.tenant, place.kind), place.id);
    m_things[std::size_t(thing)].entry = std::make_shared<const PaletteEntry>(customer);
    // Those of the same tenants share their words: a group of the index that holds no things itself.
    const auto key = std::make_pair(TenantId(words), place.kind);
    if (!m_groupIndex.contains(key)) {
        setWords(key.first, key.second, words);
    }
    m_index.set(thing, {customer.name, {}, place.id, m_groupIndex.value(key)});
    weigh(thing, place);
}

QStringList PaletteThings::customers() const
{
    const int group = groupOf(Place{{}, Query::wordFor(Kind::Customers), {}});
    return group < 0 ? QStringList() : m_groups.at(std::size_t(group)).things.keys();
}

void PaletteThings::weigh(int thing, const Place &place)
{
    m_index.setWeight(thing, m_weights.value(kept(place), 0));
}

void PaletteThings::release(int thing)
{
    m_index.remove(thing);
    m_things[std::size_t(thing)] = {};
    m_free.append(thing);
}

void PaletteThings::remove(const Place &place)
{
    const int group = groupOf(place);
    if (group < 0) {
        return;
    }
    QHash<QString, int> &things = m_groups[std::size_t(group)].things;
    if (const auto found = things.constFind(place.id); found != things.cend()) {
        release(*found);
        things.erase(found);
    }
}

void PaletteThings::removeAll(const TenantId &tenant, const QString &kind)
{
    for (Group &group : m_groups) {
        if (group.tenant == tenant && (kind.isEmpty() || group.kind == kind)) {
            for (const int thing : std::as_const(group.things)) {
                release(thing);
            }
            group.things.clear();
        }
    }
}

void PaletteThings::setWeights(const QHash<Place, int> &weights)
{
    const QHash<Place, int> before = std::exchange(m_weights, {});
    for (auto place = weights.cbegin(); place != weights.cend(); ++place) {
        int &weight = m_weights[kept(place.key())];
        weight = std::max(weight, place.value());
    }
    for (const QHash<Place, int> &places : {before, m_weights}) {
        for (auto place = places.cbegin(); place != places.cend(); ++place) {
            if (const int thing = find(place.key()); thing >= 0) {
                weigh(thing, place.key());
            }
        }
    }
}

int PaletteThings::find(const Place &place) const
{
    const int group = groupOf(place);
    return group < 0 ? -1 : m_groups[std::size_t(group)].things.value(place.id, -1);
}

PaletteEntry PaletteThings::entry(int thing) const
{
    const Thing &found = m_things.at(std::size_t(thing));
    if (!found.record) {
        return *found.entry;
    }
    const Group &group = m_groups.at(std::size_t(found.group));
    const Kind kind = *Query::kindFor(group.kind);
    PaletteEntry entry;
    entry.place = {group.tenant, group.kind, found.record->id};
    entry.name = nameOf(*found.record, kind, 0);
    entry.more = nameOf(*found.record, kind, 1);
    QStringList details{titleOf(kind)};
    if (kind == Kind::Connections) {
        details << Query::textAt(*found.record, kind, u"strategy");
    }
    if (entry.more != entry.name) {
        details << entry.more;
    }
    details.removeAll(QString());
    entry.detail = details.join(u" · "_s);
    return entry;
}

} // namespace Items
