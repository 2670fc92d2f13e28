#include "cli/sandboxsetup.h"

#include "cli/translation.h"
#include "sandbox/defaultestate.h"
#include "sandbox/scale.h"
#include "sandbox/seed.h"

#include <QFile>

#include <limits>

namespace Cli {

namespace {

constexpr std::int64_t longestLatency = 600'000; // ten minutes, more than any deadline of a client
constexpr std::uint64_t longestLag = 86400; // a day, more than Auth0's
constexpr double fastestClock = 1'000'000;

tl::unexpected<Failure> notA(QLatin1StringView option, const QString &value, const QString &wanted)
{
    return usage(tr("--%1 does not take “%2”.").arg(option, value), tr("It must be %1.").arg(wanted),
                 tr("Correct it and run the command again."));
}

tl::unexpected<Failure> refused(const std::string &why)
{
    return usage(tr("The sandbox has nothing to hold."), QString::fromStdString(why),
                 tr("Correct it and run the command again."));
}

/// A whole number between 0 and `most`; `fallback` where the option is absent.
Outcome<std::uint64_t> number(const Arguments &arguments, QLatin1StringView option, std::uint64_t most,
                              std::uint64_t fallback)
{
    if (!arguments.has(option)) {
        return fallback;
    }
    bool isNumber = false;
    const qulonglong value = arguments.value(option).toULongLong(&isNumber);
    if (!isNumber || value > most) {
        return notA(option, arguments.value(option), tr("a whole number from 0 to %1").arg(most));
    }
    return value;
}

Outcome<Sandbox::Options> readOptions(const Arguments &arguments)
{
    Sandbox::Options options;
    options.tls = arguments.has(OptionName::tls);
    const auto port = number(arguments, OptionName::port, std::numeric_limits<std::uint16_t>::max(), 0);
    if (!port) {
        return tl::make_unexpected(port.error());
    }
    options.port = std::uint16_t(*port);
    const auto latency = number(arguments, OptionName::latency, longestLatency, 0);
    if (!latency) {
        return tl::make_unexpected(latency.error());
    }
    options.latency = std::chrono::milliseconds(*latency);
    const auto lag = number(arguments, OptionName::searchLag, longestLag, 0);
    if (!lag) {
        return tl::make_unexpected(lag.error());
    }
    options.searchLag = std::chrono::seconds(*lag);
    if (arguments.has(OptionName::clockRate)) {
        bool isNumber = false;
        options.clockRate = arguments.value(OptionName::clockRate).toDouble(&isNumber);
        if (!isNumber || !(options.clockRate > 0) || options.clockRate > fastestClock) {
            return notA(OptionName::clockRate, arguments.value(OptionName::clockRate),
                        tr("a number above 0, to %1").arg(fastestClock, 0, 'f', 0));
        }
    }
    if (arguments.has(OptionName::plan)) {
        const QString name = arguments.value(OptionName::plan);
        const auto plan = Sandbox::planFromName(name.toStdString());
        if (!plan) {
            return notA(OptionName::plan, name, tr("free, professional, enterprise or unlimited"));
        }
        options.plan = *plan;
    }
    return options;
}

Outcome<std::vector<Sandbox::TenantState>> readEstate(const Arguments &arguments)
{
    const auto random = number(arguments, OptionName::randomSeed, std::numeric_limits<std::uint64_t>::max(),
                               Sandbox::kDefaultEstateSeed);
    if (!random) {
        return tl::make_unexpected(random.error());
    }
    if (arguments.has(OptionName::seed)) {
        if (arguments.has(OptionName::scale)) {
            return usage(tr("--seed and --scale cannot stand together."),
                         tr("Either of them says all that the sandbox holds."), tr("Leave one of them out."));
        }
        auto loaded = Sandbox::loadSeed(QFile::encodeName(arguments.value(OptionName::seed)).toStdString());
        if (!loaded) {
            return refused(loaded.error());
        }
        return std::move(*loaded);
    }
    if (arguments.has(OptionName::scale)) {
        const auto scale = Sandbox::parseScale(arguments.value(OptionName::scale).toStdString());
        if (!scale) {
            return refused(scale.error());
        }
        std::vector<Sandbox::TenantState> tenants;
        tenants.push_back(Sandbox::scaleEstate(*scale, *random));
        return tenants;
    }
    return Sandbox::defaultEstate(*random);
}

} // namespace

Outcome<SandboxSetup> sandboxSetup(const Arguments &arguments)
{
    SandboxSetup setup;
    const auto options = readOptions(arguments);
    if (!options) {
        return tl::make_unexpected(options.error());
    }
    setup.options = *options;
    auto estate = readEstate(arguments);
    if (!estate) {
        return tl::make_unexpected(estate.error());
    }
    setup.tenants = std::move(*estate);
    setup.stateFile = arguments.value(OptionName::state);
    return setup;
}

} // namespace Cli
