#include "session/storedstate.h"

#include "session/organizationconnections.h"
#include "session/tenantsession.h"

#include <algorithm>

namespace Session {

namespace {

using Analysis::Need;
using Query::Kind;
using Store::Part;

constexpr std::pair<Need, Part> parts[] = {
    {Need::Settings, Part::Settings},
    {Need::Applications, Part::Applications},
    {Need::Connections, Part::Connections},
    {Need::Organizations, Part::Organizations},
    {Need::Map, Part::Enabled},
    {Need::OrganizationConnections, Part::OrganizationConnections},
};

/// What belongs together is read within it.
constexpr int oneReadingSeconds = 3'600;

QList<Store::Object> objectsOf(const QList<Query::RecordPtr> &records)
{
    QList<Store::Object> objects;
    objects.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        objects.append({record->id, record->original});
    }
    return objects;
}

} // namespace

QString storedName(const Domain::TenantProfile &profile)
{
    return Domain::originOf(profile).authority().toLower();
}

Need needOf(Part part)
{
    return std::ranges::find(parts, part, &std::pair<Need, Part>::second)->first;
}

std::map<Need, QString> notWhole(const TenantSession &session)
{
    std::map<Need, QString> told;
    const auto look = [&told](Need need, const KindStatus &status) {
        if (status.phase != KindStatus::Phase::Complete) {
            told[need] = status.error ? status.error->text() : status.note;
        }
    };
    look(Need::Settings, session.status(Kind::Tenants));
    look(Need::Applications, session.status(Kind::Applications));
    look(Need::Connections, session.status(Kind::Connections));
    look(Need::Organizations, session.status(Kind::Organizations));
    look(Need::Map, session.mapStatus());
    look(Need::OrganizationConnections, session.organizationConnections().status());
    return told;
}

std::map<Part, QDateTime> readTimes(const TenantSession &session)
{
    return {{Part::Settings, session.status(Kind::Tenants).readAt},
            {Part::Applications, session.status(Kind::Applications).readAt},
            {Part::Connections, session.status(Kind::Connections).readAt},
            {Part::Organizations, session.status(Kind::Organizations).readAt},
            {Part::Enabled, session.mapStatus().readAt},
            {Part::OrganizationConnections, session.organizationConnections().status().readAt}};
}

void dateByReading(Store::TenantState &state, const std::map<Part, QDateTime> &times, const QDateTime &stored)
{
    std::map<Part, QDateTime> held;
    QDateTime since = stored;
    for (const auto &[part, at] : times) {
        if (at.isValid() && (state.objects.count(part) > 0 || state.relations.count(part) > 0)) {
            held[part] = at;
            const QDateTime earliest = at.addSecs(-oneReadingSeconds);
            since = since.isValid() ? std::max(since, earliest) : earliest;
        }
    }
    state.at = {};
    for (const auto &[need, part] : parts) {
        const auto at = held.find(part);
        if (at != held.end() && at->second >= since) {
            state.at = state.at.isValid() ? std::min(state.at, at->second) : at->second;
        } else {
            state.objects.erase(part);
            state.relations.erase(part);
        }
    }
}

Store::TenantState storedState(const Analysis::Snapshot &snapshot, const QString &tenant, const QDateTime &at,
                               const std::map<Need, QString> &notWhole)
{
    Store::TenantState state;
    state.tenant = tenant;
    state.name = snapshot.name;
    state.at = at;
    const auto put = [&](Part part, const Analysis::Snapshot::Records &records) {
        if (records) {
            state.objects.emplace(part, objectsOf(*records));
        }
    };
    put(Part::Applications, snapshot.applications);
    put(Part::Connections, snapshot.connections);
    put(Part::Organizations, snapshot.organizations);
    if (snapshot.settings) {
        state.objects[Part::Settings] = {{QString(), *snapshot.settings}};
    }
    if (snapshot.enabled) {
        state.relations[Part::Enabled] = *snapshot.enabled;
    }
    if (snapshot.organizationConnections) {
        state.relations[Part::OrganizationConnections] = *snapshot.organizationConnections;
    }
    for (const auto &[need, part] : parts) {
        if (const auto why = snapshot.absent.find(need); why != snapshot.absent.end()) {
            state.notRead[part] = why->second;
        }
        if (const auto why = notWhole.find(need); why != notWhole.end()) {
            state.notRead[part] = why->second;
            state.objects.erase(part);
            state.relations.erase(part);
        }
    }
    return state;
}

} // namespace Session
