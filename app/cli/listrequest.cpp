#include "cli/listrequest.h"

#include "cli/translation.h"

#include "query/logquery.h"

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Columns that only the application x connection map can fill.
QList<QLatin1StringView> mapColumns(Query::Kind kind)
{
    switch (kind) {
    case Query::Kind::Applications:
        return {"lock"_L1, "enterprise"_L1, "social"_L1, "passwordless"_L1};
    case Query::Kind::Connections:
        return {"applications"_L1, "application_names"_L1};
    default:
        return {};
    }
}

/// Columns that `list` cannot fill, since it reads one kind at a time.
QList<QLatin1StringView> absentColumns(Query::Kind kind)
{
    if (kind == Query::Kind::Tenants) {
        return {"applications"_L1, "connections"_L1, "organizations"_L1, "state"_L1};
    }
    return {};
}

/// What the table shows unless told otherwise: the columns of the window's table that cost no request of their own, and
/// those that the filter names.
QList<int> defaultColumns(Query::Kind kind, const Query::Filter &filter, bool several)
{
    const QList<Query::Column> &all = Query::columnsOf(kind);
    const QList<QLatin1StringView> left = mapColumns(kind) + absentColumns(kind);
    QList<int> chosen;
    for (int index = 0; index < all.size(); ++index) {
        const bool isShown = all[index].shownByDefault || (several && index == 0);
        if (filter.names(all[index].id) || (isShown && !left.contains(all[index].id))) {
            chosen.append(index);
        }
    }
    return chosen;
}

tl::unexpected<Failure> unknownColumn(Query::Kind kind, const QString &id)
{
    QStringList known;
    for (const Query::Column &column : Query::columnsOf(kind)) {
        if (!absentColumns(kind).contains(column.id)) {
            known.append(column.id);
        }
    }
    return usage(tr("--columns does not take “%1”.").arg(id),
                 tr("Lists of %1 have no such column.").arg(Query::wordFor(kind)),
                 meaning(id, known, tr("Choose from %1.").arg(known.join(", "_L1))));
}

Outcome<QList<int>> namedColumns(Query::Kind kind, const QString &list)
{
    QList<int> columns;
    for (const QString &part : list.split(u',')) {
        const QString id = part.trimmed();
        const int index = Query::columnIndex(kind, id);
        if (index < 0 || absentColumns(kind).contains(Query::columnsOf(kind)[index].id)) {
            return unknownColumn(kind, id);
        }
        columns.append(index);
    }
    return columns;
}

Outcome<Query::Kind> readKindWord(const Arguments &arguments)
{
    const QString word = arguments.words().value(0);
    const auto kind = Query::kindFor(word);
    if (kind && *kind == Query::sourceOf(*kind) && !Query::isDerived(*kind)) {
        return *kind;
    }
    if (kind && Query::isDerived(*kind)) {
        return usage(tr("There is no kind “%1”.").arg(word), tr("Customers are found in objects of the other kinds."),
                     tr("tenantry-cli customers shows them."));
    }
    return usage(tr("There is no kind “%1”.").arg(word), tr("list knows the kinds of object that have a table."),
                 meaning(word,
                         {u"connections"_s, u"applications"_s, u"organizations"_s, u"users"_s, u"logs"_s, u"tenants"_s},
                         tr("Choose from connections, applications, organizations, users, logs and tenants.")));
}

} // namespace

bool ListRequest::needsMap() const
{
    const QList<QLatin1StringView> ids = mapColumns(kind);
    return std::any_of(ids.begin(), ids.end(), [this](QLatin1StringView id) {
        return filter.names(id) || (!json && columns.contains(Query::columnIndex(kind, QString(id))));
    });
}

Outcome<Query::Filter> whereFilter(const Arguments &arguments, Query::Kind kind, const QString &advice)
{
    const QString where = arguments.value(OptionName::where);
    const auto filter = Query::Filter::parse(kind, where);
    if (!filter) {
        return usage(tr("The filter is not understood at “%1”.").arg(where.mid(filter.error().offset)),
                     filter.error().message,
                     advice.isEmpty() ? tr("tenantry-cli list --help shows how filters are written.") : advice);
    }
    return *filter;
}

Outcome<ListRequest> listRequest(const Arguments &arguments, bool several)
{
    ListRequest request;
    request.json = arguments.has(OptionName::json);
    const Outcome<Query::Kind> kind = readKindWord(arguments);
    if (!kind) {
        return tl::make_unexpected(kind.error());
    }
    request.kind = *kind;
    const Outcome<Query::Filter> filter = whereFilter(arguments, request.kind);
    if (!filter) {
        return tl::make_unexpected(filter.error());
    }
    request.filter = *filter;
    request.query = Query::narrowingQuery(request.kind, arguments.value(OptionName::where));
    for (const QLatin1StringView id : absentColumns(request.kind)) {
        if (request.filter.names(id)) {
            return usage(tr("--where cannot use “%1” here.").arg(id),
                         tr("list reads one kind of object at a time, and nothing to count."),
                         tr("List that kind, or open the window."));
        }
    }
    request.columns = defaultColumns(request.kind, request.filter, several);
    if (arguments.has(OptionName::columns)) {
        const Outcome<QList<int>> columns = namedColumns(request.kind, arguments.value(OptionName::columns));
        if (!columns) {
            return tl::make_unexpected(columns.error());
        }
        request.columns = *columns;
    }
    return request;
}

} // namespace Cli
