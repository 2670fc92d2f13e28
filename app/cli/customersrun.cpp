#include "cli/customersrun.h"

#include "cli/console.h"
#include "cli/customerswanted.h"
#include "cli/jsonarray.h"
#include "cli/mapcost.h"
#include "cli/profiles.h"
#include "cli/targetqueue.h"
#include "cli/terminaltext.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "analysis/customerrounds.h"
#include "analysis/customerwaytitle.h"
#include "session/customerrecords.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Analysis::Need;

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

CustomersRun::CustomersRun(CustomersRequest request, Targets targets, bool asks, Console &console, Finish finish,
                           QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_targets(std::move(targets))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_queue(new TargetQueue(
          m_targets.list, asks, [this](qsizetype index, Api::ManagementClient &client) { read(index, client); },
          [this](qsizetype index, const Failure &why) {
              m_results[index].failure = why;
              end();
          },
          this))
    , m_results(m_targets.list.size())
{
    m_queue->onInterrupt([this] { interrupt(); });
}

void CustomersRun::start()
{
    m_console.progress(tr("0 of %1 Auth0 tenants read").arg(m_results.size()));
    m_queue->start();
}

void CustomersRun::interrupt()
{
    if (m_count) {
        return m_count->cancel();
    }
    m_console.progress({});
    m_console.say({ExitCode::Network, tr("The customers were not found."), tr("It was interrupted."),
                   tr("Start it again; nothing was changed.")});
    m_finish(ExitCode::Network);
}

void CustomersRun::read(qsizetype index, Api::ManagementClient &client)
{
    const Target &target = m_targets.list[index];
    m_results[index].client = &client;
    auto *reading = new SnapshotReading(client, target.profile, customerNeeds(target), true, this,
                                        [this, index](const Outcome<ReadSnapshot> &read) {
                                            if (read) {
                                                m_results[index].read = *read;
                                            } else {
                                                m_results[index].failure = read.error();
                                            }
                                            end();
                                        });
    reading->setExtras(Need::Map | Need::Users); // proposals are better with them
    tellMapCost(*reading, target.profile.name, m_console);
    reading->start();
}

void CustomersRun::end()
{
    m_console.progress(tr("%1 of %2 Auth0 tenants read").arg(++m_ended).arg(m_results.size()));
    m_queue->next();
    if (m_ended == m_results.size()) {
        conclude();
    }
}

void CustomersRun::findCustomers()
{
    QList<Analysis::CustomerQuestion> questions;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Target &target = m_targets.list.at(i);
        const std::optional<ReadSnapshot> &read = m_results.at(i).read;
        questions.append({read ? &read->snapshot : nullptr, target.customers, target.profile.clientId});
    }
    const QList<Analysis::CustomerAnswer> answers = Analysis::customersOfAll(questions);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        m_results[i].rules = answers.at(i).rules;
        m_results[i].customers = answers.at(i).customers;
    }
}

