#include "session/comparedstate.h"
#include "session/deployfolder.h"
#include "session/pastcomparison.h"
#include "store/states.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Session::ComparedState;
using Store::Part;
using Store::TenantState;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;
constexpr int connections = 2'000;
constexpr int changes = 10;

/// So many connections are otherwise, the last of them is another one, and one more is enabled.
TenantState changed(TenantState state)
{
    QList<Store::Object> &list = state.objects[Part::Connections];
    for (int i = 0; i < changes - 1; ++i) {
        list[qsizetype(i) * 199] = States::connection(i * 199, u"auth0"_s, 1);
    }
    list.last() = States::connection(connections + 1);
    return state;
}

QStringList told(const QList<Analysis::ObjectDifference> &objects)
{
    QStringList lines;
    for (const Analysis::ObjectDifference &object : objects) {
        QString line = u"%1 %2"_s.arg(Analysis::wordOf(object.change), object.id);
        for (const Analysis::FieldDifference &field : object.fields) {
            line += u' ' + field.pointer.text();
        }
        lines.append(line);
    }
    return lines;
}

ComparedState heldState(const TenantState &state)
{
    ComparedState side;
    side.tenant = state.tenant;
    side.name = state.name;
    side.title = u"now"_s;
    side.held = state;
    return side;
}

ComparedState exportedState(const QString &path)
{
    const auto read = Session::readDeployFolder(path);
    ComparedState side = heldState(read ? read->state : TenantState());
    side.isExport = read.has_value();
    side.leftOut = read ? read->leftOut : decltype(side.leftOut)();
    return side;
}

/// What the exports of this file were made of.
TenantState exportedTenant()
{
    TenantState live;
    live.tenant = acme;
    live.objects[Part::Settings] = {{{}, R"({"friendly_name":"Acme"})"}};
    live.objects[Part::Applications]
        = {{u"c1"_s, R"({"client_id":"c1","name":"App","client_secret":"hush","custom_login_page":"<p>Hello</p>"})"}};
    live.objects[Part::Connections] = {
        {u"con_1"_s,
         R"({"id":"con_1","name":"users","strategy":"auth0","realms":["users"],)"
         R"("options":{"customScripts":{"login":"function login() {}"},"configuration":{"a":"2.0$x"}}})"},
        {u"con_2"_s,
         R"({"id":"con_2","name":"sso","strategy":"samlp","options":{"signingCert":"-----BEGIN CERTIFICATE-----"}})"}};
    live.objects[Part::Organizations] = {{u"org_1"_s, R"({"id":"org_1","name":"acme","display_name":""})"}};
    live.relations[Part::Enabled][u"c1"_s] = QStringList{u"con_1"_s};
    live.relations[Part::OrganizationConnections][u"org_1"_s] = QStringList{u"con_2"_s};
    return live;
}

} // namespace

/// What two states of Auth0 tenants come to, from wherever they are.
class TestComparedState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tenChangesOfMany_data();
    void tenChangesOfMany();
    void whatOneSideLacksIsNotCompared();
    void pairsThatCameAndWentAreNone();
    void ofAListThatEndedEarlyNothingIsGone();
    void anExportedFolderIsRead();
    void anExportInYamlIsRead();
    void ofOneKindOfConnectionNothingIsTold();
    void whatAnExportLeftOutIsNotCompared();
    void aHostileFolderIsRefused_data();
    void aHostileFolderIsRefused();

private:
    ComparedState stored(const TenantState &state);
    void put(const QString &path, const QByteArray &text) const;
    QStringList differences(const ComparedState &before, const ComparedState &after)
    {
        const auto found = Session::compareStates(before, after, Json::SecretKeys::fromResource());
        m_notCompared = found ? found->notCompared : QStringList();
        return found ? told(found->objects) : QStringList{found.error().text()};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Store::SnapshotStore> m_store;
    QStringList m_notCompared;
};

void TestComparedState::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = States::open(m_folder->filePath(u"data/snapshots.sqlite"_s));
    QVERIFY(m_store);
}

ComparedState TestComparedState::stored(const TenantState &state)
{
    ComparedState side = heldState(state);
    const auto saved = m_store->save(state);
    if (!saved) {
        qWarning("%s", qPrintable(saved.error().text()));
        return side;
    }
    side.held = {};
    side.store = m_store;
    side.snapshot = saved->snapshot;
    side.title = u"snapshot %1"_s.arg(saved->snapshot.id);
    return side;
}

