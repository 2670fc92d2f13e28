#include "analysis/customerpairs.h"
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
    void customersAreLeftOut_data();
    void customersAreLeftOut();
    void likesArePaired();
    void nothingIsGuessed();
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

void TestNamePattern::customersAreLeftOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("as it is called") << u"Pied Piper users"_s << true;
    QTest::newRow("as a key") << u"pied-piper-users"_s << true;
    QTest::newRow("underscores") << u"PIED_PIPER_USERS"_s << true;
    QTest::newRow("in one word") << u"https://cdn.example/piedpiper.png"_s << true;
    QTest::newRow("its first word") << u"pied-users"_s << true;
    QTest::newRow("another") << u"hooli-users"_s << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestNamePattern::customersAreLeftOut()
{
    QFETCH(QString, text);
    const Analysis::CalledCustomer customer{u"pied-piper"_s, u"Pied Piper"_s};
    QTEST(Analysis::namesCustomer(text, customer), "isNamed");
    QFETCH(bool, isNamed);
    QCOMPARE(Analysis::withoutCustomer(text, customer) == text.toCaseFolded(), !isNamed);
    QVERIFY(!Analysis::namesCustomer(u"hello"_s, {u"el"_s, u"EL"_s}));
    QVERIFY(Analysis::namesCustomer(u"of EL"_s, {u"el"_s, u"EL"_s}));
}

void TestNamePattern::likesArePaired()
{
    const Analysis::CalledCustomer acme{u"acme"_s, u"Acme"_s};
    const Analysis::CalledCustomer globex{u"globex"_s, u"Globex"_s};
    const QList<Analysis::PairCandidate> left{{u"1"_s, u"acme-users"_s, u"auth0"_s},
                                              {u"2"_s, u"acme-staff"_s, u"auth0"_s},
                                              {u"3"_s, u"acme-adfs"_s, u"samlp"_s}};
    const QList<Analysis::PairCandidate> right{{u"a"_s, u"okta-of-globex"_s, u"samlp"_s},
                                               {u"b"_s, u"Globex-Users"_s, u"auth0"_s},
                                               {u"c"_s, u"globex-users"_s, u"oidc"_s}};
    const Analysis::CustomerPairs pairs = Analysis::pairsOf(left, acme, right, globex, true);
    QCOMPARE(pairs.pairs, (QList<Analysis::CustomerPairs::Pair>{{u"3"_s, u"a"_s}, {u"1"_s, u"b"_s}}));
    QCOMPARE(pairs.onlyLeft, QStringList{u"2"_s});
    QCOMPARE(pairs.onlyRight, QStringList{u"c"_s});
    QCOMPARE(pairs.leftOf(u"b"_s), u"1"_s);
    QCOMPARE(pairs.rightOf(u"2"_s), QString());
    QCOMPARE(Analysis::pairsOf(left, acme, right, globex, false).pairs.size(), 1);
}

void TestNamePattern::nothingIsGuessed()
{
    const Analysis::CalledCustomer acme{u"acme"_s, u"Acme"_s};
    const Analysis::CalledCustomer globex{u"globex"_s, u"Globex"_s};
    const Analysis::CustomerPairs pairs = Analysis::pairsOf({{u"1"_s, u"acme app"_s}, {u"2"_s, u"ACME app"_s}}, acme,
                                                            {{u"a"_s, u"Globex app"_s}}, globex, true);
    QVERIFY(pairs.pairs.isEmpty());
    QCOMPARE(pairs.unclear, QStringList{u"a"_s});
}

QTEST_GUILESS_MAIN(TestNamePattern)
#include "tst_namepattern.moc"
