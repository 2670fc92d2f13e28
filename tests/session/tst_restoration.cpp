#include "session/changerun.h"
#include "session/changetray.h"
#include "session/organizationconnections.h"
#include "session/relationsreading.h"
#include "session/restoration.h"
#include "session/snapshotparts.h"
#include "session/storedstate.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include "change/objectreading.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Analysis::ComparedKind;
using Analysis::ObjectDifference;
using Body = Sandbox::Json;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;
const std::string users = "con_0000000000000001";
const std::string partners = "con_0000000000000002";
const std::string saml = "con_0000000000000003";
const std::string custom = "con_0000000000000004";
const std::string lost = "con_0000000000000005";
const std::string fresh = "con_0000000000000006";
const std::string organization = "org_0000000000000001";

Body connection(const std::string &id, const std::string &name, const Body &options,
                const std::string &strategy = "auth0")
{
    return {{"id", id}, {"name", name}, {"strategy", strategy}, {"options", options}};
}

Body entry(const std::string &id, bool assigns)
{
    return {{"connection_id", id}, {"assign_membership_on_login", assigns}, {"show_as_button", true}};
}

/// As the snapshot has it.
Sandbox::TenantState then()
{
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    state.clients.append({{"client_id", "portal"},
                          {"name", "Portal"},
                          {"app_type", "spa"},
                          {"callbacks", {"https://portal.example/back", "https://portal.example/old"}},
                          {"client_metadata", {{"tier", "gold"}, {"owner", "kim"}}}});
    state.clients.append({{"client_id", "office"}, {"name", "Office"}});
    state.connections.append(connection(users, "users",
                                        {{"passwordPolicy", "excellent"},
                                         {"password_history", {{"enable", true}, {"size", 5}}},
                                         {"mfa", {{"active", true}}}}));
    state.connections.append(connection(partners, "partners", {{"passwordPolicy", "fair"}, {"disable_signup", true}}));
    state.connections.append(
        connection(saml, "saml", {{"signInEndpoint", "https://idp.example/in"}, {"client_secret", "first"}}, "samlp"));
    state.connections.append(
        connection(custom, "custom", {{"enabledDatabaseCustomization", true}, {"import_mode", true}}));
    state.connections.append(connection(lost, "lost", Body::object()));
    state.organizations.append({{"id", organization},
                                {"name", "acme"},
                                {"display_name", "Acme"},
                                {"branding", {{"colors", {{"primary", "#103070"}, {"page_background", "#ffffff"}}}}},
                                {"metadata", {{"tier", "1"}}}});
    for (const std::string &id : {users, partners, lost}) {
        state.enabledClients.enable(id, "portal");
    }
    state.organizationConnections[organization] = {entry(users, true), entry(saml, false)};
    return state;
}

/// What became of it.
Sandbox::TenantState now()
{
    Sandbox::TenantState state = then();
    state.clients = Sandbox::Collection("client_id");
    state.clients.append({{"client_id", "portal"},
                          {"name", "Portal 2"},
                          {"app_type", "native"},
                          {"description", "Came since"},
                          {"allowed_logout_urls", {"https://portal.example/out"}},
                          {"callbacks", {"https://portal.example/back"}},
                          {"client_metadata", {{"tier", "silver"}, {"note", "new"}}}});
    state.clients.append({{"client_id", "office"}, {"name", "Office"}});
    state.clients.append({{"client_id", "shop"}, {"name", "Shop"}});
    state.connections = Sandbox::Collection("id");
    state.connections.append(connection(
        users, "users",
        {{"password_options", {{"complexity", {{"min_length", 6}}}, {"history", {{"active", true}, {"size", 3}}}}},
         {"mfa", {{"active", true}}}}));
    state.connections.append(connection(partners, "partners", {{"passwordPolicy", "low"}, {"disable_signup", false}}));
    state.connections.append(connection(
        saml, "saml", {{"signInEndpoint", "https://idp.example/other"}, {"client_secret", "second"}}, "samlp"));
    state.connections.append(
        connection(custom, "custom", {{"enabledDatabaseCustomization", true}, {"import_mode", false}}));
    state.connections.append(connection(fresh, "fresh", Body::object()));
    state.organizations = Sandbox::Collection("id");
    state.organizations.append({{"id", organization},
                                {"name", "acme"},
                                {"display_name", "Acme Inc."},
                                {"branding", {{"logo_url", "https://cdn.example/logo.png"}}},
                                {"metadata", {{"tier", "2"}, {"region", "eu"}}}});
    state.enabledClients = {};
    for (const std::string &id : {partners, fresh}) {
        state.enabledClients.enable(id, "portal");
    }
    state.enabledClients.enable(users, "office");
    state.organizationConnections[organization] = {entry(saml, true), entry(partners, true)};
    return state;
}

} // namespace

