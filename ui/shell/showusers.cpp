#include "ui/shell/showusers.h"

#include "ui/pages/statustext.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filterline.h"

#include "domain/customer.h"
#include "query/columns.h"
#include "query/logquery.h"
#include "query/userquery.h"
#include "session/estate.h"
#include "json/value.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

bool isHeldBy(const Query::Record &customer, Domain::CustomerWay way)
{
    const auto object = Json::parse(customer.original);
    const Json::Value *ways = object ? Json::memberAt(*object, "ways") : nullptr;
    const auto isThis = [way](const Json::Value &word) {
        return word.is_string() && Json::toQString(word.get_ref<const std::string &>()) == Domain::wordOf(way);
    };
    return ways && ways->is_array() && std::any_of(ways->begin(), ways->end(), isThis);
}

} // namespace

void showUsers(MainWindow &window, const Session::Estate &estate, const Domain::TenantId &tenant, Query::Kind kind,
               const QString &id)
{
    const Query::Kind source = Query::sourceOf(kind);
    const Query::RecordPtr record = estate.record(tenant, source, id);
    if (!record) {
        return;
    }
    const bool isCustomer = source == Query::Kind::Customers;
    const bool isAll = isCustomer && isHeldBy(*record, Domain::CustomerWay::Tenant);
    const QString query = isAll ? QString() : Query::userQueryFor(source, *record);
    if (query.isEmpty() && !isAll) {
        return window.showMessage(
            MainWindow::tr("No connection and no organization of this tenant is the customer's alone: search for "
                           "its users by what app_metadata says."));
    }
    if (QUrl::toPercentEncoding(query).size() > Query::longestLogQuery) {
        return window.showMessage(
            MainWindow::tr("The customer has too many connections and organizations for one search: show the users of "
                           "each of them, or count the users."));
    }
    QString about
        = MainWindow::tr("Of the %1 “%2”").arg(singularFor(source).toLower(), Query::textAt(*record, source, u"name"));
    if (isCustomer && isHeldBy(*record, Domain::CustomerWay::AppMetadata)) {
        about += MainWindow::tr(": those of its connections and organizations. Users who belong to it by app_metadata "
                                "alone are not among them: search for what app_metadata says of them.");
    }
    window.showScope({tenant, Query::Kind::Users, {}});
    if (TablePage *page = window.tablePage()) {
        page->filterLine()->clear(); // as showLogs() does
        page->search(query, about);
    }
    if (isAll) {
        window.showMessage(MainWindow::tr(
            "The customer has the whole Auth0 tenant: these are all of its users, those of other customers "
            "in it among them."));
    }
}

} // namespace Ui
