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

/// A write arrives exactly once, whatever becomes of its answer.
class TestWrites : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aDroppedWriteArrivesOnce_data();
    void aDroppedWriteArrivesOnce();
    void aWriteDroppedOnAUsedConnectionArrivesOnce_data();
    void aWriteDroppedOnAUsedConnectionArrivesOnce();
    void wholeWritesAreUnharmed_data();
    void wholeWritesAreUnharmed();
    void aRefusedConnectionIsNoUnknownOutcome();

private:
    std::unique_ptr<FaultServer> m_server;
};

void TestWrites::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<FaultServer>();
}

void TestWrites::aDroppedWriteArrivesOnce_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("size");
    const QList<QPair<Fault, const char *>> faults
        = {{Fault::Drop, "drop"}, {Fault::HalfHeader, "half header"}, {Fault::HalfBody, "half body"}};
    for (const Verb verb : {Verb::Post, Verb::Patch, Verb::Put, Verb::Delete}) {
        for (const auto &[fault, name] : faults) {
            for (const int size : {0, 12, 200'000})
                QTest::addRow("%s %s %d", verbName(verb).constData(), name, size) << verb << fault << size;
        }
    }
}

void TestWrites::aDroppedWriteArrivesOnce()
{
    QFETCH(Verb, verb);
    QFETCH(Fault, fault);
    QFETCH(int, size);
    m_server->handler = [&](const Received &) { return Answer{200, "{", {}, fault}; };
    WireRequest wire = request(verb);
    wire.body.reset();
    if (size > 0)
        wire.body = QByteArray(size, 'x');
    for (int i = 1; i <= 10; ++i) {
        Transport transport(loopback(m_server->url()), openOptions().transport);
        const Outcome<WireReply> outcome = exchange(transport, wire);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Kind::Network);
        QVERIFY2(outcome.error().unknownOutcome, "a write that arrived was reported as not done");
        QCOMPARE(m_server->received().size(), i);
        QCOMPARE(m_server->received().last().body.size(), size);
    }
}

void TestWrites::aWriteDroppedOnAUsedConnectionArrivesOnce_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Fault>("fault");
    for (const Verb verb : {Verb::Post, Verb::Patch, Verb::Put, Verb::Delete}) {
        QTest::addRow("%s drop", verbName(verb).constData()) << verb << Fault::Drop;
        QTest::addRow("%s half header", verbName(verb).constData()) << verb << Fault::HalfHeader;
    }
}

void TestWrites::aWriteDroppedOnAUsedConnectionArrivesOnce()
{
    // HTTP lets a client send again what a kept connection lost (RFC 9110, 9.2.2), and Qt does.
    QFETCH(Verb, verb);
    QFETCH(Fault, fault);
    m_server->handler = [&](const Received &received) {
        return Answer{200, "{}", {}, received.verb == "GET" ? Fault::None : fault};
    };
    Transport transport(loopback(m_server->url()), openOptions().transport);
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(exchange(transport, request(Verb::Get)));
        const Outcome<WireReply> outcome = exchange(transport, request(verb));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Kind::Network);
        QVERIFY2(outcome.error().unknownOutcome, "a write that arrived was reported as not done");
        QCOMPARE(m_server->received().size(), 2 * i);
        const QList<Received> last = m_server->received().mid(2 * i - 2);
        QVERIFY2(last.at(0).peer == last.at(1).peer, "the connection was not used again, so that nothing was tried");
    }
}

void TestWrites::wholeWritesAreUnharmed_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<int>("size");
    for (const Verb verb : {Verb::Post, Verb::Patch, Verb::Put, Verb::Delete}) {
        for (const int size : {0, 1, 200'000, 3'000'000})
            QTest::addRow("%s %d", verbName(verb).constData(), size) << verb << size;
    }
}

void TestWrites::wholeWritesAreUnharmed()
{
    QFETCH(Verb, verb);
    QFETCH(int, size);
    WireRequest wire = request(verb);
    wire.body.reset();
    if (size > 0)
        wire.body = QByteArray(size, 'x');
    Transport transport(loopback(m_server->url()), openOptions().transport);
    const Outcome<WireReply> outcome = exchange(transport, wire);
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().text()));
    QCOMPARE(m_server->received().size(), 1);
    const Received &received = m_server->received().first();
    QCOMPARE(received.verb, verbName(verb));
    QCOMPARE(received.body, QByteArray(size, 'x'));
    QCOMPARE(received.header("content-length"), QByteArray::number(size));
    QCOMPARE(received.header("user-agent"), Transport::userAgent());
    QCOMPARE(received.header("authorization"), "Bearer header.payload.signature"_ba);
}

void TestWrites::aRefusedConnectionIsNoUnknownOutcome()
{
    QString url;
    {
        FaultServer gone;
        url = gone.url();
    }
    Transport transport(loopback(url), openOptions().transport);
    const Outcome<WireReply> outcome = exchange(transport, request(Verb::Post));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Kind::Network);
    QVERIFY(!outcome.error().unknownOutcome);
}

QTEST_GUILESS_MAIN(TestWrites)
#include "tst_writes.moc"
