#include "gui/sandboxestate.h"

#include "sandbox/defaultestate.h"
#include "sandbox/scale.h"
#include "sandbox/seed.h"

#include <QCoreApplication>

#include <system_error>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

constexpr std::uint64_t scaleSeed = 1;

QString translated(const char *text)
{
    return QCoreApplication::translate("Gui", text);
}

tl::expected<std::vector<Sandbox::TenantState>, QString> statesFor(const GuiOptions &options)
{
    if (!options.seed.isEmpty()) {
        auto loaded = Sandbox::loadSeed(options.seed.toStdString());
        if (!loaded) {
            return tl::make_unexpected(QString::fromStdString(loaded.error()));
        }
        return std::move(*loaded);
    }
    if (!options.scale.isEmpty()) {
        const auto scale = Sandbox::parseScale(options.scale.toStdString());
        if (!scale) {
            return tl::make_unexpected(QString::fromStdString(scale.error()));
        }
        std::vector<Sandbox::TenantState> states;
        states.push_back(Sandbox::scaleEstate(*scale, scaleSeed));
        return states;
    }
    return Sandbox::defaultEstate();
}

Domain::Environment environmentFor(const std::string &word)
{
    if (word == "production") {
        return Domain::Environment::Production;
    }
    return word == "staging" ? Domain::Environment::Staging : Domain::Environment::Development;
}

SandboxTenant tenantFor(const Sandbox::TenantAccess &access)
{
    SandboxTenant tenant;
    tenant.profile.id = Domain::TenantId(u"sandbox-"_s + QString::fromStdString(access.name));
    tenant.profile.name = QString::fromStdString(access.name);
    tenant.profile.domain = QString::fromStdString(access.domain);
    tenant.profile.baseUrl = QUrl(QString::fromStdString(access.url));
    tenant.profile.clientId = QString::fromStdString(access.clientId);
    tenant.profile.environment = environmentFor(access.environment);
    tenant.profile.readOnly = false; // nothing in it is anybody's
    tenant.secret = Api::Secret(QByteArray::fromStdString(access.clientSecret));
    return tenant;
}

} // namespace

tl::expected<SandboxEstate, QString> startSandbox(const GuiOptions &options)
{
    Sandbox::Options serverOptions;
    if (!options.plan.isEmpty()) {
        const auto plan = Sandbox::planFromName(options.plan.toStdString());
        if (!plan) {
            return tl::make_unexpected(
                translated("--plan takes free, professional, enterprise or unlimited, not “%1”.").arg(options.plan));
        }
        serverOptions.plan = *plan;
    }
    if (!options.screenshots.isEmpty()) {
        serverOptions.clients.push_back({limitedClientId, limitedClientSecret, {"read:clients"}, {}});
    }
    auto states = statesFor(options);
    if (!states) {
        return tl::make_unexpected(states.error());
    }
    SandboxEstate estate;
    estate.server = std::make_unique<Sandbox::Server>(serverOptions, std::move(*states));
    try {
        estate.server->start();
    } catch (const std::system_error &problem) {
        return tl::make_unexpected(
            translated("The sandbox cannot listen on this computer: %1. Another program may hold "
                       "its port; try again.")
                .arg(QString::fromLocal8Bit(problem.what())));
    }
    for (const Sandbox::TenantAccess &access : estate.server->tenants()) {
        estate.tenants.append(tenantFor(access));
    }
    return estate;
}

QList<SandboxTenant> troubledTenants(const SandboxTenant &model)
{
    SandboxTenant offline = model;
    offline.profile.id = Domain::TenantId(u"offline"_s);
    offline.profile.name = u"ledgerline-dev"_s;
    offline.profile.environment = Domain::Environment::Development;
    offline.profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
    SandboxTenant limited = model;
    limited.profile.id = Domain::TenantId(u"limited"_s);
    limited.profile.name = u"ledgerline-audit"_s;
    limited.profile.environment = Domain::Environment::Staging;
    limited.profile.clientId = QString::fromLatin1(limitedClientId);
    limited.secret = Api::Secret(QByteArray(limitedClientSecret));
    return {offline, limited};
}

} // namespace Gui
