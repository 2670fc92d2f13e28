#include "items/customerrows.h"
#include "items/findingmodel.h"
#include "items/recordtablemodel.h"
#include "items/roles.h"
#include "sandbox/defaultestate.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/findingindex.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "support/sandboxestate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

constexpr int patience = 30000;

} // namespace

/// The table of customers of all Auth0 tenants has a row for each, and that of a tenant those of the tenant.
class TestCustomerTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eachCustomerIsOneRowWithAllThatItHas();
    void aRowIsFoundByEachOfItsTenants();
    void rowsAreFilteredAndSorted();
    void aTenantsOwnTableIsItsOwn();
    void usersThatSomeTenantsCountedAreAtLeastSoMany();
    void anAuditMakesNothingAnewButCounts();
    void rowsFollowTenantsThatAreClosed();

private:
    Query::Value cell(const QString &key, QStringView column) const;
    QStringList keys() const;

    Sandbox::Estate m_truth = Sandbox::buildDefaultEstate();
    std::unique_ptr<Sandbox::Server> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_decided;
    std::unique_ptr<Settings::UserCountStore> m_counts;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::CustomerBook> m_book;
    std::unique_ptr<Items::RecordTableModel> m_model;
};

Query::Value TestCustomerTable::cell(const QString &key, QStringView column) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const Query::RecordPtr record = m_model->recordAt(row); record->id == key) {
            return record->cells.at(Query::columnIndex(Kind::Customers, column));
        }
    }
    return {};
}

QStringList TestCustomerTable::keys() const
{
    QStringList keys;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        keys.append(m_model->index(row, 0).data(Items::IdRole).toString());
    }
    return keys;
}

