#include "query/records.h"
#include "reports/deployexport.h"
#include "reports/exportchoice.h"
#include "reports/exportnames.h"
#include "reports/terraformexport.h"
#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/mask.h"
#include "json/organization_json.h"
#include "json/value.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace Reports;

namespace {

const Json::SecretKeys &secrets()
{
    static const Json::SecretKeys keys = Json::SecretKeys::fromResource();
    return keys;
}

QList<Query::RecordPtr> records(const QByteArrayList &objects, const auto &toRecord)
{
    QList<Query::RecordPtr> list;
    for (const QByteArray &object : objects) {
        list.append(std::make_shared<const Query::Record>(toRecord(object)));
    }
    return list;
}

} // namespace

/// What is chosen for an export, and what placeholders, variables and resources are called.
class TestExportNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsChosenIsTaken();
    void whatWasNotReadIsNoAnswer();
    void placeholdersAreNoData();
    void otherObjectsChangeNoName_data();
    void otherObjectsChangeNoName();
};

void TestExportNames::whatIsChosenIsTaken()
{
    using Query::Kind;
    const QByteArrayList applications{R"({"client_id":"a1","name":"Portal"})", R"({"client_id":"a2","name":"API"})"};
    const QByteArrayList connections{R"({"id":"c1","name":"users","strategy":"auth0"})",
                                     R"({"id":"c2","name":"okta","strategy":"okta"})"};
    Analysis::Snapshot snapshot;
    snapshot.name = u"Production"_s;
    snapshot.domain = u"prod.eu.auth0.com"_s;
    snapshot.applications = records(
        applications, [](const auto &text) { return Query::applicationRecord({}, *Json::readApplication(text)); });
    snapshot.connections = records(
        connections, [](const auto &text) { return Query::connectionRecord({}, *Json::readConnection(text)); });
    snapshot.organizations = records({R"({"id":"org_1","name":"acme"})"}, [](const auto &text) {
        return Query::organizationRecord({}, *Json::readOrganization(text));
    });
    snapshot.enabled = QHash<QString, QStringList>{{u"a1"_s, {u"c1"_s, u"c2"_s}}, {u"a2"_s, {u"c2"_s}}};
    QList<Kind> asked;
    const ExportInput input = exportInput(snapshot, [&asked](Kind kind, const Analysis::Snapshot::Records &all) {
        asked.append(kind);
        return QList<QByteArray>{all->first()->original};
    });
    QCOMPARE(asked, (QList{Kind::Applications, Kind::Connections, Kind::Organizations}));
    QCOMPARE(input.tenant, snapshot.name);
    QCOMPARE(input.domain, snapshot.domain);
    QCOMPARE(input.applications, QList{applications.first()});
    QCOMPARE(input.connections, QList{connections.first()});
    QCOMPARE(organizationIds(input), QStringList{u"org_1"_s});
    // All of them are named, since what is chosen refers to others; the map is as connections are asked.
    QCOMPARE(input.applicationNames, (QHash<QString, QString>{{u"a1"_s, u"Portal"_s}, {u"a2"_s, u"API"_s}}));
    QCOMPARE(input.connectionNames, (QHash<QString, QString>{{u"c1"_s, u"users"_s}, {u"c2"_s, u"okta"_s}}));
    QVERIFY(input.enabled.has_value());
    QCOMPARE(input.enabled->value(u"c1"_s), QStringList{u"a1"_s});
    QStringList both = input.enabled->value(u"c2"_s);
    both.sort();
    QCOMPARE(both, (QStringList{u"a1"_s, u"a2"_s}));
}

void TestExportNames::whatWasNotReadIsNoAnswer()
{
    const ExportInput input = exportInput({}, [](Query::Kind, const Analysis::Snapshot::Records &all) {
        return all ? QList<QByteArray>{"{}"} : QList<QByteArray>();
    });
    QVERIFY(!input.enabled);
    QVERIFY(input.applications.isEmpty() && input.connections.isEmpty() && input.organizations.isEmpty());
    QVERIFY(organizationIds(input).isEmpty());
}

