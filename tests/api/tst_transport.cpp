#include "exchanging.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;
using namespace Support;
using Kind = ApiError::Kind;

Q_DECLARE_METATYPE(Verb)
Q_DECLARE_METATYPE(Fault)

class TestTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void redirectsAreNeverFollowed_data();
    void redirectsAreNeverFollowed();
    void theDeadlineIsTotal_data();
    void theDeadlineIsTotal();
    void tokensThatWouldAddHeadersStayHere_data();
    void tokensThatWouldAddHeadersStayHere();
    void anIdIsOneSegment_data();
    void anIdIsOneSegment();
    void tooMuchIsRefused();
    void whatUnpacksWithoutEndIsRefused();
    void writingIsLockedByDefault_data();
    void writingIsLockedByDefault();
    void nothingIsRemembered();
    void anUnusableCaFileStopsAll();
    void theSystemsProxyIsUsed();

private:
    Outcome<WireReply> sent(const WireRequest &wire, TransportOptions options = openOptions().transport,
                            const Secret &bearer = anyToken());
    std::unique_ptr<FaultServer> m_server;
};

void TestTransport::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<FaultServer>();
}

Outcome<WireReply> TestTransport::sent(const WireRequest &wire, TransportOptions options, const Secret &bearer)
{
    Transport transport(loopback(m_server->url()), std::move(options));
    return exchange(transport, wire, bearer);
}

void TestTransport::redirectsAreNeverFollowed_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<int>("status");
    for (const Verb verb : {Verb::Get, Verb::Post, Verb::Patch, Verb::Delete}) {
        for (const int status : {301, 302, 303, 307, 308})
            QTest::addRow("%s %d", verbName(verb).constData(), status) << verb << status;
    }
}

void TestTransport::redirectsAreNeverFollowed()
{
    QFETCH(Verb, verb);
    QFETCH(int, status);
    FaultServer elsewhere;
    m_server->handler = [&](const Received &) {
        return Answer{status, {}, {{"Location", elsewhere.url().toLatin1() + "/api/v2/things"}}, Fault::None};
    };
    const Outcome<WireReply> outcome = sent(request(verb));
    QVERIFY(outcome);
    QCOMPARE(errorFrom(request(verb), *outcome).kind, Kind::Redirect);
    QCOMPARE(m_server->received().size(), 1);
    QCOMPARE(elsewhere.received().size(), 0);
}

void TestTransport::theDeadlineIsTotal_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("read, drip") << Verb::Get << Fault::Drip;
    QTest::newRow("read, hang") << Verb::Get << Fault::Hang;
    QTest::newRow("write, drip") << Verb::Patch << Fault::Drip;
    QTest::newRow("write, hang") << Verb::Patch << Fault::Hang;
}

void TestTransport::theDeadlineIsTotal()
{
    QFETCH(Verb, verb);
    QFETCH(Fault, fault);
    m_server->handler = [&](const Received &) { return Answer{200, "{", {}, fault}; };
    WireRequest wire = request(verb);
    wire.deadline = Milliseconds(300);
    const Outcome<WireReply> outcome = sent(wire);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QCOMPARE(outcome.error().unknownOutcome, verb == Verb::Patch);
    QCOMPARE(m_server->received().size(), 1);
}

void TestTransport::tokensThatWouldAddHeadersStayHere_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("line break") << "a\r\nX-Injected: yes"_ba;
    QTest::newRow("line feed") << "a\nX-Injected: yes"_ba;
    QTest::newRow("trailing line feed") << "abc\n"_ba;
    QTest::newRow("carriage return") << "abc\r"_ba;
    QTest::newRow("blank") << "two words"_ba;
    QTest::newRow("leading blank") << " abc"_ba;
    QTest::newRow("NUL") << QByteArray("ab\0c", 4);
    QTest::newRow("not ASCII") << QByteArray("caf\xc3\xa9");
    QTest::newRow("quote") << "\"abc\""_ba;
    QTest::newRow("padding inside") << "ab=c"_ba;
}

void TestTransport::tokensThatWouldAddHeadersStayHere()
{
    QFETCH(QByteArray, bad);
    const Outcome<WireReply> outcome = sent(request(Verb::Get), openOptions().transport, Secret(bad));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::InvalidInput);
    QVERIFY2(bad.isEmpty() || !outcome.error().text().contains(QString::fromLatin1(bad)), "the error shows the token");
    QCOMPARE(m_server->received().size(), 0);
}

void TestTransport::anIdIsOneSegment_data()
{
    QTest::addColumn<QString>("id");
    const QStringList ids = {u"con_1"_s,
                             u"auth0|id_issue#218"_s,
                             u"a/b"_s,
                             u"../../oauth/token"_s,
                             u"a?b=c"_s,
                             u"a%2Fb"_s,
                             u"a b"_s,
                             u"a\r\nX: y"_s,
                             u"ü💥"_s,
                             u"a\\b"_s,
                             u"a;b"_s,
                             u"a@evil.example"_s,
                             u"//evil/x"_s,
                             u"..."_s,
                             u"%2e%2e"_s,
                             u"a+b"_s,
                             u"a&b=c"_s,
                             u"http://x"_s,
                             u"samlp|acme|é"_s,
                             u"{id}"_s,
                             u"a:b"_s,
                             u"~"_s,
                             u"*"_s};
    for (qsizetype i = 0; i < ids.size(); ++i)
        QTest::addRow("%lld", qlonglong(i)) << ids.at(i);
    for (const QString &id : {u"."_s, u".."_s, QString()})
        QTest::addRow("refused '%s'", qPrintable(id)) << id;
}

