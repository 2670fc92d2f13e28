#include "analysis/namepattern.h"
#include "domain/customer.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestNamePattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keys_data();
    void keys();
    void patterns_data();
    void patterns();
    void notAPattern_data();
    void notAPattern();
};

void TestNamePattern::keys_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::newRow("words") << u"Pied Piper"_s << u"pied-piper"_s;
    QTest::newRow("underscores") << u"PIED_PIPER"_s << u"pied-piper"_s;
    QTest::newRow("edges") << u" -Acme. "_s << u"acme"_s;
    QTest::newRow("full width") << u"Ａｃｍｅ"_s << u"acme"_s;
    QTest::newRow("sharp s") << u"Groß & Söhne"_s << u"gross-&-söhne"_s;
    QTest::newRow("other scripts") << u"株式会社桜井製作所"_s << u"株式会社桜井製作所"_s;
    QTest::newRow("nothing") << u" -_. "_s << QString();
}

void TestNamePattern::keys()
{
    QFETCH(QString, name);
    QTEST(Domain::customerKeyOf(name), "key");
}

void TestNamePattern::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("customer");
    QTest::newRow("suffix") << u"{customer}-users"_s << u"acme-users"_s << u"auth0"_s << u"acme"_s;
    QTest::newRow("separator within") << u"{customer}-users"_s << u"pied-piper-users"_s << u"auth0"_s
                                      << u"pied-piper"_s;
    QTest::newRow("case") << u"{customer}-users"_s << u"Acme-USERS"_s << u"auth0"_s << u"Acme"_s;
    QTest::newRow("another suffix") << u"{customer}-users"_s << u"acme-users-2019"_s << u"auth0"_s << QString();
    QTest::newRow("nobody") << u"{customer}-users"_s << u"-users"_s << u"auth0"_s << QString();
    QTest::newRow("strategy") << u"{customer}-{strategy}"_s << u"weyland-yutani-samlp"_s << u"samlp"_s
                              << u"weyland-yutani"_s;
    QTest::newRow("another strategy") << u"{customer}-{strategy}"_s << u"acme-samlp"_s << u"waad"_s << QString();
    QTest::newRow("no strategy") << u"{customer}-{strategy}"_s << u"acme-samlp"_s << QString() << QString();
    QTest::newRow("strategy first") << u"{strategy}_{customer}"_s << u"waad_acme"_s << u"waad"_s << u"acme"_s;
    QTest::newRow("star") << u"{customer}-users-*"_s << u"tyrell-users-2019"_s << u"auth0"_s << u"tyrell"_s;
    QTest::newRow("shortest") << u"{customer}-*"_s << u"a-b-c"_s << u"auth0"_s << u"a"_s;
    QTest::newRow("signs of expressions") << u"(x+) {customer}?"_s << u"(x+) acme?"_s << QString() << u"acme"_s;
    QTest::newRow("sentence") << u"Ledgerline for {customer}"_s << u"Ledgerline for Wayne Enterprises"_s << QString()
                              << u"Wayne Enterprises"_s;
}

void TestNamePattern::patterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QFETCH(QString, strategy);
    const auto made = Analysis::NamePattern::from(pattern);
    QVERIFY(made);
    QTEST(made->customerIn(name, strategy), "customer");
}

void TestNamePattern::notAPattern_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no customer") << u"-users"_s;
    QTest::newRow("two customers") << u"{customer}-{customer}"_s;
    QTest::newRow("unknown place") << u"{customer}-{region}"_s;
    QTest::newRow("open brace") << u"{customer}-{"_s;
    QTest::newRow("no end") << u"{customer}*"_s;
    QTest::newRow("no beginning") << u"*{customer}"_s;
    QTest::newRow("many stars") << u"*-*-*-*-{customer}"_s;
    QTest::newRow("long") << "{customer}"_L1 + QString(300, u'x');
}

void TestNamePattern::notAPattern()
{
    QFETCH(QString, text);
    QVERIFY(!Analysis::NamePattern::problemIn(text).isEmpty());
    QVERIFY(!Analysis::NamePattern::from(text));
}

QTEST_GUILESS_MAIN(TestNamePattern)
#include "tst_namepattern.moc"
