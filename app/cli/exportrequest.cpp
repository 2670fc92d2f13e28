#include "cli/exportrequest.h"

#include "cli/translation.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Kept = Reports::ExportInput::KeptPolicy;

/// Columns that only the application x connection map fills, of which nothing is counted here.
constexpr QLatin1StringView countedColumns[]{"lock"_L1,         "enterprise"_L1,   "social"_L1,
                                             "passwordless"_L1, "applications"_L1, "application_names"_L1};

Outcome<std::optional<Query::Filter>> filterIn(const Arguments &arguments, QLatin1StringView option, Query::Kind kind)
{
    if (!arguments.has(option)) {
        return std::nullopt;
    }
    const QString where = arguments.value(option);
    const auto filter = Query::Filter::parse(kind, where);
    if (!filter) {
        return usage(tr("The filter of --%1 is not understood at “%2”.").arg(option, where.mid(filter.error().offset)),
                     filter.error().message, tr("tenantry-cli list --help shows how filters are written."));
    }
    for (const QLatin1StringView column : countedColumns) {
        if (filter->names(column)) {
            return usage(tr("--%1 cannot use “%2” here.").arg(option, column), tr("Nothing is counted for an export."),
                         tr("Choose by names and settings, as list shows them."));
        }
    }
    return *filter;
}

Outcome<Kept> keptIn(const Arguments &arguments)
{
    const QString word = arguments.value(OptionName::keepPolicy);
    if (word.isEmpty() && !arguments.has(OptionName::keepPolicy)) {
        return Kept::None;
    }
    if (word == "legacy"_L1) {
        return Kept::Legacy;
    }
    if (word == "flexible"_L1) {
        return Kept::Flexible;
    }
    return usage(tr("--keep-policy does not take “%1”.").arg(word), tr("There are two generations of password policy."),
                 meaning(word, {u"legacy"_s, u"flexible"_s}, tr("Give legacy or flexible.")));
}

} // namespace

const std::optional<Query::Filter> &ExportRequest::filterOf(Query::Kind kind) const
{
    return kind == Query::Kind::Applications ? applications
        : kind == Query::Kind::Connections   ? connections
                                             : organizations;
}

bool ExportRequest::wants(Query::Kind kind) const
{
    return filterOf(kind) || !isFiltered();
}

Outcome<ExportRequest> exportRequest(ExportTool tool, const Arguments &arguments)
{
    ExportRequest request;
    request.tool = tool;
    request.output = arguments.value(OptionName::output);
    request.customer = arguments.value(OptionName::customer);
    request.json = arguments.has(OptionName::json);
    if (request.output.isEmpty()) {
        return usage(tr("It is not said where to write."), tr("An export is a folder of several files."),
                     tr("Name a new folder with --output."));
    }
    const auto applications = filterIn(arguments, OptionName::applications, Query::Kind::Applications);
    const auto connections = filterIn(arguments, OptionName::connections, Query::Kind::Connections);
    const auto organizations = filterIn(arguments, OptionName::organizations, Query::Kind::Organizations);
    const Outcome<Kept> kept = keptIn(arguments);
    if (const Failure *failure = firstFailure(applications, connections, organizations, kept)) {
        return tl::make_unexpected(*failure);
    }
    request.applications = *applications;
    request.connections = *connections;
    request.organizations = *organizations;
    request.keptPolicy = *kept;
    return request;
}

} // namespace Cli