void TestComparedState::put(const QString &path, const QByteArray &text) const
{
    const QString place = m_folder->filePath(u"export/"_s + path);
    QFile file(place);
    QVERIFY(QDir().mkpath(QFileInfo(place).path()) && file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void TestComparedState::tenChangesOfMany_data()
{
    QTest::addColumn<bool>("isBeforeStored");
    QTest::addColumn<bool>("isAfterStored");
    QTest::newRow("two snapshots") << true << true;
    QTest::newRow("a snapshot and now") << true << false;
    QTest::newRow("now and a snapshot") << false << true;
    QTest::newRow("two readings") << false << false;
}

void TestComparedState::tenChangesOfMany()
{
    QFETCH(bool, isBeforeStored);
    QFETCH(bool, isAfterStored);
    const TenantState first = States::tenant(acme, States::day(0), connections);
    TenantState second = changed(first);
    second.at = States::day(1);
    const ComparedState before = isBeforeStored ? stored(first) : heldState(first);
    const ComparedState after = isAfterStored ? stored(second) : heldState(second);
    QStringList expected;
    for (int i = 0; i < changes - 1; ++i) {
        expected.append(u"changed %1 /options/version"_s.arg(States::connection(i * 199).id));
    }
    expected.append(u"added "_s + States::connection(connections + 1).id);
    expected.append(u"removed "_s + States::connection(connections - 1).id);
    // The connection that went was enabled for those applications whose number divides its own.
    QStringList found = differences(before, after);
    QCOMPARE(found.removeIf([](const QString &line) { return line.contains("/enabled_connections/"_L1); }), 1);
    found.sort();
    expected.sort();
    QCOMPARE(found, expected);
    QVERIFY(m_notCompared.isEmpty());
    QCOMPARE(differences(before, before), QStringList());
}

void TestComparedState::whatOneSideLacksIsNotCompared()
{
    const TenantState whole = States::tenant(acme, States::day(0), 5);
    TenantState partial = whole;
    partial.at = States::day(1);
    partial.objects.erase(Part::Applications);
    partial.relations.erase(Part::Enabled);
    partial.notRead[Part::Applications] = u"no scope"_s;
    const ComparedState before = stored(whole);
    const ComparedState after = stored(partial);
    QCOMPARE(differences(before, after), QStringList());
    QCOMPARE(m_notCompared.size(), 2);
    QVERIFY(m_notCompared.first().contains("Applications were not compared"_L1)
            && m_notCompared.first().contains("no scope"_L1));
}

void TestComparedState::pairsThatCameAndWentAreNone()
{
    TenantState state = States::tenant(acme, States::day(0), 3);
    const ComparedState first = stored(state);
    const QString application = States::application(1).id;
    const QStringList all = state.relations[Part::Enabled][application];
    state.relations[Part::Enabled][application].removeFirst();
    state.at = States::day(1);
    const ComparedState second = stored(state);
    state.relations[Part::Enabled][application] = all;
    state.at = States::day(2);
    const ComparedState third = stored(state);
    QCOMPARE(differences(first, third), QStringList());
    QCOMPARE(differences(first, second),
             QStringList({u"changed %1 /enabled_connections/%2"_s.arg(application, all.first())}));
    state.relations[Part::Enabled][application] = all + QStringList{u"con_in_no_list"_s};
    state.at = States::day(3);
    QCOMPARE(differences(third, stored(state)), QStringList());
}

void TestComparedState::ofAListThatEndedEarlyNothingIsGone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"snapshots.sqlite"_s);
    Domain::TenantProfile tenant;
    tenant.domain = acme;
    QVERIFY(States::open(path)->save(States::tenant(acme, States::day(1), 3)));
    Analysis::Snapshot now;
    now.name = u"acme"_s;
    now.readAt = States::day(2);
    now.connections = QList<Query::RecordPtr>();
    const auto compared = [&](const std::map<Analysis::Need, QString> &notWhole) {
        return Session::comparedWithPast(path, tenant, now, notWhole, {}, Json::SecretKeys::fromResource());
    };
    QCOMPARE(compared({}).differences.objects.size(), 3);
    const Session::PastComparison partial = compared({{Analysis::Need::Connections, u"reading was stopped"_s}});
    QCOMPARE(partial.at, States::day(1));
    QCOMPARE(told(partial.differences.objects), QStringList());
    QVERIFY(partial.differences.notCompared.join(u' ').contains(u"reading was stopped"_s));
}