void TestTransport::anIdIsOneSegment()
{
    QFETCH(QString, id);
    const Outcome<WireReply> outcome = sent(request(Verb::Get, u"/users/{id}/logs"_s, {id}));
    if (id.isEmpty() || id == u"."_s || id == u".."_s) {
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Kind::InvalidInput);
        QCOMPARE(m_server->received().size(), 0);
        return;
    }
    QVERIFY(outcome);
    const QList<QByteArray> segments = m_server->received().first().target.split('/');
    QCOMPARE(segments.size(), 6);
    QCOMPARE(segments.mid(0, 4), (QList<QByteArray>{"", "api", "v2", "users"}));
    QCOMPARE(QString::fromUtf8(QByteArray::fromPercentEncoding(segments.at(4))), id);
    QCOMPARE(segments.at(5), "logs"_ba);
}

void TestTransport::tooMuchIsRefused()
{
    m_server->handler = [](const Received &) { return Answer{200, QByteArray(2'000'000, ' '), {}, Fault::None}; };
    TransportOptions options;
    options.sizeCap = 1'000'000;
    const Outcome<WireReply> outcome = sent(request(Verb::Get), options);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::TooLarge);
}

void TestTransport::whatUnpacksWithoutEndIsRefused()
{
    const QByteArray packed = qCompress(QByteArray(64 * 1024 * 1024, ' '), 9).mid(4);
    m_server->handler = [&](const Received &) {
        return Answer{200, packed, {{"Content-Encoding", "deflate"}}, Fault::None};
    };
    const Outcome<WireReply> outcome = sent(request(Verb::Get));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::TooLarge);
}

void TestTransport::writingIsLockedByDefault_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("goes");
    QTest::newRow("read") << Verb::Get << u"/users"_s << true;
    QTest::newRow("post") << Verb::Post << u"/users"_s << false;
    QTest::newRow("patch") << Verb::Patch << u"/connections/x"_s << false;
    QTest::newRow("put") << Verb::Put << u"/x"_s << false;
    QTest::newRow("delete") << Verb::Delete << u"/users/x"_s << false;
    QTest::newRow("export job") << Verb::Post << u"/jobs/users-exports"_s << true;
    QTest::newRow("import job") << Verb::Post << u"/jobs/users-imports"_s << false;
    QTest::newRow("token path on the wrong API") << Verb::Post << u"/oauth/token"_s << false;
}

void TestTransport::writingIsLockedByDefault()
{
    QFETCH(Verb, verb);
    QFETCH(QString, path);
    QFETCH(bool, goes);
    const Outcome<WireReply> outcome = sent(request(verb, path), TransportOptions());
    QCOMPARE(outcome.has_value(), goes);
    QCOMPARE(m_server->received().size(), goes ? 1 : 0);
    if (!goes) {
        QCOMPARE(outcome.error().kind, Kind::ReadOnly);
        QVERIFY(!outcome.error().unknownOutcome);
    }
}

void TestTransport::nothingIsRemembered()
{
    m_server->handler = [](const Received &) {
        return Answer{200,
                      "{}",
                      {{"Set-Cookie", "did=1; Path=/"},
                       {"Cache-Control", "max-age=3600"},
                       {"WWW-Authenticate", "Basic realm=\"x\""}},
                      Fault::None};
    };
    Transport transport(loopback(m_server->url()), {});
    for (int i = 1; i <= 2; ++i) {
        QVERIFY(exchange(transport, request(Verb::Get)));
        QCOMPARE(m_server->received().size(), i);
        QCOMPARE(m_server->received().last().header("cookie"), QByteArray());
    }
}

void TestTransport::anUnusableCaFileStopsAll()
{
    TransportOptions options;
    options.caFile = u"/nonexistent/ca.pem"_s;
    const Outcome<WireReply> outcome = sent(request(Verb::Get), options);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::Tls);
    QVERIFY(outcome.error().text().contains(options.caFile));
    QCOMPARE(m_server->received().size(), 0);
}

void TestTransport::theSystemsProxyIsUsed()
{
    // The system is asked, so that this is what a shell or a desktop sets.
    const auto restore = qScopeGuard([before = qEnvironmentVariable("https_proxy"), http = qgetenv("http_proxy")] {
        before.isNull() ? qunsetenv("https_proxy") : qputenv("https_proxy", before.toLocal8Bit());
        http.isNull() ? qunsetenv("http_proxy") : qputenv("http_proxy", http);
    });
    FaultServer proxy;
    proxy.handler = [](const Received &) { return Answer{502, {}, {}, Fault::None}; };
    qputenv("https_proxy", proxy.url().toLatin1());
    qputenv("http_proxy", proxy.url().toLatin1());
    Transport transport(*Origin::fromDomain(u"acme.eu.auth0.com"_s), {});
    QVERIFY(!exchange(transport, request(Verb::Get)));
    QVERIFY2(!proxy.received().isEmpty(), "the proxy of the system was passed by");
    for (const Received &received : proxy.received()) {
        QCOMPARE(received.verb, "CONNECT"_ba);
        QCOMPARE(received.target, "acme.eu.auth0.com:443"_ba);
        QVERIFY2(!received.raw.contains("header.payload.signature"), "the proxy was shown the token");
    }
    // Nobody's proxy reaches this computer's own servers.
    const qsizetype before = proxy.received().size();
    QVERIFY(sent(request(Verb::Get)));
    QCOMPARE(m_server->received().size(), 1);
    QCOMPARE(proxy.received().size(), before);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
