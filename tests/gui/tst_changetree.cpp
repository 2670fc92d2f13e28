#include "ui/widgets/changetree.h"

#include "items/changemodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

using namespace Qt::StringLiterals;
using Items::ChangeModel;

/// What is to be changed can be told apart.
class TestChangeTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreWholeFirst();
};

void TestChangeTree::namesAreWholeFirst()
{
    QStandardItemModel model(0, ChangeModel::ColumnCount);
    auto *tenant = new QStandardItem(u"acme-eu"_s);
    model.appendRow(tenant);
    const auto add = [&tenant](const QString &name, const QString &state) {
        QList<QStandardItem *> row;
        for (int column = 0; column < ChangeModel::ColumnCount; ++column) {
            row.append(new QStandardItem(column == ChangeModel::NameColumn        ? name
                                             : column == ChangeModel::StateColumn ? state
                                                                                  : QString()));
        }
        tenant->appendRow(row);
    };
    add(u"yuki.tanaka@acme.example"_s, u"stark"_s);
    add(u"acme-users"_s, u"Ledgerline Cash Forecast"_s);
    Ui::ChangeTree tree;
    tree.setModel(&model);
    tree.resize(340, 300);
    tree.showObjects();
    tree.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tree));
    const QHeaderView *header = tree.header();
    const QFontMetrics metrics(tree.font());
    const auto column = [header](int which) { return header->sectionSize(which); };
    QTRY_VERIFY(column(ChangeModel::NameColumn) > metrics.horizontalAdvance(u"yuki.tanaka@acme.example"_s) + 20);
    QCOMPARE(column(ChangeModel::NameColumn) + column(ChangeModel::StateColumn), tree.viewport()->width());
    QVERIFY(column(ChangeModel::StateColumn) >= 90);
    const auto isInSight = [&] {
        const QModelIndex last = model.index(1, ChangeModel::StateColumn, tenant->index());
        return tree.viewport()->rect().contains(tree.visualRect(last)) && tree.horizontalScrollBar()->maximum() == 0;
    };
    QVERIFY(isInSight());
    // Where there is room for both, both are whole.
    tree.resize(600, 300);
    QTRY_VERIFY(column(ChangeModel::StateColumn) > metrics.horizontalAdvance(u"Ledgerline Cash Forecast"_s));
    // A longer name leaves what was done its room.
    add(u"a.very.long.address.of.somebody.who.has.many.names@subdomain.acme.example"_s, u"3 fields"_s);
    tree.resize(340, 300);
    QTRY_VERIFY(column(ChangeModel::StateColumn) >= 90);
    QCOMPARE(column(ChangeModel::NameColumn) + column(ChangeModel::StateColumn), tree.viewport()->width());
    QVERIFY(isInSight());
    // Rows that come later, as they do in a review.
    model.removeRows(0, model.rowCount());
    tenant = new QStandardItem(u"acme-dev"_s);
    model.appendRow(tenant);
    add(u"acme-users"_s, u"Done"_s);
    add(u"globex-users"_s, u"Failed"_s);
    tree.showObjects();
    QTRY_VERIFY(isInSight());
}

QTEST_MAIN(TestChangeTree)
#include "tst_changetree.moc"