void TestComparedState::anExportedFolderIsRead()
{
    put(u"tenant.json"_s, R"({"friendly_name":"Acme","session_lifetime":168})");
    put(u"clients/App.json"_s, R"({"name":"App","callbacks":[],"custom_login_page":"./App_custom_login_page.html"})");
    put(u"clients/App_custom_login_page.html"_s, "<p>Hello</p>");
    put(u"database-connections/users/database.json"_s,
        R"({"name":"users","strategy":"auth0","enabled_clients":["App"],"options":{"customScripts":{"login":"./login.js"}}})");
    put(u"database-connections/users/login.js"_s, "function login() {}");
    put(u"connections/sso.json"_s,
        R"({"name":"sso","strategy":"samlp","enabled_clients":[],"options":{"signingCert":")"
            + QByteArray("-----BEGIN CERTIFICATE-----").toBase64() + R"("}})");
    put(u"organizations/acme.json"_s, R"({"name":"acme","connections":[{"name":"sso"}],"client_grants":[]})");
    const ComparedState before = exportedState(m_folder->filePath(u"export"_s));
    TenantState live = exportedTenant();
    QCOMPARE(differences(before, heldState(live)), QStringList());
    QVERIFY2(m_notCompared.isEmpty(), qPrintable(m_notCompared.join(u'\n')));

    live.relations[Part::Enabled][u"c1"_s].append(u"con_2"_s);
    live.objects[Part::Settings].first().body = R"({"friendly_name":"Acme","session_lifetime":24})";
    QCOMPARE(differences(before, heldState(live)),
             QStringList({u"changed  /session_lifetime"_s, u"changed c1 /enabled_connections/sso"_s}));
}

void TestComparedState::anExportInYamlIsRead()
{
    put(u"clients/App_custom_login_page.html"_s, "<p>Hello</p>");
    put(u"databases/users/login.js"_s, "function login() {}");
    put(u"tenant.yaml"_s,
        R"(tenant:
  friendly_name: Acme
  session_lifetime: 168
clients:
  - name: App
    callbacks: []
    client_secret: ##APP_SECRET##
    custom_login_page: ./App_custom_login_page.html
databases:
  - name: "users"
    strategy: auth0
    enabled_clients: &clients
      - App
    options:
      customScripts:
        login: ./databases/users/login.js
connections:
  - name: sso
    strategy: samlp
    enabled_clients: []
    options:
      signingCert: )"
            + QByteArray("-----BEGIN CERTIFICATE-----").toBase64() + R"(
      fieldsMap: @@SSO_FIELDS@@
organizations:
  - name: acme
    connections:
      - name: sso
)");
    const QString path = m_folder->filePath(u"export"_s);
    for (const QString &word : {path, QDir(path).filePath(u"tenant.yaml"_s)}) {
        const ComparedState before = exportedState(word);
        TenantState live = exportedTenant();
        QCOMPARE(differences(before, heldState(live)), QStringList());
        QVERIFY2(m_notCompared.isEmpty(), qPrintable(m_notCompared.join(u'\n')));
        live.objects[Part::Connections].first().body.replace("login() {}", "login() { return; }");
        live.objects[Part::Settings].first().body = R"({"friendly_name":"Acme","session_lifetime":24})";
        QCOMPARE(differences(before, heldState(live)),
                 QStringList({u"changed  /session_lifetime"_s, u"changed con_1 /options/customScripts/login"_s}));
    }
}

void TestComparedState::ofOneKindOfConnectionNothingIsTold()
{
    put(u"tenant.yaml"_s, "databases:\n  - name: users\n    strategy: auth0\n");
    QCOMPARE(differences(exportedState(m_folder->filePath(u"export"_s)), heldState(exportedTenant())), QStringList());
    QVERIFY2(m_notCompared.join(u' ').contains(u"no list of connections"_s), qPrintable(m_notCompared.join(u'\n')));
}

