#include "items/customercomparisonmodel.h"
#include "items/itemsfixture.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Session::SheetLine line(Query::Kind table, const QString &text, const QString &detail)
{
    return {table, text, text, detail, {}};
}

Session::CustomerSheet sheet(const QString &key, const QString &name, const QList<Session::SheetLine> &connections)
{
    Session::CustomerSheet made;
    made.key = key;
    made.name = name;
    Session::SheetPart part;
    part.name = u"eu"_s;
    part.tenant = Domain::TenantId(u"eu"_s);
    part.connections = connections;
    part.organizations = {line(Query::Kind::Organizations, name, key + u" · #102030"_s)};
    made.parts = {part};
    return made;
}

Session::CustomerSheet acme()
{
    Session::CustomerSheet made = sheet(u"acme"_s, u"Acme"_s,
                                        {line(Query::Kind::Connections, u"acme-users"_s, u"database · good"_s),
                                         line(Query::Kind::Connections, u"acme-saml"_s, u"samlp"_s)});
    made.parts.first().ways = {Domain::CustomerWay::Connection};
    return made;
}

Session::CustomerSheet globex()
{
    return sheet(u"globex"_s, u"Globex"_s,
                 {line(Query::Kind::Connections, u"globex-users"_s, u"database · low"_s),
                  line(Query::Kind::Connections, u"shared"_s, u"database"_s)});
}

} // namespace

/// Two customers side by side, as a model.
class TestCustomerComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void likesOfTwoCustomersAreCompared();
    void policiesAreComparedBeyondTheirSummary();
    void wholeNamesAreAlikeToo();
    void linesOfSeveralTenantsSayWhichOne();
    void onlyWhatDiffersIsShown();
    void oneOfTwoTenantsIsToldByThem();
};

void TestCustomerComparison::likesOfTwoCustomersAreCompared()
{
    Items::CustomerComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.compare(acme(), globex());
    QCOMPARE(printModel(model, {0, 1, 2, 3}),
             (QStringList{u"Held by | Connection | – | only Acme"_s, u"In Auth0 tenants | eu | eu | the same"_s,
                          u"Users | not counted yet | not counted yet | not known"_s, u"Connections | 2 | 2 | "_s,
                          u" | acme-saml · samlp | – | only Acme"_s,
                          u" | acme-users · database · good | globex-users · database · low | differs"_s,
                          u" | – | shared · database | only Globex"_s, u"Organizations | 1 | 1 | "_s,
                          u" | Acme · acme · #102030 | Globex · globex · #102030 | the same"_s}));
    QCOMPARE(model.differences(), 4);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"Acme"_s);
    QVERIFY(model.index(5, 3).data(Items::DeviationRole).isValid());
    QVERIFY(!model.index(8, 3).data(Items::DeviationRole).isValid());
}

void TestCustomerComparison::policiesAreComparedBeyondTheirSummary()
{
    const auto compared = [](const QByteArray &ofLeft, const QByteArray &ofRight) {
        const auto database = [](const QString &name, const QByteArray &options) {
            Session::SheetLine made = line(Query::Kind::Connections, name, u"database · good, min 8"_s);
            made.original = R"({"strategy":"auth0","options":)" + options + '}';
            return made;
        };
        Items::CustomerComparisonModel model;
        model.compare(sheet(u"acme"_s, u"Acme"_s, {database(u"acme-users"_s, ofLeft)}),
                      sheet(u"globex"_s, u"Globex"_s, {database(u"globex-users"_s, ofRight)}));
        return printModel(model, {3}).at(4);
    };
    const QByteArray good = R"({"passwordPolicy":"good"})";
    QCOMPARE(compared(good, good), u"the same"_s);
    QCOMPARE(compared(good,
                      R"({"passwordPolicy":"good","password_history":{"enable":true,"size":5},)"
                      R"("password_dictionary":{"enable":true}})"),
             u"differs: dictionary, history"_s);
    QCOMPARE(compared(R"({"passwordPolicy":"good","disable_signup":true})", good), u"differs: sign-ups disabled"_s);
    QCOMPARE(compared(R"({"passwordPolicy":"low"})", good), u"differs: minimum length, level"_s);
    QCOMPARE(compared(good, "null"), u"the same"_s); // nothing is known of it
}

