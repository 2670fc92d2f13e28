#include "api/origin.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;

class TestOrigin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void domains_data();
    void domains();
    void baseUrls_data();
    void baseUrls();
};

void TestOrigin::domains_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("authority"); // empty: refused
    QTest::newRow("plain") << u"acme.eu.auth0.com"_s << u"acme.eu.auth0.com"_s;
    QTest::newRow("old US") << u"acme.auth0.com"_s << u"acme.auth0.com"_s;
    QTest::newRow("pasted") << u"  https://Acme.EU.auth0.com/ \n"_s << u"acme.eu.auth0.com"_s;
    QTest::newRow("private cloud") << u"login.acme-corp.example"_s << u"login.acme-corp.example"_s;
    QTest::newRow("IDN") << u"bücher.example"_s << u"xn--bcher-kva.example"_s;
    for (const QString &bad :
         {QString(), u"acme"_s, u"http://acme.eu.auth0.com"_s, u"acme.eu.auth0.com/api"_s, u"acme.eu.auth0.com:8443"_s,
          u"acme.eu.auth0.com\r\nX: y"_s, u"user@acme.eu.auth0.com"_s, u"acme..auth0.com"_s, u"-acme.auth0.com"_s,
          u"acme.auth0.com?x"_s, u"acme.auth0.com#x"_s, u"192.168.0.1"_s, u"[::1]"_s, u"acme auth0.com"_s,
          u"*.auth0.com"_s, u"acme.auth0.com\\@evil.example"_s, u"acme%2eauth0.com"_s})
        QTest::addRow("refused '%s'", qPrintable(bad)) << bad << QString();
}

void TestOrigin::domains()
{
    QFETCH(QString, text);
    QFETCH(QString, authority);
    const auto origin = Origin::fromDomain(text);
    QCOMPARE(origin ? origin->authority() : QString(), authority);
    if (origin)
        QCOMPARE(origin->audience(), u"https://"_s + authority + u"/api/v2/"_s);
    else
        QVERIFY(!origin.error().isEmpty());
}

void TestOrigin::baseUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("base"); // empty: refused
    QTest::newRow("loopback") << u"http://127.0.0.1:4300"_s << u"http://127.0.0.1:4300"_s;
    QTest::newRow("slash") << u"http://127.0.0.1:4300/"_s << u"http://127.0.0.1:4300"_s;
    QTest::newRow("IPv6") << u"http://[::1]:4300"_s << u"http://[::1]:4300"_s;
    QTest::newRow("localhost") << u"https://localhost:4300"_s << u"https://localhost:4300"_s;
    QTest::newRow("usual port") << u"https://acme.auth0.com:443"_s << u"https://acme.auth0.com"_s;
    for (const QString &bad :
         {u"http://acme.auth0.com"_s, u"http://10.0.0.1"_s, u"http://127.0.0.1.evil.example"_s,
          u"http://localhost.evil.example"_s, u"ftp://127.0.0.1"_s, u"file:///etc/passwd"_s, u"http://u:p@127.0.0.1"_s,
          u"http://127.0.0.1/api"_s, u"http://127.0.0.1?x"_s, u"//127.0.0.1"_s, u"127.0.0.1:4300"_s,
          u"http://127.0.0.1:99999"_s, u"javascript:alert(1)"_s})
        QTest::addRow("refused '%s'", qPrintable(bad)) << bad << QString();
}

void TestOrigin::baseUrls()
{
    QFETCH(QString, text);
    QFETCH(QString, base);
    const auto origin = Origin::fromBaseUrl(text);
    QCOMPARE(origin ? origin->baseUrl() : QString(), base);
}

QTEST_APPLESS_MAIN(TestOrigin)
#include "tst_origin.moc"