std::map<QString, Analysis::Customer> CustomersRun::customersOfAll() const
{
    // A tenant that is not saved has no id of its own: its place in the list stands for it.
    std::map<Domain::TenantId, const Analysis::TenantCustomers *> tenants;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        if (m_results.at(i).read) {
            tenants.emplace(Domain::TenantId(QString::number(i)), &m_results.at(i).customers);
        }
    }
    return Analysis::mergedCustomers(tenants);
}

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
                                                           result.counts ? &*result.counts : nullptr)) {
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
    TextTable table(headings);
    for (const auto &[key, customer] : customersOfAll()) {
        if (!isNamed(customer, m_request.name)) {
            continue;
        }
        QStringList names;
        Json::Value shares = Json::Value::array();
        std::optional<qint64> users; // of the tenants that can tell
        bool isOfAll = true;
        for (const auto &[place, share] : customer.shares) {
            const qsizetype index = place.text().toLongLong();
            names.append(m_targets.list.at(index).profile.name);
            const std::optional<Domain::UserCounts> &counts = m_results.at(index).counts;
            if (const auto counted = Session::customerUsers(counts ? &*counts : nullptr, share)) {
                users = users.value_or(0) + counted->users;
            } else {
                isOfAll = false;
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

/// What the reader of the result should know; the code that it ends with.
ExitCode CustomersRun::report() const
{
    ExitCode code = ExitCode::Done;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        const Target &target = m_targets.list.at(i);
        const QString name = target.profile.name;
        if (result.failure) {
            Failure failure = *result.failure;
            failure.happened = m_targets.several ? name + u": "_s + failure.happened : failure.happened;
            m_console.say(failure);
            code = code == ExitCode::Done ? failure.code : code;
            continue;
        }
        for (const QString &note : result.read->notes) {
            m_console.note(name + u": "_s + note);
        }
        if (result.read->incomplete) {
            m_console.say(*result.read->incomplete);
            code = code == ExitCode::Done ? result.read->incomplete->code : code;
        }
        if (result.counts) {
            noteCounts(result, name);
            if (!result.counts->membersNotCounted.isEmpty()) { // asked for, and Auth0 did not tell
                code = code == ExitCode::Done ? ExitCode::Network : code;
            }
        } else if (result.notCounted) {
            Failure failure = *result.notCounted;
            failure.happened = name + u": "_s + failure.happened;
            m_console.say(failure);
            code = code == ExitCode::Done ? failure.code : code;
        }
        if (!target.customers) {
            m_console.note(
                result.rules.isEmpty()
                    ? tr("%1: nobody decided on customer rules, and neither names nor metadata propose any.").arg(name)
                    : tr("%1: nobody decided on customer rules; names and metadata propose these.").arg(name));
        }
        if (const auto contested = result.customers.contested.size(); contested > 0 && !m_request.unclaimed) {
            m_console.note(name + u": "_s
                           + tr("%L1 objects are claimed by several customers and counted for none; --unclaimed "
                                "names them.")
                                 .arg(contested));
        }
    }
    // Of tenants that were not read whole nobody can tell.
    const bool isSought = code == ExitCode::Done && !m_request.name.isEmpty() && !m_request.unclaimed;
    if (const auto nobody = isSought ? noSuchCustomer(customersOfAll(), m_request.name) : std::nullopt) {
        m_console.say(*nobody);
        code = nobody->code;
    }
    return code;
}

void CustomersRun::countUsers()
{
    QList<CountTask> tasks;
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        const Result &result = m_results.at(i);
        if (result.read && result.client) {
            tasks.append({i, result.client, Analysis::UserCustomers(result.customers, result.rules),
                          m_request.countsMembers ? Session::heldByOrganizations(result.customers, result.rules)
                                                  : Session::HeldByOrganizations()});
        }
    }
    if (tasks.isEmpty()) {
        return print();
    }
    m_count = new UserCount(
        tasks, m_console,
        [this](const UserCount::Outcomes &outcomes, bool wasInterrupted) { takeCounts(outcomes, wasInterrupted); },
        this);
    m_count->start();
}

void CustomersRun::takeCounts(const UserCount::Outcomes &outcomes, bool wasInterrupted)
{
    for (const auto &[target, outcome] : outcomes) {
        Result &result = m_results[target];
        if (wasInterrupted && !outcome) {
            m_console.say(outcome.error());
            return m_finish(outcome.error().code);
        }
        if (!outcome) {
            result.notCounted = outcome.error();
            continue;
        }
        result.counts = *outcome;
        result.customers = Analysis::customersOf(result.read->snapshot, result.rules,
                                                 Analysis::namedByCounts(*outcome, result.rules));
    }
    keepCounts();
    print();
}

/// Reports and the window tell them too. That they are not kept is said, and no failure: they are printed.
void CustomersRun::keepCounts()
{
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        return m_console.note(saved.error().why);
    }
    Settings::UserCountStore store(Settings::Paths::standard().userCounts(), *saved->profiles);
    for (qsizetype i = 0; i < m_results.size(); ++i) {
        if (const auto &counts = m_results.at(i).counts) {
            if (const auto kept = store.setNamed(m_targets.list.at(i).profile, *counts); !kept) {
                m_console.note(kept.error().message);
            }
        }
    }
}

void CustomersRun::noteCounts(const Result &result, const QString &tenant) const
{
    const Domain::UserCounts &counts = *result.counts;
    const QString told = tr("%L1 users counted, %L2 of no customer, %L3 of several.");
    m_console.note(tenant + u": "_s + told.arg(counts.users).arg(counts.nobody).arg(counts.several));
    if (counts.unreadable > 0) {
        m_console.note(tenant + u": "_s + tr("%L1 lines of the export could not be read.").arg(counts.unreadable));
    }
    if (!counts.membersNotCounted.isEmpty()) {
        m_console.note(
            tr("%1: The members of organizations were not counted: %2").arg(tenant, counts.membersNotCounted));
    }
    const auto held = Session::heldByOrganizations(result.customers, result.rules);
    if (!held.empty() && !m_request.countsMembers) {
        m_console.note(tenant + u": "_s
                       + tr("%L1 customers are held by organizations alone, of which an export tells nothing; "
                            "--count-members asks for each organization.")
                             .arg(held.size()));
    }
}

void CustomersRun::conclude()
{
    m_console.progress({});
    findCustomers();
    m_request.countsUsers ? countUsers() : print();
}

void CustomersRun::print()
{
    if (std::any_of(m_results.begin(), m_results.end(), [](const Result &result) { return result.read.has_value(); })) {
        m_request.unclaimed ? printUnclaimed() : printCustomers();
        m_console.flush();
    }
    m_finish(report());
}

} // namespace Cli
