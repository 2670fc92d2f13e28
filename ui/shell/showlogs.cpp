#include "ui/shell/showlogs.h"

#include "ui/pages/statustext.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "query/columns.h"
#include "query/logquery.h"
#include "session/estate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Of so many objects one searches the whole log instead.
constexpr qsizetype mostObjects = 500;

QString nameOf(const Query::Record &record, Query::Kind kind)
{
    for (const QStringView column : {u"display_name", u"email", u"name"}) {
        // The name of a connection, not what its button says, is in the log.
        const bool isOfButton = kind == Query::Kind::Connections && column == u"display_name";
        if (QString name = Query::textAt(record, kind, column); !isOfButton && !name.isEmpty()) {
            return name;
        }
    }
    return record.id;
}

/// Of the first of them, and how many more there are.
QString aboutText(const QList<Query::RecordPtr> &records, Query::Kind kind)
{
    const QString first = nameOf(*records.first(), kind);
    const QString what = singularFor(kind).toLower();
    QString about = records.size() == 1
        ? MainWindow::tr("Of the %1 “%2”", "customer, connection...; its name").arg(what, first)
        : MainWindow::tr("Of the %1 “%2” and %n more", nullptr, int(records.size()) - 1).arg(what, first);
    if (kind == Query::Kind::Customers) {
        about += MainWindow::tr(": all of its connections, applications and organizations in this tenant");
        if (Query::textAt(*records.first(), kind, u"ways").contains(u"app_metadata")) {
            about += u". "_s
                + MainWindow::tr("The log does not tell app_metadata: users who belong to it by that alone are not "
                                 "among them.");
        }
    }
    return about;
}

} // namespace

bool haveLogs(const Selection &selection)
{
    using Query::Kind;
    const QList<Session::ObjectId> &objects = selection.objects;
    const Kind kind = Query::sourceOf(selection.kind);
    const bool isKind = kind == Kind::Applications || kind == Kind::Connections || kind == Kind::Organizations
        || kind == Kind::Users || kind == Kind::Customers;
    return isKind && !objects.isEmpty() && objects.size() <= mostObjects
        && (kind == Kind::Customers // of which inOneTenant() asks
            || std::all_of(objects.begin(), objects.end(), [&objects](const Session::ObjectId &object) {
                   return object.tenant == objects.first().tenant;
               }));
}

void showLogs(MainWindow &window, const Session::Estate &estate, const Selection &selection)
{
    if (!haveLogs(selection)) {
        window.showMessage(
            MainWindow::tr("Select applications, connections, organizations, users or customers of one tenant, %1 at "
                           "most, to see their log.")
                .arg(mostObjects));
        return;
    }
    const Query::Kind kind = Query::sourceOf(selection.kind);
    QStringList queries;
    QList<Query::RecordPtr> records;
    for (const Session::ObjectId &object : selection.objects) {
        const Query::RecordPtr record = estate.record(object.tenant, kind, object.id);
        const QString query = record ? Query::logQueryFor(kind, *record) : QString();
        if (!query.isEmpty()) {
            queries.append(query);
            records.append(record);
        }
    }
    if (!queries.isEmpty()) {
        showLogs(window, selection.objects.first().tenant, Query::anyOfQueries(queries), aboutText(records, kind));
    } else if (kind == Query::Kind::Customers) {
        window.showMessage(MainWindow::tr("Nothing in this tenant is the customer's alone: it is told by app_metadata, "
                                          "which the log does not name. Look at the log of one of its users."));
    }
}

void showLogs(MainWindow &window, const Domain::TenantId &tenant, const QString &query, const QString &about)
{
    window.showScope({tenant, Query::Kind::Logs, {}});
    if (TablePage *page = window.tablePage()) {
        page->filterLine()->clear(); // it was for other rows, and would hide some that are asked for
        page->search(query, about);
        page->table()->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace Ui
