#include "ui/shell/showlogs.h"

#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/recordtable.h"

#include "query/logquery.h"
#include "session/estate.h"

#include <algorithm>

namespace Ui {

namespace {

/// Beyond so many, a query would be longer than Auth0 takes.
constexpr qsizetype mostObjects = 20;

} // namespace

bool haveLogs(const Selection &selection)
{
    using Query::Kind;
    const QList<Session::ObjectId> &objects = selection.objects;
    const Kind kind = Query::sourceOf(selection.kind);
    const bool isKind
        = kind == Kind::Applications || kind == Kind::Connections || kind == Kind::Organizations || kind == Kind::Users;
    return isKind && !objects.isEmpty() && objects.size() <= mostObjects
        && std::all_of(objects.begin(), objects.end(),
                       [&objects](const Session::ObjectId &object) { return object.tenant == objects.first().tenant; });
}

void showLogs(MainWindow &window, const Session::Estate &estate, const Selection &selection)
{
    if (!haveLogs(selection)) {
        window.showMessage(MainWindow::tr(
            "Select applications, connections, organizations or users of one tenant, 20 at most, to see their log."));
        return;
    }
    const Query::Kind kind = Query::sourceOf(selection.kind);
    QStringList queries;
    for (const Session::ObjectId &object : selection.objects) {
        if (const Query::RecordPtr record = estate.record(object.tenant, kind, object.id)) {
            queries.append(Query::logQueryFor(kind, *record));
        }
    }
    if (!queries.isEmpty()) {
        showLogs(window, selection.objects.first().tenant, Query::anyOfQueries(queries));
    }
}

void showLogs(MainWindow &window, const Domain::TenantId &tenant, const QString &query)
{
    window.showScope({tenant, Query::Kind::Logs, {}});
    if (TablePage *page = window.tablePage()) {
        page->search(query);
        page->table()->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace Ui
