#include "query/objectlink.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Query::ObjectLink;

/// Links to objects: what a ticket may hold, and what is refused.
class TestObjectLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLinkIsReadAsItWasWritten_data();
    void everyLinkIsReadAsItWasWritten();
    void whatOtherProgramsDoToALinkIsForgiven();
    void hostileLinksAreRefused_data();
    void hostileLinksAreRefused();
    void whatNoLinkMayCarryHasNone();
    void whateverIsReadIsWrittenAgain();
};

void TestObjectLink::everyLinkIsReadAsItWasWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("id");
    QTest::newRow("tenant") << u"tenantry://acme.eu.auth0.com"_s << u"acme.eu.auth0.com"_s << int(Kind::Tenants)
                            << QString();
    QTest::newRow("application") << u"tenantry://acme.eu.auth0.com/applications/kT3vQ9sLr2w1Zp"_s
                                 << u"acme.eu.auth0.com"_s << int(Kind::Applications) << u"kT3vQ9sLr2w1Zp"_s;
    QTest::newRow("connection") << u"tenantry://acme/connections/con_0000000000000001"_s << u"acme"_s
                                << int(Kind::Connections) << u"con_0000000000000001"_s;
    QTest::newRow("organization") << u"tenantry://acme/organizations/org_0000000000000001"_s << u"acme"_s
                                  << int(Kind::Organizations) << u"org_0000000000000001"_s;
    QTest::newRow("user") << u"tenantry://acme/users/auth0%7C5f7c8ec7c33c6c004bbafe82"_s << u"acme"_s
                          << int(Kind::Users) << u"auth0|5f7c8ec7c33c6c004bbafe82"_s;
    QTest::newRow("enterprise user") << u"tenantry://acme/users/samlp%7Cumbrella%7Cbob%40umbrella.example"_s
                                     << u"acme"_s << int(Kind::Users) << u"samlp|umbrella|bob@umbrella.example"_s;
    QTest::newRow("name of a profile") << u"tenantry://%C5%81%C3%B3d%C5%BA%20%28EU%29"_s << u"Łódź (EU)"_s
                                       << int(Kind::Tenants) << QString();
    QTest::newRow("local server") << u"tenantry://127.0.0.1%3A4300"_s << u"127.0.0.1:4300"_s << int(Kind::Tenants)
                                  << QString();
}

void TestObjectLink::everyLinkIsReadAsItWasWritten()
{
    QFETCH(QString, text);
    QFETCH(QString, tenant);
    QFETCH(int, kind);
    QFETCH(QString, id);
    const ObjectLink link{tenant, Kind(kind), id};
    QCOMPARE(Query::linkText(link), text);
    const auto read = Query::readLink(text);
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(*read, link);
}

void TestObjectLink::whatOtherProgramsDoToALinkIsForgiven()
{
    const ObjectLink user{u"acme"_s, Kind::Users, u"samlp|c|bob@umbrella.example"_s};
    QCOMPARE(*Query::readLink(u"tenantry://acme/users/samlp|c|bob@umbrella.example"_s), user);
    QCOMPARE(*Query::readLink(u"TENANTRY://acme/users/samlp%7cc%7cbob%40umbrella.example"_s), user);
    QCOMPARE(*Query::readLink(u"tenantry://acme/"_s), (ObjectLink{u"acme"_s, Kind::Tenants, {}}));
}