/// What was otherwise in a snapshot is brought back, against the sandbox.
class TestRestoration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsLeftButWhatStays();
    void whatIsForetoldIsSo();
    void onlyWhatWasChosen();
    void aListThatIsBeingReadIsToldOf();
    void whatIsSoAlreadyIsToldOf();
    void theReadingOfConnectionsStops();

private:
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    bool read(Sandbox::TenantState state);
    Session::ComparedState held();
    QList<ObjectDifference> differences();
    Session::Restoration restored(const QList<ObjectDifference> &chosen);
    Session::Restoration restored(const QList<ObjectDifference> &chosen, const Session::ComparedState &state);
    bool apply(const QList<Change::PlanItem> &items);
    static QStringList told(const QList<ObjectDifference> &objects);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    Session::ComparedState m_before;
    const Json::SecretKeys m_secrets = Json::SecretKeys::fromResource();
};

bool TestRestoration::read(Sandbox::TenantState state)
{
    m_estate = std::make_unique<Session::Estate>();
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), std::vector{std::move(state)});
    m_server->start();
    m_estate->open(SandboxEstate::writableSession(*m_server));
    if (!SandboxEstate::readAll(session())) {
        return false;
    }
    session().organizationConnections().read();
    return QTest::qWaitFor(
        [this] { return session().organizationConnections().known() && session().jobs().isEmpty(); });
}

Session::ComparedState TestRestoration::held()
{
    Session::ComparedState side;
    side.tenant = acme;
    side.held = Session::storedState(Session::SnapshotParts(session()).snapshot(), acme,
                                     QDateTime::currentDateTimeUtc(), Session::notWhole(session()));
    return side;
}

void TestRestoration::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(read(then()));
    auto store = Store::SnapshotStore::open(m_folder->filePath(u"data/snapshots.sqlite"_s), m_secrets);
    QVERIFY(store);
    m_before = {};
    m_before.tenant = acme;
    m_before.store = *std::move(store);
    const auto saved = std::const_pointer_cast<Store::SnapshotStore>(m_before.store)->save(held().held);
    QVERIFY(saved);
    m_before.snapshot = saved->snapshot;
    QVERIFY(m_before.part(Store::Part::OrganizationConnections).isRead);
    QVERIFY(read(now()));
}

void TestRestoration::cleanup()
{
    m_estate.reset();
    m_server.reset();
    m_before = {};
}

QList<ObjectDifference> TestRestoration::differences()
{
    const auto found = Session::compareStates(m_before, held(), m_secrets);
    return found ? found->objects : QList<ObjectDifference>();
}

Session::Restoration TestRestoration::restored(const QList<ObjectDifference> &chosen)
{
    return restored(chosen, held());
}

Session::Restoration TestRestoration::restored(const QList<ObjectDifference> &chosen,
                                               const Session::ComparedState &state)
{
    Session::RelationsRead relations;
    const QStringList organizations = Session::organizationsToRead(chosen);
    for (const QString &id : organizations) {
        bool isRead = false;
        Change::readObject(session().client(), {Change::ObjectKind::OrganizationConnections, id, {}}, this,
                           [&](const Api::Outcome<QByteArray> &seen) {
                               relations.known.insert(id, seen.value_or(QByteArray()));
                               isRead = true;
                           });
        (void)QTest::qWaitFor([&isRead] { return isRead; });
    }
    const auto restoration = Session::restorationOf(chosen, m_before, state, relations, m_secrets);
    return restoration ? *restoration : Session::Restoration{{}, {}, {restoration.error().text()}};
}

