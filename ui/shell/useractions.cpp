#include "ui/shell/useractions.h"

#include "ui/pages/inspectorpanel.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/onetenant.h"
#include "ui/widgets/filterline.h"

#include "domain/customer.h"
#include "query/columns.h"
#include "query/logquery.h"
#include "query/userquery.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/usersearch.h"
#include "settings/usercountstore.h"
#include "json/value.h"

#include <QAction>
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

UserActions::UserActions(const Session::Estate &estate, const Session::CustomerBook &book, MainWindow &window)
    : QObject(&window)
    , m_estate(estate)
    , m_book(book)
    , m_window(window)
{
    connect(window.actions().showUsers, &QAction::triggered, this, &UserActions::showUsers);
}

void UserActions::showUsers()
{
    InspectorPanel *inspector = m_window.inspector();
    const Selection shown{Query::sourceOf(inspector->kind()), {{inspector->tenant(), inspector->objectId()}}};
    inOneTenant(m_window, m_estate, shown, tr("Users in which Auth0 tenant?"),
                [this, inspector](const Selection &whose) {
                    const Session::ObjectId &object = whose.objects.first();
                    if (object.tenant != inspector->tenant()) {
                        inspector->showObject(object.tenant, whose.kind, object.id);
                    }
                    showUsersOf(inspector->tenant(), inspector->kind(), inspector->objectId());
                });
}

QString UserActions::queryForCustomer(const Query::Record &customer, bool &isWhole) const
{
    const Analysis::TenantCustomers *customers = m_book.of(customer.tenant);
    const auto counts = m_book.userCounts() ? m_book.userCounts()->of(customer.tenant) : nullptr;
    const auto named = customers
        ? Session::metadataQueries(*customers, m_book.rulesOf(customer.tenant), customer.id, counts.get())
        : std::nullopt;
    isWhole = named.has_value();
    QStringList queries{Query::userQueryFor(Query::Kind::Customers, customer)};
    queries += named.value_or(QStringList());
    queries.removeAll(QString());
    return Query::anyOfQueries(queries);
}

void UserActions::showUsersOf(const Domain::TenantId &tenant, Query::Kind kind, const QString &id)
{
    const Query::Kind source = Query::sourceOf(kind);
    const Query::RecordPtr record = m_estate.record(tenant, source, id);
    if (!record) {
        return;
    }
    const bool isCustomer = source == Query::Kind::Customers;
    const bool isAll = isCustomer && isHeldBy(*record, Domain::CustomerWay::Tenant);
    bool isWhole = true;
    const QString query = isAll ? QString()
        : isCustomer            ? queryForCustomer(*record, isWhole)
                                : Query::userQueryFor(source, *record);
    if (query.isEmpty() && !isAll) {
        return m_window.showMessage(tr("No connection and no organization of this tenant is the customer's alone: "
                                       "search for its users by what app_metadata says."));
    }
    if (QUrl::toPercentEncoding(query).size() > Query::longestLogQuery) {
        return m_window.showMessage(
            tr("The customer has too many connections and organizations for one search: show the users of "
               "each of them, or count the users."));
    }
    QString about = tr("Of the %1 “%2”").arg(singularFor(source).toLower(), Query::textAt(*record, source, u"name"));
    if (isCustomer && isHeldBy(*record, Domain::CustomerWay::AppMetadata)) {
        about += isWhole ? tr(", in the spellings of app_metadata that are known")
                         : tr(": those of its connections and organizations. Users who belong to it by app_metadata "
                              "alone are not among them: search for what app_metadata says of them.");
    }
    m_window.showScope({tenant, Query::Kind::Users, {}});
    if (TablePage *page = m_window.tablePage()) {
        page->filterLine()->clear(); // as showLogs() does
        page->search(query, about);
    }
    if (isAll) {
        m_window.showMessage(tr("The customer has the whole Auth0 tenant: these are all of its users, those of other "
                                "customers in it among them."));
    }
}

} // namespace Ui