void TestObjectLink::hostileLinksAreRefused_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    // Other schemes and forms
    row("empty", {});
    row("scheme alone", u"tenantry:"_s);
    row("no tenant", u"tenantry://"_s);
    row("no tenant with a path", u"tenantry:///connections/con_1"_s);
    row("one slash", u"tenantry:/acme/connections/con_1"_s);
    row("no slashes", u"tenantry:acme"_s);
    row("action as the path", u"tenantry:quit"_s);
    row("https", u"https://acme.eu.auth0.com/connections/con_1"_s);
    row("file", u"file:///etc/passwd"_s);
    row("javascript", u"javascript:alert(1)"_s);
    row("scheme within", u"x-tenantry://acme"_s);
    row("scheme with more", u"tenantry+x://acme"_s);
    row("scheme of look-alikes", u"t\u0435nantry://acme"_s);
    row("full-width colon", u"tenantry\uff1a//acme"_s);
    row("blank before", u" tenantry://acme"_s);
    row("option", u"--sandbox"_s);
    row("option in the link", u"tenantry://acme --sandbox"_s);
    // Length
    row("endless tenant", u"tenantry://"_s + QString(100000, u'a'));
    row("endless ID", u"tenantry://acme/connections/"_s + QString(100000, u'a'));
    row("long tenant", u"tenantry://"_s + QString(254, u'a'));
    row("long ID", u"tenantry://acme/connections/"_s + QString(401, u'a'));
    row("many segments", u"tenantry://acme"_s + QString(u"/a"_s).repeated(400));
    row("long when decoded only", u"tenantry://acme/users/"_s + QString(u"%61"_s).repeated(500));
    // Credentials, ports, queries, fragments
    row("user", u"tenantry://admin@acme/connections/con_1"_s);
    row("user and password", u"tenantry://admin:secret@acme/connections/con_1"_s);
    row("port", u"tenantry://acme:443/connections/con_1"_s);
    row("query", u"tenantry://acme/connections/con_1?delete=1"_s);
    row("query of a tenant", u"tenantry://acme?base-url=http://evil.example"_s);
    row("fragment", u"tenantry://acme/connections/con_1#json"_s);
    row("parameters", u"tenantry://acme/connections/con_1;edit"_s);
    // Actions
    row("action", u"tenantry://acme/actions/remove-tenant"_s);
    row("command", u"tenantry://acme/apply/plan.json"_s);
    row("change behind an object", u"tenantry://acme/connections/con_1/delete"_s);
    row("kind alone", u"tenantry://acme/connections"_s);
    row("kind without an ID", u"tenantry://acme/connections/"_s);
    row("kind in capitals", u"tenantry://acme/CONNECTIONS/con_1"_s);
    row("encoded kind", u"tenantry://acme/%63onnections/con_1"_s);
    row("no kind", u"tenantry://acme//con_1"_s);
    row("logs", u"tenantry://acme/logs/90020250101000000000000"_s);
    row("policies", u"tenantry://acme/policies/con_1"_s);
    row("tenant as a kind", u"tenantry://acme/tenants/acme"_s);
    // Slashes and dots
    row("encoded slash", u"tenantry://acme/connections/con_1%2Fdelete"_s);
    row("encoded slash in lower case", u"tenantry://acme/users/a%2fb"_s);
    row("encoded slash in the tenant", u"tenantry://acme%2Fconnections%2Fcon_1"_s);
    row("encoded backslash", u"tenantry://acme/users/a%5Cb"_s);
    row("backslashes", u"tenantry:\\\\acme\\connections\\con_1"_s);
    row("up", u"tenantry://acme/connections/.."_s);
    row("encoded up", u"tenantry://acme/connections/%2E%2E"_s);
    row("up as the tenant", u"tenantry://../connections/con_1"_s);
    row("up between", u"tenantry://acme/../other/connections"_s);
    row("encoded twice", u"tenantry://acme/connections/con_1%252Fdelete"_s);
    // Broken encodings
    row("lone percent", u"tenantry://acme/connections/con_1%"_s);
    row("short escape", u"tenantry://acme/connections/con_1%2"_s);
    row("no hexadecimal", u"tenantry://acme/connections/%zz"_s);
    row("unicode escape", u"tenantry://acme/connections/%u0061"_s);
    row("overlong UTF-8", u"tenantry://acme/users/%C0%AF"_s);
    row("half a letter", u"tenantry://acme%C5"_s);
    row("encoded surrogate", u"tenantry://acme%ED%A0%80"_s);
    row("beyond unicode", u"tenantry://acme%F7%BF%BF%BF"_s);
    // Control characters and what cannot be seen
    row("NUL", u"tenantry://acme/connections/con_1%00"_s);
    row("raw NUL", u"tenantry://acme/connections/con_1"_s + QChar(0));
    row("line", u"tenantry://acme/connections/con_1\nopen tenantry://evil"_s);
    row("encoded line", u"tenantry://acme%0Aevil"_s);
    row("tab", u"tenantry://ac\tme"_s);
    row("escape sequence", u"tenantry://acme/users/%1B%5B2J"_s);
    row("delete", u"tenantry://acme%7F"_s);
    row("C1 control", u"tenantry://acme%C2%85"_s);
    row("right-to-left override", u"tenantry://acme%E2%80%AEmoc"_s);
    row("raw right-to-left override", u"tenantry://acme\u202emoc"_s);
    row("isolate", u"tenantry://acme%E2%81%A6"_s);
    row("zero-width space", u"tenantry://ac%E2%80%8Bme"_s);
    row("byte order mark", u"tenantry://%EF%BB%BFacme"_s);
    row("line separator", u"tenantry://acme%E2%80%A8"_s);
    row("no-break space", u"tenantry://acme%C2%A0"_s);
    row("blank alone", u"tenantry://%20"_s);
    row("blank at the end", u"tenantry://acme%20"_s);
    row("private use", u"tenantry://acme%EE%80%80"_s);
    row("no character", u"tenantry://acme%EF%BF%BF"_s);
    // Unicode where there is ASCII only
    row("raw letters", u"tenantry://łódź"_s);
    row("letters in an ID", u"tenantry://acme/connections/c%C3%B6n_1"_s);
    row("look-alike in an ID", u"tenantry://acme/users/auth0%7C%D0%B01"_s);
    row("full-width slash in an ID", u"tenantry://acme/users/a%EF%BC%8Fb"_s);
    // What would be markup elsewhere
    row("markup", u"tenantry://acme/connections/<img src=x>"_s);
    row("encoded markup", u"tenantry://acme/users/%3Cimg%3E"_s);
    row("quote", u"tenantry://acme/users/a%22%20OR%20%22b"_s);
    row("shell", u"tenantry://acme/connections/$(reboot)"_s);
    row("backticks", u"tenantry://acme/users/%60id%60"_s);
    row("separator in an ID of Auth0's", u"tenantry://acme/connections/con_1|x"_s);
    row("blank in an ID", u"tenantry://acme/users/auth0%7C1%202"_s);
}

