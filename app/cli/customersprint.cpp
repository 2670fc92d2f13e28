// What `customers` prints.

#include "cli/console.h"
#include "cli/customersrun.h"
#include "cli/customerswanted.h"
#include "cli/jsonarray.h"
#include "cli/terminaltext.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "analysis/customerwaytitle.h"
#include "session/customerrecords.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Widest cell on a terminal; a script that reads the table gets all of it.
constexpr int widestCell = 60;

std::string wordsOf(QLatin1StringView word)
{
    return {word.data(), std::size_t(word.size())};
}

Json::Value jsonOf(const std::set<Domain::CustomerWay> &ways)
{
    Json::Value words = Json::Value::array();
    for (const Domain::CustomerWay way : ways) {
        words.push_back(wordsOf(Domain::wordOf(way)));
    }
    return words;
}

} // namespace

void CustomersRun::printCustomers() const
{
    QList<QHash<QString, Query::RecordPtr>> records(m_results.size());
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        if (!result.read) {
            continue;
        }
        const auto &profile = m_targets.list.at(i).profile;
        for (const auto &record : Session::customerRecords(profile, result.read->snapshot, result.customers,
                                                           result.counts ? &*result.counts : nullptr,
                                                           result.tallies ? &*result.tallies : nullptr)) {
            records[i].insert(record->id, record);
        }
    }
    JsonArray array(m_console);
    QList<TextTable::Heading> headings{{tr("Customer")},
                                       {tr("Held by")},
                                       {tr("Connections"), TextTable::Alignment::Right},
                                       {tr("Applications"), TextTable::Alignment::Right},
                                       {tr("Organizations"), TextTable::Alignment::Right},
                                       {tr("Auth0 tenants")},
                                       {tr("Key")}};
    if (m_request.countsUsers) {
        headings.insert(headings.size() - 2, {tr("Users"), TextTable::Alignment::Right});
    }
    if (m_request.countsFindings) {
        headings.insert(headings.size() - 2, {tr("Findings"), TextTable::Alignment::Right});
        headings.insert(headings.size() - 2, {tr("Share of Lock's 50"), TextTable::Alignment::Right});
    }
    TextTable table(headings);
    for (const auto &[key, customer] : m_customers) {
        if (!isNamed(customer, m_request.name)) {
            continue;
        }
        QStringList names;
        Json::Value shares = Json::Value::array();
        std::optional<qint64> users; // of the tenants that can tell
        bool isOfAll = true;
        qint64 findings = 0;
        std::optional<qint64> lock; // the greatest: each is of another tenant's Lock
        for (const auto &[place, share] : customer.shares) {
            const qsizetype index = place.text().toLongLong();
            names.append(m_targets.list.at(index).profile.name);
            const std::optional<Domain::UserCounts> &counts = m_results.at(index).counts;
            if (const auto counted = Session::customerUsers(counts ? &*counts : nullptr, share)) {
                users = users.value_or(0) + counted->users;
            } else {
                isOfAll = false;
            }
            if (const auto &tallies = m_results.at(index).tallies) {
                const Session::CustomerTally &tally = tallies->of(key);
                findings += tally.findings.size();
                lock = tallies->isLockKnown ? std::max(lock.value_or(0), tally.lockCount()) : lock;
            }
            Json::Value object;
            object["tenant"] = names.last().toStdString();
            const auto own = Json::parse(records.at(index).value(key)->original);
            for (const auto &[member, value] : own->items()) {
                if (member != "key") {
                    object[member] = value;
                }
            }
            shares.push_back(std::move(object));
        }
        if (m_request.json) {
            array.add(Json::write({{"key", key.toStdString()},
                                   {"name", customer.name.toStdString()},
                                   {"ways", jsonOf(customer.ways())},
                                   {"tenants", shares}}));
        } else {
            QStringList cells{customer.name,
                              Analysis::titleOf(customer.ways()),
                              QString::number(customer.connectionCount()),
                              QString::number(customer.applicationCount()),
                              QString::number(customer.organizationCount()),
                              names.join(", "_L1),
                              key};
            if (m_request.countsUsers) {
                cells.insert(cells.size() - 2,
                             users ? QString::number(*users) + (isOfAll ? QString() : u"+"_s) : u"–"_s);
            }
            if (m_request.countsFindings) {
                cells.insert(cells.size() - 2, QString::number(findings));
                cells.insert(cells.size() - 2, lock ? QString::number(*lock) : u"–"_s);
            }
            table.add(cells);
        }
    }
    m_request.json ? void(array.close()) : void(m_console.write(table.text(m_console.isTerminal() ? widestCell : 0)));
}

void CustomersRun::printUnclaimed() const
{
    JsonArray array(m_console);
    TextTable table({{tr("Auth0 tenant")}, {tr("Kind")}, {tr("Name")}, {tr("Claimed by")}, {tr("ID")}});
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const QString tenant = m_targets.list.at(i).profile.name;
        const Analysis::TenantCustomers &customers = m_results.at(i).customers;
        for (const Analysis::CustomerClaims &claims : customers.contested + customers.unclaimed) {
            if (m_request.json) {
                Json::Value keys = Json::Value::array();
                for (const QString &key : claims.customers) {
                    keys.push_back(key.toStdString());
                }
                array.add(Json::write({{"tenant", tenant.toStdString()},
                                       {"kind", wordsOf(Domain::wordOf(claims.object.kind))},
                                       {"id", claims.object.id.toStdString()},
                                       {"name", claims.name.toStdString()},
                                       {"customers", keys}}));
            } else {
                table.add({tenant, Session::titleOf(claims.object.kind), claims.name,
                           claims.customers.isEmpty() ? tr("nobody") : claims.customers.join(", "_L1),
                           claims.object.id});
            }
        }
    }
    m_request.json ? void(array.close()) : void(m_console.write(table.text(m_console.isTerminal() ? widestCell : 0)));
}

} // namespace Cli
