#include "policy/policysummary.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Policy::Key;
using Policy::Setting;

/// What several connections have in common, and what is only a default.
class TestPolicySummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAreEachThereOnceInOrder();
    void defaultsAreTold();
    void wordsOfADictionaryThatIsOffAreThere();
    void generationsAreCounted();
    void switchesWherePresent();

private:
    static QByteArray connection(const QByteArray &options)
    {
        return R"({"strategy":"auth0","options":)" + options + "}";
    }
    static Policy::PolicySummary summaryOf(const QList<QByteArray> &connections)
    {
        Policy::PolicySummary summary;
        for (const QByteArray &connection : connections) {
            summary.add(connection);
        }
        return summary;
    }
};

void TestPolicySummary::valuesAreEachThereOnceInOrder()
{
    const auto summary = summaryOf(
        {connection(R"({"password_complexity_options":{"min_length":14}})"), connection(R"({"passwordPolicy":"good"})"),
         connection(R"({"passwordPolicy":"excellent"})"), connection(R"({"passwordPolicy":"fair"})")});
    QCOMPARE(summary.fields.at(Key::MinLength).values, (QList<Setting>{8, 10, 14}));
    QCOMPARE(summary.fields.at(Key::MinLength).counts, (QList<int>{2, 1, 1}));
    QVERIFY(summary.fields.at(Key::MinLength).differs());
    QVERIFY(!summary.fields.at(Key::HistorySize).differs());
    QCOMPARE(summary.types.at(u"special"_s), 2);
    QCOMPARE(summary.types.at(u"number"_s), 3);
    QCOMPARE(summary.readings, 4);
}

void TestPolicySummary::defaultsAreTold()
{
    const auto legacy = summaryOf({connection(R"({"passwordPolicy":"good"})")});
    QVERIFY(legacy.fields.at(Key::MinLength).isDefault);
    QVERIFY(!legacy.fields.at(Key::Level).isDefault);
    const auto flexible
        = summaryOf({connection(R"({"password_options":{"complexity":{"sequential_characters":"allow"}}})")});
    QCOMPARE(flexible.fields.at(Key::MinLength).values, QList<Setting>{15});
    QVERIFY(flexible.fields.at(Key::MinLength).isDefault);
    QVERIFY(!flexible.fields.at(Key::SequentialCharacters).isDefault);
    QVERIFY(!flexible.fields.contains(Key::Level));
}

void TestPolicySummary::wordsOfADictionaryThatIsOffAreThere()
{
    const auto summary
        = summaryOf({connection(R"({"password_dictionary":{"enable":false,"dictionary":["acme","anvil"]}})")});
    QCOMPARE(summary.fields.at(Key::DictionaryWords).values, QList<Setting>{(QStringList{u"acme"_s, u"anvil"_s})});
}

void TestPolicySummary::generationsAreCounted()
{
    const auto summary = summaryOf({connection("{}"), connection(R"({"password_options":{}})"),
                                    connection(R"({"passwordPolicy":"good","password_options":{}})"),
                                    connection(R"({"enabledDatabaseCustomization":true})"), R"({"strategy":"auth0"})",
                                    R"({"strategy":"samlp"})"});
    QCOMPARE(summary.connections, 5);
    QCOMPARE(summary.unknown, 1);
    QCOMPARE(summary.customDatabases, 1);
    QCOMPARE(summary.legacy, 2);
    QCOMPARE(summary.none, 2); // as the table says of them
    QCOMPARE(summary.flexible, 1);
    QCOMPARE(summary.both, 1);
}

void TestPolicySummary::switchesWherePresent()
{
    const auto summary
        = summaryOf({connection(R"({"disable_signup":true})"), connection(R"({"disable_signup":false})")});
    QVERIFY(summary.switches.at(Policy::Switch::DisableSignup).differs());
    QVERIFY(!summary.switches.contains(Policy::Switch::ApiBehavior));
}

QTEST_GUILESS_MAIN(TestPolicySummary)
#include "tst_policysummary.moc"
