#include "settings/usercountstore.h"

#include "settings/inifile.h"
#include "settings/keyarrays.h"
#include "settings/profilestore.h"

#include <QSettings>

using namespace Qt::StringLiterals;
using Domain::TenantId;
using Domain::UserCounts;

namespace Settings {

namespace {

constexpr QLatin1StringView group("user-counts");

/// "12 acme": a number and what it is of, so that thousands of them are one key.
template <typename Pairs, typename Text> QStringList lines(const Pairs &pairs, qsizetype most, Text text)
{
    QStringList list;
    for (const auto &pair : pairs) {
        if (list.size() == most) {
            break;
        }
        list.append(text(pair));
    }
    return list;
}

QString line(qint64 users, const QString &what)
{
    return QString::number(users) + u' ' + what;
}

std::map<QString, qint64> byKey(const QStringList &lines)
{
    std::map<QString, qint64> counts;
    for (const QString &text : lines) {
        const qint64 users = text.section(u' ', 0, 0).toLongLong();
        const QString key = text.section(u' ', 1);
        if (users >= 0 && !key.isEmpty()) {
            counts.insert_or_assign(key, users);
        }
    }
    return counts;
}

/// "12 2026-11-29T22:00:00Z acme"
std::map<QString, Domain::FoundCount> foundByKey(const QStringList &lines)
{
    std::map<QString, Domain::FoundCount> counts;
    for (const QString &text : lines) {
        const qint64 users = text.section(u' ', 0, 0).toLongLong();
        const QDateTime at = QDateTime::fromString(text.section(u' ', 1, 1), Qt::ISODate).toUTC();
        const QString key = text.section(u' ', 2);
        if (users >= 0 && at.isValid() && !key.isEmpty()) {
            counts.insert_or_assign(key, Domain::FoundCount{users, at});
        }
    }
    return counts;
}

UserCounts read(QSettings &keys)
{
    const auto number = [&keys](QLatin1StringView key) { return std::max<qint64>(0, keys.value(key).toLongLong()); };
    UserCounts counts;
    counts.countedAt = QDateTime::fromString(keys.value("counted"_L1).toString(), Qt::ISODate).toUTC();
    counts.users = number("users"_L1);
    counts.nobody = number("nobody"_L1);
    counts.several = number("several"_L1);
    counts.others = number("others"_L1);
    counts.unreadable = number("unreadable"_L1);
    counts.customers = byKey(keys.value("customers"_L1).toStringList());
    counts.members = byKey(keys.value("members"_L1).toStringList());
    counts.membersNotCounted = keys.value("members-not-counted"_L1).toString();
    counts.found = foundByKey(keys.value("found"_L1).toStringList());
    readArray(keys, "places"_L1, [&] {
        Domain::PlaceCount place{keys.value("place"_L1).toString(), {}, number("others"_L1), number("without"_L1)};
        const QStringList values = keys.value("values"_L1).toStringList();
        for (const QString &text : values) {
            place.values.append({text.section(u' ', 1), text.section(u' ', 0, 0).toLongLong()});
        }
        if (!place.place.isEmpty()) {
            counts.places.append(place);
        }
    });
    return counts;
}

/// As snapshots name a tenant.
QString nameOf(const Domain::TenantProfile &profile)
{
    return Domain::originOf(profile).authority().toLower();
}

/// With no more values of a place than are kept.
UserCounts shortened(UserCounts counts)
{
    for (Domain::PlaceCount &place : counts.places) {
        for (qsizetype i = UserCountStore::mostValues; i < place.values.size(); ++i) {
            place.others += place.values.at(i).users;
        }
        place.values.resize(std::min(place.values.size(), UserCountStore::mostValues));
    }
    return counts;
}

void writeCounts(QSettings &keys, const UserCounts &counts)
{
    const auto ofKey = [](const auto &pair) { return line(pair.second, pair.first); };
    constexpr qsizetype all = std::numeric_limits<qsizetype>::max();
    keys.setValue("counted"_L1, counts.countedAt.toUTC().toString(Qt::ISODate));
    keys.setValue("users"_L1, counts.users);
    keys.setValue("nobody"_L1, counts.nobody);
    keys.setValue("several"_L1, counts.several);
    keys.setValue("others"_L1, counts.others);
    keys.setValue("unreadable"_L1, counts.unreadable);
    keys.setValue("customers"_L1, lines(counts.customers, all, ofKey));
    keys.setValue("members"_L1, lines(counts.members, all, ofKey));
    keys.setValue("members-not-counted"_L1, counts.membersNotCounted);
    keys.setValue("found"_L1, lines(counts.found, all, [](const auto &pair) {
                      return line(pair.second.users, pair.second.at.toUTC().toString(Qt::ISODate) + u' ' + pair.first);
                  }));
    writeArray(keys, "places"_L1, counts.places, [&keys](const Domain::PlaceCount &place) {
        keys.setValue("place"_L1, place.place);
        keys.setValue("others"_L1, place.others);
        keys.setValue("without"_L1, place.without);
        keys.setValue("values"_L1, lines(place.values, UserCountStore::mostValues, [](const Domain::ValueCount &value) {
                          return line(value.users, value.value);
                      }));
    });
}

} // namespace

UserCountStore::UserCountStore(const QString &folder, const ProfileStore &profiles, QObject *parent)
    : QObject(parent)
    , m_file(IniFile::open(folder, u"user-counts.ini"_s))
    , m_profiles(profiles)
{
    connect(&profiles, &ProfileStore::added, this, &UserCountStore::learn);
    connect(&profiles, &ProfileStore::changed, this, &UserCountStore::learn);
    connect(&profiles, &ProfileStore::removed, this, &UserCountStore::forget);
    for (const Domain::TenantProfile &profile : profiles.profiles()) {
        learn(profile.id);
    }
    if (!m_file) {
        return;
    }
    QSettings &keys = (*m_file)->keys();
    keys.beginGroup(group);
    const QStringList tenants = keys.childGroups();
    for (const QString &tenant : tenants) {
        keys.beginGroup(tenant);
        const UserCounts counts = read(keys);
        keys.endGroup();
        // The first builds kept them under the profile's id.
        const auto profile = m_names.find(TenantId(tenant));
        Counts &kept = m_kept[profile == m_names.end() ? tenant : profile->second];
        if ((counts.countedAt.isValid() || !counts.found.empty()) && (!kept || kept->countedAt < counts.countedAt)) {
            kept = std::make_shared<const UserCounts>(counts);
        }
    }
    keys.endGroup();
}

UserCountStore::~UserCountStore() = default;

UserCountStore::Counts UserCountStore::of(const TenantId &tenant) const
{
    if (const auto profile = m_profiles.find(tenant)) {
        return ofNamed(*profile);
    }
    const auto found = m_unsaved.find(tenant);
    return found == m_unsaved.end() ? nullptr : found->second;
}

Outcome<void> UserCountStore::set(const TenantId &tenant, const UserCounts &counts)
{
    if (const auto profile = m_profiles.find(tenant)) {
        return setNamed(*profile, counts);
    }
    m_unsaved.insert_or_assign(tenant, std::make_shared<const UserCounts>(shortened(counts)));
    Q_EMIT changed(tenant);
    return {};
}

UserCountStore::Counts UserCountStore::ofNamed(const Domain::TenantProfile &profile) const
{
    const auto found = m_kept.find(nameOf(profile));
    return found == m_kept.end() ? nullptr : found->second;
}

Outcome<void> UserCountStore::setNamed(const Domain::TenantProfile &profile, const UserCounts &counts)
{
    const QString name = nameOf(profile);
    const auto kept = std::make_shared<const UserCounts>(shortened(counts));
    Outcome<void> saved = write(name, *kept);
    m_kept.insert_or_assign(name, kept);
    const QList<TenantId> profiles = profilesOf(name);
    for (const TenantId &id : profiles) {
        Q_EMIT changed(id);
    }
    return saved;
}

Outcome<void> UserCountStore::write(const QString &name, const UserCounts &counts)
{
    if (!m_file) {
        return tl::make_unexpected(m_file.error());
    }
    QSettings &keys = (*m_file)->keys();
    keys.beginGroup(group);
    const QList<TenantId> profiles = profilesOf(name);
    for (const TenantId &id : profiles) {
        keys.remove(id.text());
    }
    keys.remove(name);
    keys.beginGroup(name);
    writeCounts(keys, counts);
    keys.endGroup();
    keys.endGroup();
    return (*m_file)->save();
}

QList<TenantId> UserCountStore::profilesOf(const QString &name) const
{
    QList<TenantId> ids;
    for (const auto &[id, other] : m_names) {
        if (other == name) {
            ids.append(id);
        }
    }
    return ids;
}

void UserCountStore::learn(const TenantId &profile)
{
    if (const auto found = m_profiles.find(profile)) {
        m_names.insert_or_assign(profile, nameOf(*found));
    }
}

/// Another profile of the same Auth0 tenant keeps them. Should the file refuse that, they are gone until it is read
/// again.
void UserCountStore::forget(const TenantId &profile)
{
    const auto found = m_names.find(profile);
    if (found == m_names.end()) {
        return;
    }
    const QString name = found->second;
    m_names.erase(found);
    if (!profilesOf(name).isEmpty() || m_kept.erase(name) == 0) {
        return;
    }
    if (m_file) {
        QSettings &keys = (*m_file)->keys();
        keys.remove(group + u'/' + profile.text());
        keys.remove(group + u'/' + name);
        (void)(*m_file)->save();
    }
    Q_EMIT changed(profile);
}

} // namespace Settings