void TestCustomerTable::initTestCase()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), Sandbox::defaultEstate());
    m_server->start();
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
    m_counts = std::make_unique<Settings::UserCountStore>(m_folder.path(), *m_profiles);
    m_estate = std::make_unique<Session::Estate>();
    m_book = std::make_unique<Session::CustomerBook>(*m_estate, *m_decided);
    m_book->setUserCounts(*m_counts);
    m_model = std::make_unique<Items::RecordTableModel>(*m_estate, Kind::Customers);
    m_model->showCustomers(*m_book);
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    for (std::size_t tenant = 0; tenant < m_truth.tenants.size(); ++tenant) {
        auto session = SandboxEstate::session(*m_server, tenant);
        Session::TenantSession &opened = *session;
        m_estate->open(std::move(session));
        QVERIFY(SandboxEstate::readAll(opened));
        opened.search(Kind::Users, {}); // app_metadata names some
    }
    const auto isSettled = [this] {
        const auto sessions = m_estate->sessions();
        return std::all_of(sessions.begin(), sessions.end(), [this](const Session::TenantSession *session) {
            return m_book->of(session->id()) && !m_book->isAwaited(session->id())
                && session->status(Kind::Users).readAt.isValid();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_model->isArranging(), patience);
}

void TestCustomerTable::eachCustomerIsOneRowWithAllThatItHas()
{
    QStringList expected;
    qsizetype inSeveral = 0;
    for (const Sandbox::CustomerTruth &customer : m_truth.truth.customers) {
        const QString key = QString::fromStdString(customer.slug);
        qint64 applications = 0;
        qint64 organizations = 0;
        qint64 connections = 0;
        for (const Sandbox::CustomerObjects &objects : customer.objects) {
            applications += qint64(objects.clients.size());
            organizations += qint64(objects.organizations.size());
            connections += qint64(objects.connections.size());
        }
        expected.append(key);
        inSeveral += customer.objects.size() > 1 ? 1 : 0;
        QCOMPARE(keys().count(key), 1);
        const auto count = [&](QStringView column) { return std::get<qint64>(cell(key, column)); };
        const auto &ways = customer.ways;
        const bool isWholeTenant = std::find(ways.begin(), ways.end(), Sandbox::CustomerWay::Tenant) != ways.end();
        QVERIFY2(isWholeTenant ? count(u"applications") >= applications : count(u"applications") == applications,
                 qPrintable(key));
        QVERIFY2(count(u"organizations") == organizations, qPrintable(key));
        QVERIFY2(isWholeTenant || count(u"databases") + count(u"enterprise") == connections, qPrintable(key));
        QCOMPARE(cell(key, u"tenants"), Query::Value(qint64(customer.objects.size())));
    }
    QVERIFY(inSeveral > 10);
    QStringList shown = keys();
    shown.sort();
    expected.sort();
    QCOMPARE(shown, expected);
    QCOMPARE(m_model->total(), expected.size());
}

void TestCustomerTable::aRowIsFoundByEachOfItsTenants()
{
    const auto merged = m_book->merged(); // a later look ends the former one
    const auto several = std::find_if(merged.begin(), merged.end(),
                                      [](const auto &customer) { return customer.second.rows.size() > 1; });
    QVERIFY(several != merged.end());
    QSet<int> rows;
    for (const Query::RecordPtr &row : several->second.rows) {
        rows.insert(m_model->rowOf(row->tenant, row->id));
        QCOMPARE(m_model->find(row->tenant, row->id), several->second.record);
        QVERIFY(m_estate->record(row->tenant, Kind::Customers, row->id));
    }
    QCOMPARE(rows, QSet<int>{int(keys().indexOf(several->first))});
    QVERIFY(m_estate->record(several->second.record->tenant, Kind::Customers, several->first));
    QVERIFY(!m_model->index(*rows.begin(), 0).data(Items::EnvironmentRole).isValid());
    QCOMPARE(m_model->rowOf(Domain::TenantId(u"none"_s), several->first), -1);
}

void TestCustomerTable::rowsAreFilteredAndSorted()
{
    const auto merged = m_book->merged(); // a later look ends the former one
    const auto inSeveral = std::count_if(merged.begin(), merged.end(),
                                         [](const auto &customer) { return customer.second.rows.size() > 1; });
    m_model->setFilter(*Query::Filter::parse(Kind::Customers, u"tenants>1"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(inSeveral), patience);
    const int column = Query::columnIndex(Kind::Customers, u"databases");
    m_model->sort(column, Qt::DescendingOrder);
    QTRY_VERIFY_WITH_TIMEOUT(!m_model->isArranging(), patience);
    qint64 before = std::numeric_limits<qint64>::max();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const qint64 databases = m_model->index(row, column).data(Items::ValueRole).toLongLong();
        QVERIFY(databases <= before);
        before = databases;
    }

    // A tenant's name finds all that it has, whoever has it beside it.
    const Session::TenantSession &eu = *m_estate->sessions().first();
    const int own = int(eu.records(Kind::Customers).size());
    const QString name = eu.profile().name;
    m_model->setFilter(*Query::Filter::parse(Kind::Customers, u"tenant=\"%1\""_s.arg(name)));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), own, patience);
    m_model->setFilter(*Query::Filter::parse(Kind::Customers, u"tenant!=\"%1\""_s.arg(name)));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(merged.size()) - own, patience);
    // Its whole cell finds a row as well, which is how a row is taken as the example.
    const auto cellOf = [](const auto &row) { return Query::textOf(row.second.record->cells.first()); };
    const auto several = std::find_if(merged.begin(), merged.end(),
                                      [&cellOf](const auto &row) { return cellOf(row).contains(u", "_s); });
    QVERIFY(several != merged.end());
    const auto alike
        = std::count_if(merged.begin(), merged.end(), [&](const auto &row) { return cellOf(row) == cellOf(*several); });
    m_model->setFilter(*Query::Filter::parse(Kind::Customers, u"tenant=\"%1\""_s.arg(cellOf(*several))));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(alike), patience);
    m_model->setFilter({});
    m_model->sort(-1);
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(merged.size()), patience);
}

void TestCustomerTable::aTenantsOwnTableIsItsOwn()
{
    const Session::TenantSession &session = *m_estate->sessions().first();
    m_model->setScope(session.id());
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(session.records(Kind::Customers).size()), patience);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QCOMPARE(m_model->recordAt(row), session.record(Kind::Customers, m_model->recordAt(row)->id));
    }
    m_model->setScope(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), int(m_book->merged().size()), patience);
}

void TestCustomerTable::usersThatSomeTenantsCountedAreAtLeastSoMany()
{
    const auto merged = m_book->merged(); // a later look ends the former one
    const auto several = std::find_if(merged.begin(), merged.end(),
                                      [](const auto &customer) { return customer.second.rows.size() > 1; });
    const QString key = several->first;
    const int column = Query::columnIndex(Kind::Customers, u"users");
    const auto shown = [&] { return m_model->index(int(keys().indexOf(key)), column).data().toString(); };
    QCOMPARE(shown(), QString());
    QStringList texts;
    const QList<Query::RecordPtr> rows = several->second.rows;
    for (const Query::RecordPtr &row : rows) {
        Domain::UserCounts counts;
        counts.countedAt = QDateTime::currentDateTimeUtc();
        counts.customers.insert_or_assign(key, 1000);
        QVERIFY(m_counts->set(row->tenant, counts));
        const QString text = shown();
        QTRY_VERIFY_WITH_TIMEOUT(shown() != text, patience);
        texts.append(shown());
        const auto users = Session::customerSheet({*m_estate, *m_book}, key).users(); // as it is compared with others
        QVERIFY(users.has_value());
        QCOMPARE(Items::usersText(users).contains(u'+'), shown().contains(u'+'));
        QCOMPARE(users->isAtLeast, texts.size() < rows.size());
    }
    QCOMPARE(texts.first(), QLocale().toString(1000) + u'+');
    QCOMPARE(texts.last(), QString::number(1000 * rows.size()));
}