void TestExportNames::placeholdersAreNoData()
{
    // A text that holds a marker which a placeholder would get, and two objects whose names become the same word.
    ExportInput input;
    const auto oidc = [](const QByteArray &name, const QByteArray &more) {
        return R"({"id":")" + name + R"(","name":")" + name + R"(","strategy":"oidc","options":{"client_secret":"s")"
            + more + "}}";
    };
    input.connections = {oidc("a-b", R"(,"note":"see ##CONNECTION_A_B__CLIENT_SECRET##")"), oidc("a_b", "")};
    const ExportFolder folder = deployFolder(input, secrets());
    QStringList names;
    for (const ExportPlaceholder &placeholder : folder.placeholders) {
        names.append(placeholder.name);
    }
    QCOMPARE(names,
             (QStringList{u"CONNECTION_A_B__CLIENT_SECRET__692A2ED8"_s, u"CONNECTION_A_B__648FA9B3__CLIENT_SECRET"_s}));
}

void TestExportNames::otherObjectsChangeNoName_data()
{
    QTest::addColumn<bool>("isTerraform");
    QTest::newRow("deploy-cli") << false;
    QTest::newRow("terraform") << true;
}

/// What somebody filled in for one object, and what Terraform calls one, must not become another's.
void TestExportNames::otherObjectsChangeNoName()
{
    QFETCH(bool, isTerraform);
    // Names that become the same word, or the word of another one with its member.
    const QStringList names{
        u"acme"_s,         u"ACME"_s,        u"acme-b"_s,     u"acme_b"_s,   u"acme b"_s,
        u"acme--b"_s,      u"1acme"_s,       u"_1acme"_s,     u"acme-sso"_s, u"ácme"_s,
        u"acme-client"_s,  u"\U0001f419"_s,  u"\U0001f98a"_s, u"-"_s,        u"acme-"_s + markOf(u"1"_s),
        QString(70, u'x'), QString(71, u'x')};
    const auto inputOf = [&names](const QList<int> &chosen) {
        ExportInput input;
        for (const int i : chosen) {
            const std::string name = names.at(i % names.size()).toStdString();
            const std::string id = std::to_string(100 - i); // those that come may be the first
            input.applications.append(Json::write({{"client_id", id}, {"name", name}}));
            if (i >= names.size()) {
                continue; // of applications alone several have one name
            }
            input.connections.append(
                Json::write({{"id", id},
                             {"name", name},
                             {"strategy", "oidc"},
                             {"options", {{"client_secret", "s"}, {"secret", "t"}, {"b", {{"client_secret", "u"}}}}}}));
            input.organizations.append(Json::write({{"id", id}, {"name", name}}));
            input.parts.insert(QString::fromStdString(id), {});
        }
        return input;
    };
    const auto told = [isTerraform](const ExportInput &input) {
        const ExportFolder folder = isTerraform ? terraformFolder(input, secrets()) : deployFolder(input, secrets());
        QHash<QString, QString> known;
        for (const ExportPlaceholder &placeholder : folder.placeholders) {
            known.insert(placeholder.object + u' ' + placeholder.member, placeholder.name);
        }
        const auto imports = folder.files.find(u"imports.tf"_s);
        const QString text = imports == folder.files.end() ? QString() : QString::fromUtf8(imports->second);
        static const QRegularExpression block(u"to = (\\w+)\\.(\\w+)\\n  id = \"(\\w+)\""_s);
        for (auto found = block.globalMatch(text); found.hasNext();) {
            const auto match = found.next();
            known.insert(match.captured(1) + match.captured(3), match.captured(1) + match.captured(2));
        }
        return known;
    };
    QRandomGenerator random(4711);
    QList<int> all(2 * names.size());
    std::iota(all.begin(), all.end(), 0);
    const QHash<QString, QString> whole = told(inputOf(all));
    const QStringList values = whole.values();
    QCOMPARE(QSet<QString>(values.begin(), values.end()).size(), values.size());
    QVERIFY(values.size() >= (isTerraform ? 6 : 2) * names.size());
    for (int round = 0; round < 30; ++round) {
        QList<int> some = all;
        some.removeIf([&random](int) { return random.bounded(2) == 0; });
        std::shuffle(some.begin(), some.end(), random);
        const QHash<QString, QString> part = told(inputOf(some));
        for (auto entry = part.cbegin(); entry != part.cend(); ++entry) {
            QCOMPARE(*entry, whole.value(entry.key()));
        }
    }
}

QTEST_GUILESS_MAIN(TestExportNames)
#include "tst_exportnames.moc"
