#include "settings/decisionkeys.h"

#include "settings/keyarrays.h"

using namespace Qt::StringLiterals;
using Domain::AuditDecisions;
using Domain::FindingSubject;

namespace Settings {

namespace {

constexpr QLatin1StringView group("decisions");
constexpr QLatin1StringView marks("lockMarks");
constexpr QLatin1StringView waivers("waivers");

std::optional<FindingSubject::Kind> kindFor(const QString &word)
{
    using enum FindingSubject::Kind;
    for (const FindingSubject::Kind kind : {Tenant, Application, Connection, Organization, User}) {
        if (word == Domain::wordOf(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

AuditDecisions read(QSettings &keys)
{
    AuditDecisions decisions;
    readArray(keys, marks, [&] {
        if (const QString application = keys.value("application"_L1).toString(); !application.isEmpty()) {
            decisions.lockMarks.insert(application, keys.value("usesLock"_L1).toBool());
        }
    });
    readArray(keys, waivers, [&] {
        const auto kind = kindFor(keys.value("kind"_L1).toString());
        const Domain::Waiver waiver{keys.value("note"_L1).toString(), keys.value("by"_L1).toString(),
                                    QDate::fromString(keys.value("until"_L1).toString(), Qt::ISODate)};
        if (kind && waiver.until.isValid()) {
            decisions.waivers.emplace(
                Domain::FindingIdentity{keys.value("check"_L1).toString(), *kind, keys.value("subject"_L1).toString()},
                waiver);
        }
    });
    return decisions;
}

} // namespace

std::map<Domain::TenantId, AuditDecisions> readDecisions(QSettings &keys)
{
    std::map<Domain::TenantId, AuditDecisions> all;
    keys.beginGroup(group);
    const QStringList tenants = keys.childGroups();
    for (const QString &tenant : tenants) {
        keys.beginGroup(tenant);
        if (AuditDecisions decisions = read(keys); !decisions.isEmpty()) {
            all.emplace(Domain::TenantId(tenant), std::move(decisions));
        }
        keys.endGroup();
    }
    keys.endGroup();
    return all;
}

void writeDecisions(QSettings &keys, const Domain::TenantId &tenant, const AuditDecisions &decisions)
{
    keys.beginGroup(group);
    keys.remove(tenant.text());
    keys.beginGroup(tenant.text());
    QStringList applications = decisions.lockMarks.keys();
    applications.sort(); // a hash has another order each time, and the file would change without need
    writeArray(keys, marks, applications, [&](const QString &application) {
        keys.setValue("application"_L1, application);
        keys.setValue("usesLock"_L1, decisions.lockMarks.value(application));
    });
    writeArray(keys, waivers, decisions.waivers, [&keys](const auto &waived) {
        const auto &[check, kind, subject] = waived.first;
        keys.setValue("check"_L1, check);
        keys.setValue("kind"_L1, QString(Domain::wordOf(kind)));
        keys.setValue("subject"_L1, subject);
        keys.setValue("note"_L1, waived.second.note);
        keys.setValue("by"_L1, waived.second.by);
        keys.setValue("until"_L1, waived.second.until.toString(Qt::ISODate));
    });
    keys.endGroup();
    keys.endGroup();
}

} // namespace Settings