void TestCustomerTable::anAuditMakesNothingAnewButCounts()
{
    Session::Auditor auditor(*m_estate);
    Items::FindingModel findings(*m_estate, auditor);
    m_book->setAuditor(auditor);
    findings.showCustomers(*m_book);
    const auto isSettled = [&] {
        const auto sessions = m_estate->sessions();
        return !findings.isArranging()
            && std::all_of(sessions.begin(), sessions.end(), [&](const Session::TenantSession *session) {
                   const Session::CustomerTallies *tallies = m_book->talliesOf(session->id());
                   return !auditor.isBusy(session->id()) && !m_book->isAwaited(session->id())
                       && tallies->audit.get() == auditor.resultOf(session->id());
               });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSettled(), patience);
    const auto rows = findings.rows();
    const auto row
        = std::find_if(rows.begin(), rows.end(), [](const Items::FindingRow &one) { return !one.customer.isEmpty(); });
    QVERIFY(row != rows.end());
    const Session::TenantSession &session = *m_estate->find(row->tenant);
    const QString key
        = m_book->of(row->tenant)->ownerOf(Session::objectOf(row->finding.subject)->kind, row->finding.subject.id);
    const qint64 before = std::get<qint64>(cell(key, u"findings"));
    const auto ofTenant = session.records(Kind::Customers);
    Analysis::AuditOptions options;
    options.decisions.waivers[identityOf(row->finding)] = {u"known"_s, u"ada"_s, QDate::currentDate().addDays(9)};
    QSignalSpy resets(&findings, &QAbstractItemModel::modelReset);
    QSignalSpy counted(m_book.get(), &Session::CustomerBook::counted);
    const QSignalSpy changed(m_book.get(), &Session::CustomerBook::changed);
    auditor.setOptions(options);
    // Each tenant is audited again; who the customers are was not asked.
    const auto tenants = m_estate->sessions().size();
    QTRY_COMPARE_WITH_TIMEOUT(counted.size(), tenants, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!findings.isArranging(), patience);
    QCOMPARE(changed.size(), 0);
    QVERIFY(resets.size() > 0 && resets.size() <= tenants);
    QCOMPARE(cell(key, u"findings"), Query::Value(before - 1));
    const auto now = session.records(Kind::Customers);
    QCOMPARE(now.size(), ofTenant.size());
    for (qsizetype i = 0; i < now.size(); ++i) {
        QCOMPARE(now.at(i) == ofTenant.at(i), now.at(i)->id != key);
    }
}

void TestCustomerTable::rowsFollowTenantsThatAreClosed()
{
    const Domain::TenantId closed = m_estate->sessions().first()->id();
    std::set<QString> stay;
    for (const auto &[key, customer] : m_book->merged()) {
        if (customer.rows.size() > 1) {
            stay.insert(key);
        }
    }
    m_estate->close(closed);
    bool hasStayed = true;
    const auto look = [&] {
        const QStringList shown = keys();
        hasStayed = hasStayed
            && std::all_of(stay.begin(), stay.end(), [&shown](const QString &key) { return shown.contains(key); });
    };
    connect(m_model.get(), &QAbstractItemModel::rowsRemoved, this, look);
    connect(m_model.get(), &QAbstractItemModel::layoutChanged, this, look);
    look();
    std::set<QString> left;
    for (const Session::TenantSession *session : m_estate->sessions()) {
        for (const Query::RecordPtr &row : session->records(Kind::Customers)) {
            left.insert(row->id);
        }
    }
    const auto isFollowed = [&] {
        const QStringList shown = keys();
        return std::set<QString>(shown.begin(), shown.end()) == left && std::size_t(shown.size()) == left.size();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFollowed(), patience);
    QVERIFY(!stay.empty() && hasStayed);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QVERIFY(m_estate->find(m_model->recordAt(row)->tenant));
    }
}

QTEST_GUILESS_MAIN(TestCustomerTable)
#include "tst_customertable.moc"
