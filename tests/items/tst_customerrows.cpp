#include "items/itemsfixture.h"

#include "items/customerrows.h"
#include "items/sharerows.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

/// Rows of customers that have very much.
class TestCustomerRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatARecordLeavesOutIsTold();
    void aShareOfVeryManyIsBounded();
};

void TestCustomerRows::whatARecordLeavesOutIsTold()
{
    Session::SheetPart part;
    part.tenant = Domain::TenantId(u"eu"_s);
    part.connections = {{Kind::Connections, u"con_1"_s, u"acme-users"_s, u"database"_s, {}}};
    part.findings = {{Kind::Connections, u"con_1"_s, u"acme-users"_s, u"Its policy is weak."_s, {}}};
    Session::CustomerSheet sheet{u"acme"_s, u"Acme"_s, {part}};
    QList<Items::CustomerRow> rows = Items::rowsOf(sheet);
    for (const Items::CustomerRow &group : std::as_const(rows.first().children)) {
        for (const Items::CustomerRow &row : group.children) {
            QVERIFY(!row.isRest);
        }
    }
    sheet.parts.first().leftOut = {{&Session::SheetPart::connections, 99999}, {&Session::SheetPart::findings, 7}};
    rows = Items::rowsOf(sheet);
    QStringList told;
    for (const Items::CustomerRow &group : std::as_const(rows.first().children)) {
        if (!group.children.isEmpty() && group.children.last().isRest) {
            const Items::CustomerRow &rest = group.children.last();
            QCOMPARE(group.children.size(), 2);
            QVERIFY(rest.id.isEmpty());
            QCOMPARE(rest.tenant, part.tenant);
            QCOMPARE(rest.table, told.isEmpty() ? Kind::Connections : Kind::Customers);
            told.append(group.text + u": "_s + group.detail + u", "_s + rest.text);
        }
    }
    QCOMPARE(told, QStringList({u"Connections: 100,000, and 99,999 more"_s, u"Findings: 8, and 7 more"_s}));
}

void TestCustomerRows::aShareOfVeryManyIsBounded()
{
    const auto session = quietSession(u"eu"_s);
    Analysis::CustomerShare share;
    for (int i = 0; i < 501; ++i) {
        share.connections.append(u"con_%1"_s.arg(i));
    }
    const QList<Items::CustomerRow> rows = Items::shareRows(*session, share);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().children.size(), 501);
    QCOMPARE(rows.first().children.last().text, u"and 1 more"_s);
    share.connections.removeLast();
    QCOMPARE(Items::shareRows(*session, share).first().children.last().text, u"con_499"_s);
}

QTEST_GUILESS_MAIN(TestCustomerRows)
#include "tst_customerrows.moc"
