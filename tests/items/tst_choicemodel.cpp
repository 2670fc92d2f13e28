#include "items/choicemodel.h"
#include "query/records.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Objects among which somebody chooses.
class TestChoiceModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void objectsAreSortedAndToldApart();
};

void TestChoiceModel::objectsAreSortedAndToldApart()
{
    QList<Query::RecordPtr> records;
    for (const auto &[id, name] : {std::pair(u"3"_s, u"Portal"_s), std::pair(u"1"_s, u"Admin\u202E"_s),
                                   std::pair(u"2"_s, u"Portal"_s), std::pair(u"4"_s, u"Store"_s)}) {
        Domain::Application application;
        application.id = Domain::ApplicationId(id);
        application.name = name;
        records.append(std::make_shared<const Query::Record>(Query::applicationRecord({}, application)));
    }
    const QList<Items::Choice> choices = Items::choicesByName(records, Query::Kind::Applications);
    QCOMPARE(choices.size(), 4);
    QCOMPARE(choices.first().id, u"1"_s);
    QVERIFY(!choices.first().name.contains(QChar(0x202E))); // hostile text is made visible
    // Whatever their order, each of one name says which it is.
    for (const Items::Choice &choice : choices.mid(1, 2)) {
        QCOMPARE(choice.name, u"Portal · "_s + choice.id);
    }
    QCOMPARE(choices.last(), (Items::Choice{u"4"_s, u"Store"_s}));
}

QTEST_GUILESS_MAIN(TestChoiceModel)
#include "tst_choicemodel.moc"