void TestComparedState::whatAnExportLeftOutIsNotCompared()
{
    put(u"tenant.yaml"_s,
        "clients:\n  - name: App\n"
        "databases:\n  - name: users\n    strategy: auth0\n    enabled_clients: []\n    options:\n"
        "      customScripts:\n        login: function login() {}\n"
        "connections:\n  - name: more\n    strategy: oidc\n    enabled_clients: [App]\n"
        "organizations:\n  - name: acme\n    connections:\n      - name: sso\n");
    put(u"tenantry-left-out.json"_s,
        R"({"left_out":[{"kind":"connection","object":"sso"},{"kind":"application","object":"Twice"},)"
        R"({"kind":"connection","object":"more","member":"connected_accounts"},)"
        R"({"kind":"organization","object":"gone"},{"kind":"connection","object":"users"}]})");
    const ComparedState before = exportedState(m_folder->filePath(u"export"_s));
    TenantState live = exportedTenant();
    live.objects[Part::Applications].first().body = R"({"client_id":"c1","name":"App"})";
    live.objects[Part::Applications].append({u"c2"_s, R"({"client_id":"c2","name":"Twice"})"});
    live.objects[Part::Connections].append(
        {u"con_3"_s, R"({"id":"con_3","name":"more","strategy":"oidc","connected_accounts":{"other":{"deep":1}}})"});
    live.relations[Part::Enabled] = {{u"c1"_s, {u"con_2"_s, u"con_3"_s}}, {u"c2"_s, {u"con_3"_s}}};
    QCOMPARE(differences(before, heldState(live)) + differences(heldState(live), before), QStringList());
    const QString said = m_notCompared.join(u'\n');
    QVERIFY2(said.contains(u"“sso”"_s) && said.contains(u"“Twice”"_s) && said.contains(u"connected_acc"_s),
             qPrintable(said));
    // What somebody added is compared, whatever the list says; and what is left out of one object, of no other.
    QVERIFY2(!said.contains(u"“users”"_s), qPrintable(said));
    live.objects[Part::Connections].first().body.replace("login() {}", "login() { return; }");
    live.objects[Part::Connections].last().body.replace("oidc", "okta");
    live.relations[Part::Enabled][u"c1"_s].append(u"con_1"_s);
    QCOMPARE(differences(before, heldState(live)),
             (QStringList{u"changed c1 /enabled_connections/users"_s, u"changed con_3 /strategy"_s,
                          u"changed con_1 /options/customScripts/login"_s}));
}

void TestComparedState::aHostileFolderIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no folder of it") << u"readme.txt"_s << QByteArray("hello");
    QTest::newRow("YAML of nothing") << u"tenant.yaml"_s << QByteArray("tenant:");
    QTest::newRow("no YAML") << u"tenant.yaml"_s << QByteArray("clients: [");
    QTest::newRow("YAML without a list") << u"tenant.yaml"_s << QByteArray("clients: @@CLIENTS@@");
    QTest::newRow("a list of texts in YAML") << u"tenant.yaml"_s << QByteArray("clients: [App]");
    QTest::newRow("a way out of YAML") << u"tenant.yaml"_s
                                       << QByteArray(
                                              "clients:\n- name: App\n  custom_login_page: ./../../outside.js\n");
    QTest::newRow("a list of texts of what was left out")
        << u"tenantry-left-out.json"_s << QByteArray(R"({"left_out":["users"]})");
    QTest::newRow("a kind that is none") << u"tenantry-left-out.json"_s
                                         << QByteArray(R"({"left_out":[{"kind":"user","object":"x"}]})");
    QTest::newRow("no JSON") << u"clients/a.json"_s << QByteArray("{");
    QTest::newRow("a list") << u"clients/a.json"_s << QByteArray("[]");
    QTest::newRow("too deep") << u"tenant.json"_s << QByteArray(100'000, '[');
    QTest::newRow("too large") << u"tenant.json"_s << QByteArray(qsizetype(17) * 1024 * 1024, ' ');
}

void TestComparedState::aHostileFolderIsRefused()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, text);
    put(path, text);
    put(u"../outside.js"_s, "stolen");
    if (path.endsWith("left-out.json"_L1)) {
        put(u"clients/App.json"_s, R"({"name":"App"})");
    } else if (path == "tenant.yaml"_L1) {
        put(u"clients/page.html"_s, "<p>Hello</p>"); // both formats have such a folder
    }
    const auto exported = Session::readDeployFolder(m_folder->filePath(u"export"_s));
    QVERIFY(!exported);
    QVERIFY(!exported.error().why.isEmpty() && !exported.error().advice.isEmpty());
    put(u"tenant.json"_s, "{}");
    if (path.startsWith("clients"_L1)) {
        put(path, R"({"name":"App","custom_login_page":"./../../outside.js"})");
        const auto escaping = Session::readDeployFolder(m_folder->filePath(u"export"_s));
        QVERIFY(!escaping);
        QVERIFY(escaping.error().why.contains("out of the folder"_L1));
    }
}

QTEST_GUILESS_MAIN(TestComparedState)
#include "tst_comparedstate.moc"
