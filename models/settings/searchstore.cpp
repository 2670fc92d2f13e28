#include "settings/searchstore.h"

#include "settings/inifile.h"
#include "settings/keyarrays.h"
#include "settings/profilestore.h"

#include <QSettings>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::SavedSearch;

namespace Settings {

namespace {

constexpr QLatin1StringView searchesKey("searches/saved");

tl::unexpected<Problem> invalid(const QString &message)
{
    return tl::make_unexpected(Problem{Problem::Kind::Invalid, message});
}

void sortByName(QList<SavedSearch> &searches)
{
    std::stable_sort(searches.begin(), searches.end(), [](const SavedSearch &left, const SavedSearch &right) {
        return left.name.localeAwareCompare(right.name) < 0;
    });
}

QList<SavedSearch> read(QSettings &keys)
{
    QList<SavedSearch> searches;
    QSet<QString> ids;
    readArray(keys, searchesKey, [&] {
        const auto text = [&keys](QLatin1StringView key) { return keys.value(key).toString(); };
        const SavedSearch search{text("id"_L1),         text("name"_L1),  Domain::TenantId(text("tenant"_L1)),
                                 text("tenantName"_L1), text("kind"_L1),  text("connectionKind"_L1),
                                 text("filter"_L1),     text("search"_L1)};
        const bool isUsable = !search.id.isEmpty() && !search.name.isEmpty() && !search.kind.isEmpty();
        if (isUsable && !ids.contains(search.id) && searches.size() < SearchStore::mostSearches) {
            ids.insert(search.id);
            searches.append(search);
        }
    });
    sortByName(searches);
    return searches;
}

} // namespace

SearchStore::SearchStore(IniFile &file, const ProfileStore &profiles, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_profiles(profiles)
    , m_searches(read(file.keys()))
{ }

std::optional<SavedSearch> SearchStore::find(const QString &id) const
{
    const auto found = std::find_if(m_searches.begin(), m_searches.end(),
                                    [&id](const SavedSearch &search) { return search.id == id; });
    return found == m_searches.end() ? std::nullopt : std::optional(*found);
}

bool SearchStore::isPassing(const Domain::TenantId &tenant) const
{
    return !tenant.isEmpty() && !m_profiles.find(tenant);
}

Outcome<QString> SearchStore::usableName(const QString &name, const QString &ofId) const
{
    const QString wanted = name.simplified();
    if (wanted.isEmpty()) {
        return invalid(tr("Give it a name: it is found by that."));
    }
    if (wanted.size() > longestName) {
        return invalid(tr("Shorten the name to %L1 characters.").arg(longestName));
    }
    const bool isTaken = std::any_of(m_searches.begin(), m_searches.end(), [&](const SavedSearch &other) {
        return other.id != ofId && other.name.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    if (isTaken) {
        return tl::make_unexpected(
            Problem{Problem::Kind::NameTaken, tr("Another search is called “%1”. Choose another name.").arg(wanted)});
    }
    return wanted;
}

Outcome<void> SearchStore::add(SavedSearch search)
{
    const auto name = usableName(search.name, {});
    if (!name) {
        return tl::make_unexpected(name.error());
    }
    if (m_searches.size() >= mostSearches) {
        return invalid(tr("There are %L1 saved searches already. Delete one of them first.").arg(mostSearches));
    }
    if (search.filter.size() > longestText || search.search.size() > longestText) {
        return invalid(
            tr("The search has more than %L1 characters, which is more than is kept. Look for less.").arg(longestText));
    }
    search.name = *name;
    search.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSet<QString> passing = m_passing;
    if (isPassing(search.tenant)) {
        passing.insert(search.id);
    }
    return keep(m_searches + QList<SavedSearch>{search}, passing);
}

Outcome<void> SearchStore::rename(const QString &id, const QString &name)
{
    const auto usable = usableName(name, id);
    if (!usable) {
        return tl::make_unexpected(usable.error());
    }
    QList<SavedSearch> searches = m_searches;
    for (SavedSearch &search : searches) {
        search.name = search.id == id ? *usable : search.name;
    }
    return searches == m_searches ? Outcome<void>() : keep(searches, m_passing);
}

Outcome<void> SearchStore::remove(const QString &id)
{
    QList<SavedSearch> searches = m_searches;
    const qsizetype gone = searches.removeIf([&id](const SavedSearch &search) { return search.id == id; });
    return gone == 0 ? Outcome<void>() : keep(searches, m_passing);
}

Outcome<void> SearchStore::keep(QList<SavedSearch> searches, QSet<QString> passing)
{
    sortByName(searches);
    QList<SavedSearch> written = searches;
    written.removeIf([&passing](const SavedSearch &search) { return passing.contains(search.id); });
    QSettings &keys = m_file.keys();
    keys.remove(searchesKey);
    writeArray(keys, searchesKey, written, [&keys](const SavedSearch &search) {
        keys.setValue("id"_L1, search.id);
        keys.setValue("name"_L1, search.name);
        keys.setValue("tenant"_L1, search.tenant.text());
        keys.setValue("tenantName"_L1, search.tenantName);
        keys.setValue("kind"_L1, search.kind);
        keys.setValue("connectionKind"_L1, search.connectionKind);
        keys.setValue("filter"_L1, search.filter);
        keys.setValue("search"_L1, search.search);
    });
    if (auto saved = m_file.save(); !saved) {
        return saved;
    }
    m_searches = std::move(searches);
    m_passing = std::move(passing);
    Q_EMIT changed();
    return {};
}

} // namespace Settings
