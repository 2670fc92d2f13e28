#include "items/customerrows.h"
#include "items/customerrulemodel.h"
#include "items/itemsfixture.h"
#include "items/onboardingchoices.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Domain::CustomerObject;
using Domain::CustomerRule;
using Items::CustomerRow;
using Items::CustomerRuleModel;
using Items::CustomerTreeModel;
using Rule = CustomerRule::Kind;

namespace {

Query::RecordPtr record(Query::Kind kind, const QString &id, const QString &name, const QByteArray &json)
{
    Query::Record made;
    made.id = id;
    made.cells.resize(Query::columnsOf(kind).size());
    made.cells[Query::columnIndex(kind, u"name")] = name;
    made.original = json;
    return std::make_shared<const Query::Record>(std::move(made));
}

/// acme-users and globex-users, which says it is initech's; an organization acme and an application of nobody.
Analysis::Snapshot snapshot()
{
    using Query::Kind;
    Analysis::Snapshot made;
    made.connections = {record(Kind::Connections, u"con_1"_s, u"acme-users"_s, R"({"name":"acme-users"})"),
                        record(Kind::Connections, u"con_2"_s, u"globex-users"_s,
                               R"({"name":"globex-users","metadata":{"customer":"initech"}})")};
    made.organizations = {record(Kind::Organizations, u"org_1"_s, u"acme"_s, R"({"name":"acme"})")};
    made.applications = {record(Kind::Applications, u"app_1"_s, u"Portal"_s, R"({"name":"Portal"})")};
    return made;
}

Domain::CustomerRules rules()
{
    return {{{Rule::ConnectionName, u"{customer}-users"_s},
             {Rule::ConnectionMetadata, u"customer"_s},
             {Rule::OrganizationName, u"{customer}"_s}},
            {},
            {}};
}

QStringList texts(const QList<CustomerRow> &rows, const QString &indent = {})
{
    QStringList lines;
    for (const CustomerRow &row : rows) {
        lines.append(indent + row.text + u" | "_s + row.detail);
        lines.append(texts(row.children, indent + u"  "_s));
    }
    return lines;
}

} // namespace

/// What is shown and edited of customers, as models.
class TestCustomerModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowsAreATree();
    void sameRowsLeaveTheModelAlone();
    void boxesAreOfRowsWithNothingBelow();
    void previewTellsWhatRulesMakeOfATenant();
    void previewTellsWhatWasSaidByHand();
    void proposalsSayWhatTheyRestOn();
    void rulesAreEditedInPlace();
    void aRuleSaysWhatIsWrongWithIt_data();
    void aRuleSaysWhatIsWrongWithIt();
    void theSameRuleTwiceIsTold();
    void choicesKeepWhatIsChecked();
    void choicesAreWhatACustomerCanBeMadeOf();
};

