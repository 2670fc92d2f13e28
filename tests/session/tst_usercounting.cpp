#include "api/linkdownload.h"
#include "api/managementclient.h"
#include "session/usercounting.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using Api::ApiError;
using Domain::UserCounts;
using Session::UserCounting;

namespace {

constexpr std::chrono::milliseconds shortPause{20};

using Ended = std::optional<Api::Outcome<UserCounts>>;

/// An Auth0 that exports what the test says.
class ExportServer
{
public:
    /// `clock`: of the client's own retries.
    explicit ExportServer(std::shared_ptr<Api::Clock> clock = nullptr)
        : m_client(Support::loopback(server.url()), m_source, Support::openOptions(std::move(clock)))
    {
        location = server.url() + u"/exports/1.gz"_s;
        server.handler = [this](const Support::Received &request) { return answer(request); };
    }

    Ended count(const Session::HeldByOrganizations &members = {})
    {
        UserCounting counting(
            m_client, Analysis::UserCustomers({}, {{{Domain::CustomerRule::Kind::AppMetadata, u"tenant"_s}}, {}, {}}),
            members);
        counting.setFirstPause(shortPause);
        Ended ended;
        QObject::connect(&counting, &UserCounting::finished, &counting,
                         [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
        counting.start();
        (void)QTest::qWaitFor([&ended] { return ended.has_value(); }, 20000);
        return ended;
    }

    Api::ManagementClient &client() { return m_client; }

    Support::FaultServer server;
    QString location;
    Support::Answer file; ///< what the link leads to
    int refusedLinks = 0; ///< the first links have expired
    int failedPolls = 0; ///< the first questions about the job
    bool isDone = true;

private:
    Support::Answer answer(const Support::Received &request)
    {
        if (request.target.startsWith("/exports/")) {
            return refusedLinks-- > 0 ? Support::Answer{403, "expired", {}} : file;
        }
        if (request.target.startsWith("/api/v2/organizations/org_refused")) {
            return {403, R"({"statusCode":403,"error":"Forbidden","message":"not of this plan"})", {}};
        }
        if (request.target.startsWith("/api/v2/organizations/")) {
            return {200, R"({"members":[],"total":3,"start":0,"limit":1})", {}};
        }
        if (request.target.startsWith("/api/v2/users")) {
            return {200, R"({"users":[],"total":7,"start":0,"limit":1})", {}};
        }
        if (request.verb == "GET" && failedPolls-- > 0) {
            return {503, "maintenance", {}};
        }
        nlohmann::json job{{"id", "job_1"}, {"status", isDone ? "completed" : "pending"}};
        if (isDone && request.verb == "GET") {
            job["location"] = location.toStdString();
        }
        if (request.verb == "POST") {
            job["status"] = "pending";
        }
        return {200, QByteArray::fromStdString(job.dump()), {}};
    }

    Support::FakeTokenSource m_source;
    Api::ManagementClient m_client;
};

} // namespace

/// Users counted by an export: what comes of it, and what does not.
class TestUserCounting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cancelledWhileItWaits();
    void cancelledWhileItReads();
    void anExpiredLinkIsAskedForAgain();
    void aJobOutlivesFailedPolls();
    void theTokenIsNotSentToTheLink();
    void whatCannotBeReadIsCountedAsThat();
    void eachOfAListNamesACustomer();
    void whatTheExportToldOutlastsRefusedMembers();
    void badFilesAreRefused_data();
    void badFilesAreRefused();
    void badLinksAreNotFollowed_data();
    void badLinksAreNotFollowed();
};

void TestUserCounting::cancelledWhileItWaits()
{
    ExportServer auth0;
    auth0.isDone = false;
    UserCounting counting(auth0.client(), Analysis::UserCustomers({}, {}));
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_COMPARE(auth0.server.count("GET"), 2); // how many there are, and how far the job is
    counting.cancel();
    QVERIFY(ended && !*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Cancelled);
    QVERIFY(!counting.findChild<QTimer *>() || !counting.findChild<QTimer *>()->isActive());
    QVERIFY(auth0.client().calls().isEmpty());
    QCOMPARE(auth0.server.count("GET"), 2);
}

void TestUserCounting::cancelledWhileItReads()
{
    ExportServer auth0;
    auth0.file.fault = Support::Fault::Drip;
    auth0.file.body = "{\"a\":1}\n";
    UserCounting counting(auth0.client(), Analysis::UserCustomers({}, {}));
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_COMPARE(counting.progress().stage, UserCounting::Stage::Reading);
    QVERIFY(counting.findChild<Api::LinkDownload *>());
    counting.cancel();
    QVERIFY(ended && !*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Cancelled);
    QVERIFY(!counting.findChild<Api::LinkDownload *>());
}

void TestUserCounting::anExpiredLinkIsAskedForAgain()
{
    ExportServer auth0;
    auth0.refusedLinks = 2;
    auth0.file.body = R"({"place_0":"acme"})";
    const Ended ended = auth0.count();
    QVERIFY(ended && *ended);
    QCOMPARE((*ended)->customers.at(u"acme"_s), 1);
    auth0.refusedLinks = 100; // not for ever
    const Ended refused = auth0.count();
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().httpStatus, 403);
}

void TestUserCounting::aJobOutlivesFailedPolls()
{
    constexpr int rate = 500;
    ExportServer auth0(std::make_shared<Support::FastClock>(rate));
    auth0.file.body = R"({"place_0":"acme"})";
    auth0.failedPolls = 8; // more than the client itself tries
    const Ended ended = auth0.count();
    QVERIFY(ended);
    QVERIFY2(*ended, qPrintable(ended->has_value() ? QString() : ended->error().text()));
    QCOMPARE((*ended)->customers.at(u"acme"_s), 1);
    auth0.failedPolls = 10000; // not for ever
    const Ended refused = auth0.count();
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().httpStatus, 503);
}

