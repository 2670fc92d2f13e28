#include "items/choicemodel.h"
#include "items/onboardingchoices.h"
#include "query/records.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Objects among which somebody chooses.
class TestChoiceModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void objectsAreSortedAndToldApart();
    void anothersOwnComesLastAndSaysSo();
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

void TestChoiceModel::anothersOwnComesLastAndSaysSo()
{
    QList<Query::RecordPtr> records;
    for (const auto &[id, name] :
         {std::pair(u"1"_s, u"Desk"_s), std::pair(u"2"_s, u"Zoo"_s), std::pair(u"3"_s, u"Portal"_s)}) {
        Domain::Application application;
        application.id = Domain::ApplicationId(id);
        application.name = name;
        application.original = "{}";
        records.append(std::make_shared<const Query::Record>(Query::applicationRecord({}, application)));
    }
    const auto ownerOf = [](Domain::CustomerObject::Kind kind, const QString &id) {
        return kind == Domain::CustomerObject::Kind::Application && id == u"1"_s ? u"Acme"_s : QString();
    };
    const QList<Items::Choice> choices = Items::onboardingChoices({}, records, {}, ownerOf).applications;
    QCOMPARE(choices,
             (QList<Items::Choice>{{u"3"_s, u"Portal"_s}, {u"2"_s, u"Zoo"_s}, {u"1"_s, u"Desk"_s, u"Acme"_s}}));
    Items::ChoiceModel model(Items::ChoiceModel::Boxes::None);
    model.setChoices(choices);
    QCOMPARE(model.index(0).data().toString(), u"Portal"_s);
    QCOMPARE(model.index(2).data().toString(), u"Desk (of Acme)"_s);
    QCOMPARE(model.index(2).data(Items::ChoiceModel::PlainRole).toString(), u"Desk"_s);
}

QTEST_GUILESS_MAIN(TestChoiceModel)
#include "tst_choicemodel.moc"