bool TestRestoration::apply(const QList<Change::PlanItem> &items)
{
    Session::ChangeTray tray(*m_estate);
    tray.stage(session().id(), items);
    (void)session().writeUnlock().unlock();
    Session::ChangeRun run(*m_estate, tray.plans(), m_folder->filePath(u"journal"_s), &tray);
    if (!run.start() || !QTest::qWaitFor([&run] { return !run.isRunning(); }, 20000)) {
        return false;
    }
    for (const Change::ItemResult &result : run.results(0)) {
        if (result.outcome != Change::ItemOutcome::Done) {
            qWarning("%s %s", qPrintable(Change::titleOf(result.outcome)), qPrintable(result.reason));
            return false;
        }
    }
    return true;
}

QStringList TestRestoration::told(const QList<ObjectDifference> &objects)
{
    QStringList lines;
    for (const ObjectDifference &object : objects) {
        QString line = u"%1 %2"_s.arg(Analysis::wordOf(object.change), object.name);
        for (const Analysis::FieldDifference &field : object.fields) {
            line += u' ' + field.pointer.text();
        }
        lines.append(line);
    }
    return lines;
}

void TestRestoration::nothingIsLeftButWhatStays()
{
    const QList<ObjectDifference> all = differences();
    QCOMPARE(told(all).filter(u"changed"_s).size(), 7);
    const Session::Restoration restoration = restored(all);
    QVERIFY(apply(restoration.items));
    QVERIFY(read(m_server->state(0)));
    const QStringList expected{
        u"changed Portal /app_type /enabled_connections/"_s + QString::fromStdString(lost),
        u"added Shop"_s,
        u"changed custom /options/import_mode"_s,
        u"added fresh"_s,
        u"removed lost"_s,
        u"changed saml /options/signInEndpoint"_s,
    };
    QCOMPARE(told(differences()), expected);
    QStringList stays;
    for (const Change::Skipped &skipped : restoration.stays) {
        stays.append(skipped.object.name + u": "_s + skipped.reason);
    }
    QCOMPARE(stays.size(), 7);
    QCOMPARE(stays.filter(u"/app_type"_s).size(), 1);
    QCOMPARE(stays.filter(u"Its connection lost is gone"_s).size(), 1);
    QCOMPARE(stays.filter(u"It came since then"_s).size(), 2);
    QCOMPARE(stays.filter(u"It is gone"_s).size(), 1);
    QCOMPARE(stays.filter(u"custom database"_s).size(), 1);
    QCOMPARE(stays.filter(u"options of databases only"_s).size(), 1);
}

/// What a window foretells of the findings is worked out without a server.
void TestRestoration::whatIsForetoldIsSo()
{
    const Session::Restoration restoration = restored(differences());
    Session::ComparedState after = held();
    after.held = Session::storedState(
        Session::afterEdits(Session::SnapshotParts(session()).snapshot(), restoration.items), acme, {}, {});
    const auto left = Session::compareStates(m_before, after, m_secrets);
    QVERIFY(left);
    QVERIFY(apply(restoration.items));
    QVERIFY(read(m_server->state(0)));
    QCOMPARE(told(left->objects), told(differences()));
}

void TestRestoration::onlyWhatWasChosen()
{
    QList<ObjectDifference> chosen = differences();
    chosen.removeIf(
        [](const ObjectDifference &one) { return one.name != "Acme"_L1 && one.kind != ComparedKind::Organization; });
    QCOMPARE(chosen.size(), 1);
    const QString name = u"/display_name"_s;
    chosen.first().fields.removeIf(
        [&name](const Analysis::FieldDifference &field) { return field.pointer.text() != name; });
    const Session::Restoration restoration = restored(chosen);
    QCOMPARE(restoration.items.size(), 1);
    QCOMPARE(restoration.items.first().changes.size(), 1);
    QCOMPARE(restoration.items.first().changes.first().pointer.text(), name);
    QCOMPARE(restoration.items.first().changes.first().after, QByteArrayLiteral("\"Acme\""));
    QCOMPARE(restoration.leftCount(), 0);
}

