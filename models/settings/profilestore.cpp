#include "settings/profilestore.h"

#include "settings/inifile.h"
#include "settings/profilekeys.h"
#include "settings/profilerules.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::TenantId;
using Domain::TenantProfile;

namespace Settings {

namespace {

Problem notFound()
{
    return {Problem::Kind::NotFound,
            ProfileStore::tr("There is no such profile any more; it was removed meanwhile. Nothing was changed.")};
}

template <typename Profiles> auto position(Profiles &profiles, const TenantId &id)
{
    return std::find_if(profiles.begin(), profiles.end(),
                        [&id](const TenantProfile &profile) { return profile.id == id; });
}

} // namespace

ProfileStore::ProfileStore(IniFile &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
    , m_profiles(readProfiles(file.keys()))
{ }

std::optional<TenantProfile> ProfileStore::find(const TenantId &id) const
{
    const auto found = position(m_profiles, id);
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

std::optional<TenantProfile> ProfileStore::findByName(const QString &name) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), [&name](const TenantProfile &profile) {
        return profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
    });
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

Outcome<TenantId> ProfileStore::add(const TenantProfile &profile)
{
    auto kept = checkedProfile(profile);
    if (!kept) {
        return tl::make_unexpected(kept.error());
    }
    kept->id = TenantId(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (const auto free = checkName(*kept); !free) {
        return tl::make_unexpected(free.error());
    }
    if (const auto written = write({*kept}); !written) {
        return tl::make_unexpected(written.error());
    }
    Q_EMIT added(kept->id);
    return kept->id;
}

Outcome<void> ProfileStore::edit(const TenantProfile &profile)
{
    const auto kept = checkedProfile(profile);
    if (!kept) {
        return tl::make_unexpected(kept.error());
    }
    const auto old = find(profile.id);
    if (!old) {
        return tl::make_unexpected(notFound());
    }
    if (auto free = checkName(*kept); !free) {
        return free;
    }
    if (*old == *kept) {
        return {};
    }
    if (auto written = write({*kept}); !written) {
        return written;
    }
    Q_EMIT changed(kept->id);
    return {};
}

Outcome<TenantId> ProfileStore::duplicate(const TenantId &id)
{
    auto copy = find(id);
    if (!copy) {
        return tl::make_unexpected(notFound());
    }
    copy->name = freeName(copy->name, m_profiles);
    return add(*copy);
}

Outcome<void> ProfileStore::remove(const TenantId &id)
{
    QList<TenantProfile> rest = m_profiles;
    if (rest.removeIf([&id](const TenantProfile &profile) { return profile.id == id; }) == 0) {
        return tl::make_unexpected(notFound());
    }
    removeProfile(m_file.keys(), id);
    writeOrder(m_file.keys(), rest);
    if (auto saved = m_file.save(); !saved) {
        return saved;
    }
    m_profiles = rest;
    Q_EMIT removed(id);
    return {};
}

Outcome<QList<TenantId>> ProfileStore::addAll(const QList<TenantProfile> &profiles)
{
    QList<TenantProfile> all = m_profiles;
    QList<TenantProfile> fresh;
    for (const TenantProfile &profile : profiles) {
        auto kept = checkedProfile(profile);
        if (!kept) {
            return tl::make_unexpected(kept.error());
        }
        kept->id = TenantId(QUuid::createUuid().toString(QUuid::WithoutBraces));
        kept->name = freeName(kept->name, all);
        all.append(*kept);
        fresh.append(*kept);
    }
    if (const auto written = write(fresh); !written) {
        return tl::make_unexpected(written.error());
    }
    QList<TenantId> ids;
    for (const TenantProfile &profile : std::as_const(fresh)) {
        ids.append(profile.id);
        Q_EMIT added(profile.id);
    }
    return ids;
}

Outcome<void> ProfileStore::checkName(const TenantProfile &profile) const
{
    const auto other = findByName(profile.name);
    if (!other || other->id == profile.id) {
        return {};
    }
    return tl::make_unexpected(Problem{
        Problem::Kind::NameTaken,
        tr("Another profile is called “%1” already. Choose a name of its own, so that nobody mistakes one tenant for "
           "the other.")
            .arg(other->name)});
}

Outcome<void> ProfileStore::write(const QList<TenantProfile> &profiles)
{
    QList<TenantProfile> all = m_profiles;
    for (const TenantProfile &profile : profiles) {
        const auto found = position(all, profile.id);
        if (found == all.end()) {
            all.append(profile);
        } else {
            *found = profile;
        }
        writeProfile(m_file.keys(), profile);
    }
    writeOrder(m_file.keys(), all);
    if (auto saved = m_file.save(); !saved) {
        return saved;
    }
    m_profiles = all;
    return {};
}

} // namespace Settings
