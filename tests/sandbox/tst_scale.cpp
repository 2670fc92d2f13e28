#include "sandbox/scale.h"

#include <QTest>

#include <set>

using namespace Sandbox;
using namespace Qt::StringLiterals;

class TestScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachKindInAnyOrder();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void givesWhatWasAskedFor();
    void sameSeedSameTenant();
    void usersAloneStillHaveAConnection();
};

void TestScale::readsEachKindInAnyOrder()
{
    const auto scale = parseScale("users=3,connections=100000,organizations=0");
    QVERIFY(scale);
    QCOMPARE(scale->connections, std::size_t(100000));
    QCOMPARE(scale->users, std::size_t(3));
    QCOMPARE(scale->applications, std::size_t(0));
}

void TestScale::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("empty") << ""_ba
                           << "is no part of a scale"_ba;
    QTest::newRow("unknown kind") << "connection=5"_ba
                                  << "\"connection=5\""_ba;
    QTest::newRow("no count") << "users"_ba
                              << "\"users\""_ba;
    QTest::newRow("empty count") << "users="_ba
                                 << "whole number"_ba;
    QTest::newRow("negative") << "users=-1"_ba
                              << "whole number"_ba;
    QTest::newRow("fraction") << "users=1.5"_ba
                              << "whole number"_ba;
    QTest::newRow("suffix") << "users=100k"_ba
                            << "whole number"_ba;
    QTest::newRow("too many") << "users=1000001"_ba
                              << "1000000"_ba;
    QTest::newRow("overflow") << "users=99999999999999999999999"_ba
                              << "whole number"_ba;
    QTest::newRow("twice") << "users=1,users=2"_ba
                           << "twice"_ba;
    QTest::newRow("trailing comma") << "users=1,"_ba
                                    << "is no part of a scale"_ba;
}

void TestScale::saysWhatIsWrong()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto scale = parseScale(text.toStdString());
    QVERIFY(!scale);
    QVERIFY2(scale.error().find(says.toStdString()) != std::string::npos, scale.error().c_str());
}

void TestScale::givesWhatWasAskedFor()
{
    const TenantState tenant = scaleEstate({3000, 200, 150, 400}, 1);
    QCOMPARE(tenant.connections.size(), std::size_t(3000));
    QCOMPARE(tenant.clients.size(), std::size_t(200));
    QCOMPARE(tenant.organizations.size(), std::size_t(150));
    QCOMPARE(tenant.users.size(), std::size_t(400));
    std::set<std::string> strategies, names;
    for (const Json &connection : tenant.connections.items()) {
        strategies.insert(connection.at("strategy"));
        names.insert(connection.at("name"));
    }
    QCOMPARE(names.size(), std::size_t(3000));
    QVERIFY(strategies.size() >= 6);
    std::size_t most = 0;
    for (const Json &client : tenant.clients.items()) {
        const std::size_t count = tenant.enabledClients.connectionsOf(client.at("client_id")).size();
        QVERIFY(client.at("name").get<std::string>().ends_with('(' + std::to_string(count) + ')'));
        most = std::max(most, count);
    }
    QVERIFY(most >= 40 && most <= 120);
}

void TestScale::sameSeedSameTenant()
{
    const auto text = [](std::uint64_t seed) {
        const TenantState tenant = scaleEstate({50, 20, 10, 30}, seed);
        return Json(tenant.connections.items()).dump() + Json(tenant.clients.items()).dump()
            + Json(tenant.users.items()).dump();
    };
    QCOMPARE(text(5), text(5));
    QVERIFY(text(5) != text(6));
}

void TestScale::usersAloneStillHaveAConnection()
{
    const TenantState tenant = scaleEstate({0, 0, 0, 10}, 1);
    QCOMPARE(tenant.users.size(), std::size_t(10));
    QCOMPARE(tenant.connections.size(), std::size_t(1));
    QVERIFY(tenant.users.items()[0].at("identities")[0].at("connection") == tenant.connections.items()[0].at("name"));
}

QTEST_APPLESS_MAIN(TestScale)
#include "tst_scale.moc"