void TestCustomerModels::rowsAreATree()
{
    CustomerTreeModel model({u"Name"_s, u"About"_s});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    CustomerRow child{u"con"_s, u"database"_s, Domain::TenantId(u"t"_s), Query::Kind::Connections, u"con_1"_s};
    child.severity = Domain::Severity::High;
    child.color = u"#102030"_s;
    CustomerRow group{u"Connections"_s, u"1"_s};
    group.children = {child};
    CustomerRow tenant{u"eu"_s, u"Connection"_s};
    tenant.environment = Domain::Environment::Production;
    tenant.customer = u"acme"_s;
    tenant.children = {group};
    model.setRows({tenant, {u"alone"_s}});
    QCOMPARE(printModel(model, {0, 1}),
             (QStringList{u"eu | Connection"_s, u"  Connections | 1"_s, u"    con | database"_s, u"alone | "_s}));
    const QModelIndex top = model.indexOf(u"acme"_s);
    QCOMPARE(top, model.index(0, 0));
    QCOMPARE(top.data(Items::EnvironmentRole).toInt(), int(Domain::Environment::Production));
    const QModelIndex leaf = model.index(0, 0, model.index(0, 0, top));
    QCOMPARE(leaf.data(Items::IdRole).toString(), u"con_1"_s);
    QCOMPARE(leaf.data(Items::FindingSeverityRole).toInt(), int(Domain::Severity::High));
    QCOMPARE(leaf.siblingAtColumn(1).data(Items::ColorRole).toString(), u"#102030"_s);
    QCOMPARE(leaf.data(Qt::AccessibleDescriptionRole).toString(), u"database"_s);
    QVERIFY(!model.indexOf(u"globex"_s).isValid());
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void TestCustomerModels::sameRowsLeaveTheModelAlone()
{
    CustomerTreeModel model({u"Name"_s, u"About"_s});
    CustomerRow row{u"eu"_s};
    row.children = {{u"con"_s, u"database"_s}};
    model.setRows({row});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRows({row});
    QCOMPARE(reset.size(), 0);
    row.children.first().detail = u"social"_s;
    model.setRows({row});
    QCOMPARE(reset.size(), 1);
}

void TestCustomerModels::boxesAreOfRowsWithNothingBelow()
{
    CustomerTreeModel model({u"Name"_s, u"About"_s});
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setCheckable(true);
    CustomerRow row{u"Rules"_s};
    row.children = {{u"a"_s}, {u"b"_s}};
    model.setRows({row});
    const QModelIndex heading = model.index(0, 0);
    const QModelIndex first = model.index(0, 0, heading);
    QVERIFY(!heading.data(Qt::CheckStateRole).isValid());
    QVERIFY(model.isChecked(first));
    QVERIFY(!model.setData(heading, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(model.setData(first, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.isChecked(first));
    QVERIFY(model.isChecked(model.index(1, 0, heading)));
}

void TestCustomerModels::previewTellsWhatRulesMakeOfATenant()
{
    const Items::CustomerPreview preview = Items::previewOf(snapshot(), rules(), {});
    QCOMPARE(texts(preview.found),
             (QStringList{u"acme | Connection, Organization · 2 object(s)"_s, u"  acme-users | Connection"_s,
                          u"  acme | Organization"_s}));
    QCOMPARE(texts(preview.contested), QStringList{u"globex-users | Connection · globex or initech"_s});
    QCOMPARE(texts(preview.unclaimed), QStringList{u"Portal | Application"_s});
    QVERIFY(preview.decided.isEmpty());
    QCOMPARE(preview.byRule, (QList<qsizetype>{2, 1, 1}));
    QCOMPARE(preview.objects, 2);
    QCOMPARE(preview.contested.first().object, (CustomerObject{CustomerObject::Kind::Connection, u"con_2"_s}));
}

void TestCustomerModels::previewTellsWhatWasSaidByHand()
{
    Domain::CustomerRules said = rules();
    said.pins = {{{CustomerObject::Kind::Connection, u"con_2"_s}, u"globex"_s},
                 {{CustomerObject::Kind::Application, u"app_1"_s}, QString()},
                 {{CustomerObject::Kind::Connection, u"con_9"_s}, u"acme"_s}};
    said.aliases = {{u"acme-inc"_s, u"acme"_s}};
    const Items::CustomerPreview preview = Items::previewOf(snapshot(), said, {});
    QVERIFY(preview.contested.isEmpty());
    QVERIFY(preview.unclaimed.isEmpty());
    QCOMPARE(texts(preview.decided),
             (QStringList{u"acme-inc | is the same customer as acme"_s,
                          u"con_9 | Connection · belongs to acme · not there any more"_s,
                          u"globex-users | Connection · belongs to globex"_s,
                          u"Portal | Application · belongs to nobody"_s})); // by name
    QVERIFY(texts(preview.found).contains(u"  globex-users | Connection · an exception"_s));
}

void TestCustomerModels::proposalsSayWhatTheyRestOn()
{
    Analysis::CustomerProposals proposals;
    proposals.rules = {{{Rule::ConnectionName, u"{customer}-users"_s}, {u"acme"_s, u"globex"_s}, 3},
                       {{Rule::AppMetadata, u"tenant"_s}, {u"acme"_s}, 40}};
    proposals.pins = {{{CustomerObject::Kind::Application, u"app_1"_s}, u"Portal"_s, QString()}};
    QCOMPARE(texts(Items::rowsOf(proposals)),
             (QStringList{u"Rules | 2"_s, u"  Connection name: {customer}-users | 2 customer(s) in 3 object(s)"_s,
                          u"  app_metadata of users: tenant | 1 customer(s) in 40 user(s)"_s, u"Objects | 1"_s,
                          u"  Portal | Application · belongs to nobody"_s}));
    QVERIFY(Items::rowsOf(Analysis::CustomerProposals()).isEmpty());
}

void TestCustomerModels::rulesAreEditedInPlace()
{
    CustomerRuleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QSignalSpy edited(&model, &CustomerRuleModel::edited);
    model.setRules(rules().rules);
    model.setFound({2, 1, 1});
    QCOMPARE(model.index(0, CustomerRuleModel::FindsColumn).data().toString(), u"2"_s);
    model.move(0, 1);
    QCOMPARE(model.rules().first(), (CustomerRule{Rule::ConnectionMetadata, u"customer"_s}));
    QCOMPARE(model.index(1, CustomerRuleModel::FindsColumn).data().toString(), u"2"_s); // it went with its rule
    model.move(0, -1); // there is no such place
    model.replace(1, {Rule::ConnectionName, u"{customer}"_s});
    QCOMPARE(model.index(1, CustomerRuleModel::FindsColumn).data().toString(), u"…"_s);
    model.remove(2);
    model.append({Rule::WholeTenant, u"Wayne"_s});
    QCOMPARE(printModel(model, {0, 1}),
             (QStringList{u"Connection metadata | customer"_s, u"Connection name | {customer}"_s,
                          u"The whole Auth0 tenant | Wayne"_s}));
    QCOMPARE(edited.size(), 5);
    model.replace(1, {Rule::ConnectionName, u"{customer}"_s});
    QCOMPARE(edited.size(), 5); // nothing is another
}

void TestCustomerModels::aRuleSaysWhatIsWrongWithIt_data()
{
    QTest::addColumn<Rule>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("pattern") << Rule::ConnectionName << u"{customer}-users"_s << true;
    QTest::newRow("no customer") << Rule::ApplicationName << u"users"_s << false;
    QTest::newRow("organization") << Rule::OrganizationName << QString() << false;
    QTest::newRow("key") << Rule::ApplicationMetadata << u"customer"_s << true;
    QTest::newRow("no key") << Rule::ConnectionMetadata << u"  "_s << false;
    QTest::newRow("place") << Rule::AppMetadata << u"company.id"_s << true;
    QTest::newRow("half a place") << Rule::AppMetadata << u"company."_s << false;
    QTest::newRow("whole tenant") << Rule::WholeTenant << u"Wayne"_s << true;
    QTest::newRow("whose") << Rule::WholeTenant << u"--"_s << false;
}

void TestCustomerModels::aRuleSaysWhatIsWrongWithIt()
{
    QFETCH(Rule, kind);
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    CustomerRuleModel model;
    model.setRules({{kind, text}});
    QCOMPARE(!model.hasProblems(), isGood);
    QCOMPARE(model.index(0, 0).data(Items::ErrorRole).toString().isEmpty(), isGood);
}

void TestCustomerModels::theSameRuleTwiceIsTold()
{
    CustomerRuleModel model;
    model.setRules({{Rule::OrganizationName, u"{customer}"_s}, {Rule::OrganizationName, u"{customer}"_s}});
    QVERIFY(model.problem(0).isEmpty());
    QVERIFY(!model.problem(1).isEmpty());
}

void TestCustomerModels::choicesKeepWhatIsChecked()
{
    Items::ChoiceModel model(Items::ChoiceModel::Boxes::Each);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setChoices({{u"con_1"_s, u"a"_s}, {u"con_2"_s, u"b"_s}, {u"con_3"_s, u"c"_s}});
    for (const int row : {2, 0, 1}) {
        QVERIFY(model.setData(model.index(row), Qt::Checked, Qt::CheckStateRole));
    }
    QVERIFY(model.setData(model.index(1), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.checkedIds(), (QStringList{u"con_1"_s, u"con_3"_s}));
    QCOMPARE(model.index(2).data(Qt::UserRole).toString(), u"con_3"_s);
    model.setChoices({{u"con_4"_s, u"d"_s}});
    QCOMPARE(model.checkedIds(), QStringList());
    Items::ChoiceModel plain(Items::ChoiceModel::Boxes::None);
    plain.setChoices({{u"con_1"_s, u"a"_s}});
    QVERIFY(!plain.setData(plain.index(0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!plain.index(0).data(Qt::CheckStateRole).isValid());
}

void TestCustomerModels::choicesAreWhatACustomerCanBeMadeOf()
{
    using Query::Kind;
    const Items::OnboardingChoices choices = Items::onboardingChoices(
        {record(Kind::Connections, u"con_1"_s, u"acme"_s, R"({"strategy":"auth0","options":{}})"),
         record(Kind::Connections, u"con_2"_s, u"own"_s,
                R"({"strategy":"auth0","options":{"enabledDatabaseCustomization":true}})"),
         record(Kind::Connections, u"con_3"_s, u"sso"_s, R"({"strategy":"samlp","options":{}})")},
        {record(Kind::Applications, u"app_1"_s, u"Portal"_s, R"({"name":"Portal"})"),
         record(Kind::Applications, u"app_2"_s, u"Portal"_s, R"({"name":"Portal"})"),
         record(Kind::Applications, u"all"_s, u"All Applications"_s, R"({"global":true})")},
        {record(Kind::Organizations, u"org_1"_s, u"acme"_s, R"({"name":"acme"})")});
    QCOMPARE(choices.connections.size(), 3);
    QCOMPARE(choices.connectionModels, (QList<Items::Choice>{{u"con_1"_s, u"acme"_s}, {u"con_2"_s, u"own"_s}}));
    QCOMPARE(choices.applications,
             (QList<Items::Choice>{{u"app_1"_s, u"Portal (app_1)"_s}, {u"app_2"_s, u"Portal (app_2)"_s}}));
    QVERIFY(choices.names.at(Kind::Connections).contains(u"sso"_s));
    QVERIFY(choices.names.at(Kind::Applications).contains(u"All Applications"_s));
    QCOMPARE(choices.names.at(Kind::Organizations), QSet<QString>{u"acme"_s});
}

QTEST_GUILESS_MAIN(TestCustomerModels)
#include "tst_customermodels.moc"