/// What would be worked out without it would be other edits, or none.
void TestRestoration::aListThatIsBeingReadIsToldOf()
{
    const QList<ObjectDifference> all = differences();
    session().refresh(Query::Kind::Connections);
    const Session::ComparedState meanwhile = held();
    QVERIFY(!meanwhile.part(Store::Part::Connections).isRead);
    const Session::Restoration restoration = restored(all, meanwhile);
    QStringList waiting;
    for (const Change::Skipped &skipped : restoration.stays) {
        if (skipped.reason.contains(u"being read just now"_s)) {
            waiting.append(skipped.object.name);
        }
    }
    QStringList expected;
    for (const ObjectDifference &difference : all) {
        if (difference.change == Analysis::ObjectChange::Changed) { // those that need no connection are there as well
            expected.append(difference.name);
        }
    }
    expected.sort();
    waiting.sort();
    QCOMPARE(waiting, expected);
    QVERIFY(restoration.items.isEmpty());
    for (const Change::Skipped &skipped : restoration.stays) {
        QVERIFY2(!skipped.reason.contains(u"is gone, and is not made again"_s), qPrintable(skipped.reason));
    }
}

void TestRestoration::whatIsSoAlreadyIsToldOf()
{
    const QList<ObjectDifference> all = differences();
    QVERIFY(apply(restored(all).items));
    QVERIFY(read(m_server->state(0)));
    const Session::Restoration again = restored(all);
    QCOMPARE(again.items.size(), 0);
    QStringList stays;
    for (const Change::Skipped &skipped : again.stays) {
        stays.append(skipped.object.name + u": "_s + skipped.reason);
    }
    const QString lines = stays.join(u'\n');
    QVERIFY2(stays.contains(u"users: Portal has it again already."_s), qPrintable(lines));
    QVERIFY2(stays.contains(u"users: Office is without it again already."_s), qPrintable(lines));
    QVERIFY2(stays.contains(u"acme: It has users again already."_s), qPrintable(lines));
    QVERIFY2(stays.contains(u"acme: It is without partners again already."_s), qPrintable(lines));
    QVERIFY2(stays.contains(u"partners: It is so again already."_s), qPrintable(lines));
}

void TestRestoration::theReadingOfConnectionsStops()
{
    constexpr qsizetype many = 60;
    QStringList organizations;
    for (qsizetype i = 0; i < many; ++i) {
        organizations.append(QString::fromStdString(organization));
    }
    Session::RelationsReading reading(session());
    QSignalSpy finished(&reading, &Session::RelationsReading::finished);
    QSignalSpy stopped(&reading, &Session::RelationsReading::stopped);
    connect(&reading, &Session::RelationsReading::progressed, this, [this](qint64 done, qint64) {
        if (done == 1) {
            session().cancelJob(session().jobs().first().id);
        }
    });
    const qsizetype before = SandboxEstate::pathsAt(*m_server).size();
    reading.start(organizations);
    QCOMPARE(session().jobs().size(), 1);
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(!reading.isRunning());
    QVERIFY(session().jobs().isEmpty());
    reading.start({organizations.first()}); // all that was sent before has come to its end with this one
    QTRY_COMPARE(finished.size(), 1);
    const qsizetype sent = SandboxEstate::pathsAt(*m_server).size() - before;
    QVERIFY2(sent < many / 2, qPrintable(QString::number(sent)));
    QCOMPARE(finished.first().first().value<Session::RelationsRead>().known.size(), 1);
}

QTEST_GUILESS_MAIN(TestRestoration)
#include "tst_restoration.moc"
