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

void write(QSettings &keys, const UserCounts &counts)
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
    connect(&profiles, &ProfileStore::removed, this, &UserCountStore::forget);
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
        if (counts.countedAt.isValid() && profiles.find(TenantId(tenant))) {
            m_counts.emplace(TenantId(tenant), std::make_shared<const UserCounts>(counts));
        }
    }
    keys.endGroup();
}

UserCountStore::~UserCountStore() = default;

UserCountStore::Counts UserCountStore::of(const TenantId &tenant) const
{
    const auto found = m_counts.find(tenant);
    return found == m_counts.end() ? nullptr : found->second;
}

Outcome<void> UserCountStore::set(const TenantId &tenant, const UserCounts &counts)
{
    UserCounts kept = counts;
    for (Domain::PlaceCount &place : kept.places) {
        for (qsizetype i = mostValues; i < place.values.size(); ++i) {
            place.others += place.values.at(i).users;
        }
        place.values.resize(std::min(place.values.size(), mostValues));
    }
    Outcome<void> saved;
    if (m_profiles.find(tenant)) {
        if (m_file) {
            QSettings &keys = (*m_file)->keys();
            keys.beginGroup(group);
            keys.remove(tenant.text());
            keys.beginGroup(tenant.text());
            write(keys, kept);
            keys.endGroup();
            keys.endGroup();
            saved = (*m_file)->save();
        } else {
            saved = tl::make_unexpected(m_file.error());
        }
    }
    m_counts.insert_or_assign(tenant, std::make_shared<const UserCounts>(std::move(kept)));
    Q_EMIT changed(tenant);
    return saved;
}

/// Should the file refuse that, the rest stays there unseen: an id is given once and never comes back.
void UserCountStore::forget(const TenantId &tenant)
{
    if (m_counts.erase(tenant) == 0) {
        return;
    }
    if (m_file) {
        (*m_file)->keys().remove(group + u'/' + tenant.text());
        (void)(*m_file)->save();
    }
    Q_EMIT changed(tenant);
}

} // namespace Settings