void TestCustomerComparison::wholeNamesAreAlikeToo()
{
    Items::CustomerComparisonModel model;
    model.compare(sheet(u"stark"_s, u"Stark Industries"_s, {}), sheet(u"wayne"_s, u"Wayne Enterprises"_s, {}));
    QCOMPARE(printModel(model, {1, 2, 3}).last(),
             u"Stark Industries · stark · #102030 | Wayne Enterprises · wayne · #102030 | the same"_s);
}

void TestCustomerComparison::linesOfSeveralTenantsSayWhichOne()
{
    const auto also = [](Session::CustomerSheet made, const QString &tenant, const QString &connection) {
        Session::SheetPart part;
        part.name = tenant;
        part.tenant = Domain::TenantId(tenant);
        part.connections = {line(Query::Kind::Connections, connection, u"database · fair"_s)};
        made.parts.append(part);
        return made;
    };
    Items::CustomerComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.compare(also(acme(), u"us"_s, u"acme-users"_s), also(globex(), u"us"_s, u"globex-users"_s));
    const QStringList lines = printModel(model, {0, 1, 2, 3});
    QVERIFY2(lines.contains(u"eu | acme-users · database · good | globex-users · database · low | differs"_s),
             qPrintable(lines.join(u'\n')));
    QVERIFY2(lines.contains(u"us | acme-users · database · fair | globex-users · database · fair | the same"_s),
             qPrintable(lines.join(u'\n')));
    QVERIFY2(lines.contains(u"eu | acme-saml · samlp | – | only Acme"_s), qPrintable(lines.join(u'\n')));
    QVERIFY(!model.index(int(lines.size()) - 1, 0).data(Items::TenantRole).toString().isEmpty());
    // The like of what one has in one tenant may be in another, where there is none beside it.
    Session::CustomerSheet elsewhere = globex();
    elsewhere.parts.first().name = u"us"_s;
    elsewhere.parts.first().tenant = Domain::TenantId(u"us"_s);
    model.compare(acme(), elsewhere);
    QVERIFY2(printModel(model, {0, 1, 2})
                 .contains(u"eu, us | acme-users · database · good | globex-users · database · low"_s),
             qPrintable(printModel(model, {0, 1, 2}).join(u'\n')));
}

void TestCustomerComparison::onlyWhatDiffersIsShown()
{
    Items::CustomerComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.compare(acme(), globex());
    model.setOnlyDifferences(true);
    QCOMPARE(model.rowCount(), 5); // Organizations has nothing to show, and stands there no more
    model.compare(acme(), acme());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.differences(), 0);
}

void TestCustomerComparison::oneOfTwoTenantsIsToldByThem()
{
    Session::CustomerSheet left = acme();
    Session::CustomerSheet right = acme();
    left.parts.first().connections.removeLast();
    right.parts.first().connections.removeFirst();
    right.parts.first().name = u"us"_s;
    right.parts.first().tenant = Domain::TenantId(u"us"_s);
    Items::CustomerComparisonModel model;
    model.compare(left, right);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"Acme (eu)"_s);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), u"Acme (us)"_s);
    const QStringList lines = printModel(model, {0, 3});
    QVERIFY2(lines.contains(u"eu | only in eu"_s) && lines.contains(u"us | only in us"_s),
             qPrintable(lines.join(u'\n')));
    right.key = u"acme-inc"_s; // another customer that is called alike
    model.compare(left, right);
    QCOMPARE(model.headerData(2, Qt::Horizontal).toString(), u"Acme (us)"_s);
}

QTEST_GUILESS_MAIN(TestCustomerComparison)
#include "tst_customercomparison.moc"