void TestUserCounting::theTokenIsNotSentToTheLink()
{
    ExportServer auth0;
    auth0.file.body = "{}";
    QVERIFY(auth0.count());
    int links = 0;
    for (const Support::Received &request : auth0.server.received()) {
        const bool isLink = request.target.startsWith("/exports/");
        links += isLink ? 1 : 0;
        QCOMPARE(request.header("authorization").isEmpty(), isLink);
        QVERIFY(!isLink || request.header("cookie").isEmpty());
    }
    QCOMPARE(links, 1);
}

void TestUserCounting::whatCannotBeReadIsCountedAsThat()
{
    ExportServer auth0;
    auth0.file.body = R"({"place_0":"acme"})"
                      "\nno JSON\n[1]\n\n"
                      R"({"app_metadata.tenant":"Acme"})"
                      "\n"
                      R"({"app_metadata":{"tenant":"ACME"}})"
                      "\n"
                      R"({"place_0":{"name":"acme"},"identities":7})"
                      "\n"
                      R"({"place_0":"kim@acme.example"})"
                      "\n{\"place_0\":\""
        + QByteArray(qsizetype(3) * 1024 * 1024, 'x') + "\"}\n";
    const Ended ended = auth0.count();
    QVERIFY(ended && *ended);
    const UserCounts &counts = **ended;
    QCOMPARE(counts.users, 5);
    QCOMPARE(counts.unreadable, 3);
    QCOMPARE(counts.customers.at(u"acme"_s), 3); // however it is written
    QCOMPARE(counts.nobody, 1);
    QCOMPARE(counts.others, 1); // a customer named by an e-mail is one, but not told of
    QCOMPARE(counts.customers.size(), 1U);
    const Domain::PlaceCount &place = counts.places.first();
    QCOMPARE(place.values.size(), 3);
    QCOMPARE(place.others, 1); // an e-mail is not told of
    QCOMPARE(place.without, 1);
}

void TestUserCounting::eachOfAListNamesACustomer()
{
    ExportServer auth0;
    auth0.file.body = R"({"place_0":["acme"]})"
                      "\n"
                      R"({"app_metadata":{"tenant":["Acme","acme",{"name":"globex"},""]}})"
                      "\n"
                      R"({"place_0":["acme","globex"]})"
                      "\n"
                      R"({"place_0":[]})"
                      "\n";
    const Ended ended = auth0.count();
    QVERIFY(ended && *ended);
    const UserCounts &counts = **ended;
    QCOMPARE(counts.users, 4);
    QCOMPARE(counts.customers, (std::map<QString, qint64>{{u"acme"_s, 2}}));
    QCOMPARE(counts.several, 1);
    QCOMPARE(counts.nobody, 1);
    QCOMPARE(counts.places.first().without, 1);
    QCOMPARE(counts.places.first().values.first(), (Domain::ValueCount{u"acme"_s, 3}));
}

void TestUserCounting::whatTheExportToldOutlastsRefusedMembers()
{
    ExportServer auth0;
    auth0.file.body = R"({"place_0":"acme"})";
    const Ended all = auth0.count({{u"globex"_s, {u"org_one"_s, u"org_two"_s}}});
    QVERIFY(all && *all);
    QCOMPARE((*all)->members.at(u"globex"_s), 6);
    QVERIFY((*all)->membersNotCounted.isEmpty());
    const Ended refused = auth0.count({{u"globex"_s, {u"org_one"_s}}, {u"hooli"_s, {u"org_refused"_s}}});
    QVERIFY(refused && *refused);
    QCOMPARE((*refused)->customers.at(u"acme"_s), 1);
    QVERIFY((*refused)->countedAt.isValid());
    QVERIFY((*refused)->members.empty()); // a part of them would look like all
    QVERIFY((*refused)->membersNotCounted.contains(u"not of this plan"_s));
}

void TestUserCounting::badFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("damaged gzip") << "\x1f\x8b\x08 and then text"_ba << int(Support::Fault::None);
    QTest::newRow("truncated gzip") << "\x1f\x8b\x08\x00\x00"_ba << int(Support::Fault::None);
    QTest::newRow("breaks off every time") << "{}\n{}\n"_ba << int(Support::Fault::HalfBody);
}

void TestUserCounting::badFilesAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, fault);
    ExportServer auth0;
    auth0.file.body = body;
    auth0.file.fault = Support::Fault(fault);
    const Ended ended = auth0.count();
    QVERIFY(ended && !*ended);
    QVERIFY(!ended->error().text().contains(u"/exports/"_s));
}

void TestUserCounting::badLinksAreNotFollowed_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("not encrypted") << u"http://files.example/1.gz"_s;
    QTest::newRow("another port of this computer") << u"http://127.0.0.1:1/1.gz"_s;
    QTest::newRow("a file") << u"file:///etc/hostname"_s;
    QTest::newRow("with a password") << u"https://a:b@files.example/1.gz"_s;
    QTest::newRow("none") << QString();
    QTest::newRow("leads on") << u"leads on"_s;
}

void TestUserCounting::badLinksAreNotFollowed()
{
    QFETCH(QString, link);
    ExportServer auth0;
    if (link == u"leads on"_s) {
        auth0.file = {302, {}, {{"Location", "https://files.example/1.gz"}}};
    } else {
        auth0.location = link;
    }
    const Ended ended = auth0.count();
    QVERIFY(ended && !*ended);
    QVERIFY(ended->error().kind == ApiError::Kind::BadResponse || ended->error().kind == ApiError::Kind::Redirect);
}

QTEST_GUILESS_MAIN(TestUserCounting)
#include "tst_usercounting.moc"
