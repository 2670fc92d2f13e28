#include "items/jsontreemodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Items::JsonTreeModel;

/// The tree over a text: its edits come as splices, and its indexes stay where they can.
class TestJsonTreeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void editsAreSplicesOfTheText();
    void typedValuesAreJsonOrTexts_data();
    void typedValuesAreJsonOrTexts();
    void duplicateNamesAreRefused();
    void indexesOutliveWhatKeepsTheShape();
    void problemsShowAtTheirRows();

private:
    void show(const QString &text) { m_model->setTree(*Json::TextTree::read(text)); }
    QModelIndex at(const QString &pointer, int column = JsonTreeModel::NameColumn) const
    {
        return m_model->indexOf(*Json::Pointer::parse(pointer)).siblingAtColumn(column);
    }

    std::unique_ptr<JsonTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QString m_text;
    QStringList m_refused;
};

void TestJsonTreeModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<JsonTreeModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_text = u"{\"a\": {\"b\": [1.0, \"x\"]}, \"c\": 12345678901234567890, \"d\": {}}"_s;
    m_refused.clear();
    connect(m_model.get(), &JsonTreeModel::spliceWanted, this, [this](const Json::Splice &splice) {
        m_text = splice.appliedTo(m_text);
        show(m_text);
    });
    connect(m_model.get(), &JsonTreeModel::refused, this, [this](const QString &reason) { m_refused << reason; });
    show(m_text);
}

void TestJsonTreeModel::editsAreSplicesOfTheText()
{
    QVERIFY(m_model->setData(at(u"/a/b/1"_s, JsonTreeModel::ValueColumn), u"\"y\""_s));
    QVERIFY(m_model->setData(at(u"/c"_s), u"e"_s));
    QCOMPARE(m_model->insertAfter(at(u"/d"_s), true).text(), u"/d/new"_s);
    QCOMPARE(m_model->insertAfter(at(u"/d/new"_s), true).text(), u"/d/new2"_s);
    m_model->removeNode(at(u"/a/b/0"_s));
    QCOMPARE(
        m_text,
        u"{\"a\": {\"b\": [\"y\"]}, \"e\": 12345678901234567890, \"d\": {\n  \"new\": \"\",\n  \"new2\": \"\"\n}}"_s);
    QVERIFY(m_refused.isEmpty());
    m_model->setEditable(false);
    QVERIFY(!m_model->setData(at(u"/e"_s), u"f"_s));
    m_model->removeNode(at(u"/e"_s));
    QVERIFY(m_text.contains(u"\"e\""_s));
}

void TestJsonTreeModel::typedValuesAreJsonOrTexts_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("textsOnly");
    QTest::addColumn<QString>("value");
    QTest::newRow("number") << u"1.50"_s << false << u"1.50"_s;
    QTest::newRow("word") << u"acme \"x\""_s << false << u"\"acme \\\"x\\\"\""_s;
    QTest::newRow("object") << u" {\"k\": 1} "_s << false << u"{\"k\": 1}"_s;
    QTest::newRow("true") << u"true"_s << false << u"true"_s;
    QTest::newRow("number as text") << u"12"_s << true << u"\"12\""_s;
    QTest::newRow("text as text") << u"\"12\""_s << true << u"\"12\""_s;
    QTest::newRow("too large") << u"1e400"_s << false << QString();
    QTest::newRow("too long") << u"0.12345678901234567890"_s << false << QString();
    QTest::newRow("half") << u"{\"k\""_s << false << QString();
    QTest::newRow("twice") << u"{\"k\": 1, \"k\": 2}"_s << false << QString();
}

void TestJsonTreeModel::typedValuesAreJsonOrTexts()
{
    QFETCH(QString, typed);
    QFETCH(bool, textsOnly);
    QFETCH(QString, value);
    m_model->setTextsOnly(textsOnly);
    const QString before = m_text;
    QCOMPARE(m_model->setData(at(u"/c"_s, JsonTreeModel::ValueColumn), typed), !value.isEmpty());
    QCOMPARE(m_refused.size(), value.isEmpty() ? 1 : 0);
    QCOMPARE(m_text, value.isEmpty() ? before : QString(before).replace(u"12345678901234567890"_s, value));
}

void TestJsonTreeModel::duplicateNamesAreRefused()
{
    QVERIFY(!m_model->setData(at(u"/c"_s), u"a"_s));
    QCOMPARE(m_refused.size(), 1);
    QVERIFY(m_text.contains(u"\"c\""_s));
}

void TestJsonTreeModel::indexesOutliveWhatKeepsTheShape()
{
    const QPersistentModelIndex kept = at(u"/a/b/1"_s, JsonTreeModel::ValueColumn);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    show(QString(m_text).replace(u"\"x\""_s, u"\"y\""_s));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(kept.data().toString(), u"\"y\""_s);
    show(u"{\"a\": 1}"_s);
    QCOMPARE(reset.size(), 1);
    QVERIFY(!kept.isValid());
}

void TestJsonTreeModel::problemsShowAtTheirRows()
{
    m_model->setProblems({{*Json::Pointer::parse(u"/a/b"), u"wrong"_s}});
    QCOMPARE(at(u"/a/b"_s).data(Items::ErrorRole).toString(), u"wrong"_s);
    QCOMPARE(at(u"/a"_s).data(Items::ErrorRole).toString(), QString());
}

QTEST_APPLESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