void TestObjectLink::hostileLinksAreRefused()
{
    QFETCH(QString, text);
    const auto read = Query::readLink(text);
    QVERIFY(!read);
    // What is shown of it is ours alone.
    QVERIFY(read.error().size() > 20);
    QVERIFY(read.error().size() < 150);
    QVERIFY(!read.error().contains(u"con_1"_s));
    QVERIFY(!read.error().contains(u"evil"_s));
}

void TestObjectLink::whatNoLinkMayCarryHasNone()
{
    QCOMPARE(Query::linkText({u"acme"_s, Kind::Users, u"oidc|https://id.example/1"_s}), QString());
    QCOMPARE(Query::linkText({u"ac\nme"_s, Kind::Tenants, {}}), QString());
    QCOMPARE(Query::linkText({QString(), Kind::Connections, u"con_1"_s}), QString());
    QCOMPARE(Query::linkText({u"acme"_s, Kind::Connections, {}}), QString());
    QCOMPARE(Query::linkText({u"acme"_s, Kind::Logs, u"900"_s}), QString());
}

/// Links that were damaged on their way are refused, or are other links: what is read has one text.
void TestObjectLink::whateverIsReadIsWrittenAgain()
{
    const QString link = u"tenantry://%C5%81acme.eu/users/samlp%7Cc%7Cbob%40x.example"_s;
    const QString pieces = u"%/0aF:@?#.\\ |-tenantry\u0000\u202e\u017a"_s;
    QRandomGenerator random(5);
    int readable = 0;
    for (int round = 0; round < 20000; ++round) {
        QString text = link;
        for (int i = random.bounded(1, 4); i > 0; --i) {
            const int at = random.bounded(int(text.size()));
            const QChar piece = pieces.at(random.bounded(int(pieces.size())));
            switch (random.bounded(3)) {
            case 0:
                text[at] = piece;
                break;
            case 1:
                text.insert(at, piece);
                break;
            default:
                text.remove(at, random.bounded(1, 6));
                break;
            }
        }
        if (const auto read = Query::readLink(text)) {
            ++readable;
            const auto again = Query::readLink(Query::linkText(*read));
            QVERIFY2(again && *again == *read, qPrintable(text));
        }
    }
    QVERIFY(readable > 100);
}

QTEST_GUILESS_MAIN(TestObjectLink)
#include "tst_objectlink.moc"
