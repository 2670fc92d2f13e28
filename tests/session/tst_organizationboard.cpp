#include "query/columns.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/lockexitsteps.h"
#include "session/memberboard.h"
#include "session/organizationboard.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;
using Session::OrganizationBoard;
using Session::OrganizationSwitch;

namespace {

constexpr auto organizationId = "org_0000000000000001";

Sandbox::Json entry(const std::string &connection)
{
    return {{"connection_id", connection}, {"assign_membership_on_login", true}, {"show_as_button", true}};
}

/// Twelve database connections, of which the first `enabled` are enabled, and an enterprise one.
Sandbox::TenantState tenant(int enabled)
{
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    for (int i = 10; i < 22; ++i) {
        const std::string id = "con_00000000000000" + std::to_string(i);
        state.connections.append({{"id", id}, {"name", "db-" + std::to_string(i)}, {"strategy", "auth0"}});
        if (i - 10 < enabled) {
            state.organizationConnections[organizationId].push_back(entry(id));
        }
    }
    state.connections.append({{"id", "con_saml000000000001"}, {"name", "saml"}, {"strategy", "samlp"}});
    state.organizations.append({{"id", organizationId}, {"name", "globex"}, {"display_name", "Globex"}});
    return state;
}

} // namespace

/// Connections of an organization: what is wished, what is staged, and what Auth0 then holds.
class TestOrganizationBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void appliedWishesAreWhatAuth0Holds();
    void wishThatIsBackIsUnstaged();
    void removalThatIsTakenBackKeepsEverySwitch();
    void signupTakesMembershipAlong();
    void switchesApplyToTheirKinds();
    void fullOrganizationCanSwapConnections();
    void eleventhConnectionIsOver();
    void errorsAreTold();
    void organizationsAreFoundByName_data();
    void organizationsAreFoundByName();
    void membersBeyondThoseReadKeepTheirRemoval();
    void namesFitAuth0_data();
    void namesFitAuth0();

private:
    /// `members`: so many users are members of the organization, and one is none.
    void open(int enabled, int members = 0);
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    std::unique_ptr<OrganizationBoard> readBoard();
    void stage(const OrganizationBoard &board);
    void apply();
    /// What the sandbox holds, by connection.
    Sandbox::Json held(const std::string &connection);

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
};

namespace {

const QString member = u"con_0000000000000010"_s;
const QString other = u"con_0000000000000021"_s;
const QString saml = u"con_saml000000000001"_s;

} // namespace

void TestOrganizationBoard::open(int enabled, int members)
{
    Sandbox::TenantState state = tenant(enabled);
    constexpr int firstNumber = 1000; // ids are sorted as they are counted
    for (int i = firstNumber; i <= firstNumber + members && members > 0; ++i) {
        const std::string id = "auth0|" + std::to_string(i);
        state.users.append({{"user_id", id}, {"email", std::to_string(i) + "@globex.example"}});
        if (i < firstNumber + members) {
            state.organizationMembers[organizationId].insert(id);
        }
    }
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), std::vector{state});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::writableSession(*m_server));
    for (const Kind kind : {Kind::Organizations, Kind::Connections}) {
        session().refresh(kind);
        QTRY_COMPARE(session().status(kind).phase, Session::KindStatus::Phase::Complete);
    }
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestOrganizationBoard::cleanup()
{
    m_tray.reset();
    m_estate.reset();
    m_server.reset();
}

std::unique_ptr<OrganizationBoard> TestOrganizationBoard::readBoard()
{
    auto board = std::make_unique<OrganizationBoard>(session(), *m_tray, QString::fromLatin1(organizationId));
    board->read();
    return QTest::qWaitFor([&board] { return board->isKnown(); }) ? std::move(board) : nullptr;
}

void TestOrganizationBoard::stage(const OrganizationBoard &board)
{
    const Change::PlanItem item = board.item();
    m_tray->unstage(session().id(), item.object);
    m_tray->stage(session().id(), item);
}

void TestOrganizationBoard::apply()
{
    (void)session().writeUnlock().unlock();
    QTemporaryDir folder;
    Session::ChangeRun run(*m_estate, m_tray->plans(), folder.path(), m_tray.get());
    QVERIFY(run.start());
    QTRY_VERIFY(!run.isRunning());
    QVERIFY(m_tray->isEmpty());
}

Sandbox::Json TestOrganizationBoard::held(const std::string &connection)
{
    Sandbox::TenantState state = m_server->state(0); // a copy, which must outlive the loop
    for (const Sandbox::Json &entry : state.organizationConnections[organizationId]) {
        if (entry.at("connection_id").get<std::string>() == connection) {
            return entry;
        }
    }
    return nullptr;
}

void TestOrganizationBoard::appliedWishesAreWhatAuth0Holds()
{
    open(2);
    const auto board = readBoard();
    QVERIFY(board);
    QCOMPARE(board->object().name, u"globex"_s);
    QCOMPARE(int(board->forecast().after), 2);
    QVERIFY(!board->isEdited());
    const QString leaving = u"con_0000000000000011"_s;
    board->want({{member, OrganizationSwitch::AssignMembership}, {leaving, OrganizationSwitch::Enabled}}, false);
    board->want({{other, OrganizationSwitch::Enabled},
                 {other, OrganizationSwitch::Signup},
                 {saml, OrganizationSwitch::Enabled}},
                true);
    board->want({{saml, OrganizationSwitch::ShowAsButton}}, false);
    QCOMPARE(board->wishes(), 4);
    QCOMPARE(int(board->forecast().after), 3);
    stage(*board);
    QCOMPARE(m_tray->size(), 1);
    apply();
    QCOMPARE(held(member.toStdString()).at("assign_membership_on_login").get<bool>(), false);
    QCOMPARE(held(member.toStdString()).at("show_as_button").get<bool>(), true);
    QVERIFY(held(leaving.toStdString()).is_null());
    QCOMPARE(held(other.toStdString()).at("is_signup_enabled").get<bool>(), true);
    QCOMPARE(held(other.toStdString()).at("assign_membership_on_login").get<bool>(), true);
    QVERIFY(!held(other.toStdString()).contains("show_as_button"));
    QCOMPARE(held(saml.toStdString()).at("show_as_button").get<bool>(), false);
}

void TestOrganizationBoard::wishThatIsBackIsUnstaged()
{
    open(1);
    auto board = readBoard();
    board->want({{other, OrganizationSwitch::Enabled}}, true);
    board->want({{member, OrganizationSwitch::AssignMembership}}, false);
    stage(*board);
    QCOMPARE(m_tray->plans().first().plan.items.first().changes.size(), 2);
    board = readBoard();
    QVERIFY(!board->isEdited());
    QCOMPARE(board->wishes(), 2);
    board->want({{other, OrganizationSwitch::Enabled}}, false);
    board->want({{member, OrganizationSwitch::AssignMembership}}, true);
    QVERIFY(board->isEdited());
    QCOMPARE(board->wishes(), 0);
    stage(*board);
    QVERIFY(m_tray->isEmpty());
}

void TestOrganizationBoard::removalThatIsTakenBackKeepsEverySwitch()
{
    open(1);
    auto board = readBoard();
    board->want({{member, OrganizationSwitch::Enabled}}, false);
    stage(*board);
    board = readBoard();
    QVERIFY(!board->isWanted({member, OrganizationSwitch::Enabled}));
    board->want({{member, OrganizationSwitch::Enabled}}, true);
    board->want({{member, OrganizationSwitch::AssignMembership}}, false);
    const QList<Json::LeafChange> changes = board->item().changes;
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().pointer.text(), u"/con_0000000000000010/assign_membership_on_login"_s);
}

void TestOrganizationBoard::signupTakesMembershipAlong()
{
    open(1);
    const auto board = readBoard();
    board->want({{member, OrganizationSwitch::AssignMembership}}, false);
    board->want({{member, OrganizationSwitch::Signup}}, true);
    QVERIFY(board->isWanted({member, OrganizationSwitch::AssignMembership}));
    board->want({{member, OrganizationSwitch::AssignMembership}}, false);
    QVERIFY(!board->isWanted({member, OrganizationSwitch::Signup}));
}

void TestOrganizationBoard::switchesApplyToTheirKinds()
{
    open(1);
    const auto board = readBoard();
    board->want({{saml, OrganizationSwitch::Enabled}, {saml, OrganizationSwitch::Signup}}, true);
    QVERIFY(!board->isWanted({saml, OrganizationSwitch::Signup}));
    board->want({{member, OrganizationSwitch::ShowAsButton}}, false);
    board->want({{other, OrganizationSwitch::AssignMembership}}, true); // not enabled
    QCOMPARE(board->wishes(), 1);
}

void TestOrganizationBoard::fullOrganizationCanSwapConnections()
{
    open(10);
    const auto board = readBoard();
    board->want({{member, OrganizationSwitch::Enabled}}, false);
    board->want({{other, OrganizationSwitch::Enabled}}, true);
    QCOMPARE(int(board->forecast().after), 10);
    stage(*board);
    apply();
    QVERIFY(held(member.toStdString()).is_null());
    QVERIFY(!held(other.toStdString()).is_null());
}

void TestOrganizationBoard::eleventhConnectionIsOver()
{
    open(9);
    auto board = readBoard();
    board->want({{other, OrganizationSwitch::Enabled}}, true);
    QCOMPARE(Session::textOf(board->forecast()), u"globex: 9 → 10 of Auth0's 10 connections"_s);
    QVERIFY(!board->forecast().isOver());
    board->want({{saml, OrganizationSwitch::Enabled}}, true);
    QVERIFY(board->forecast().isOver());
    QCOMPARE(Session::textOf(board->forecast()),
             u"globex: 9 → 11 of Auth0's 10 connections (over: Auth0 refuses those beyond)"_s);
    QCOMPARE(Session::organizationForecasts({board->item()}).size(), 1);
    open(12); // by a limit of its own
    board = readBoard();
    board->want({{member, OrganizationSwitch::AssignMembership}}, false);
    QCOMPARE(Session::textOf(board->forecast()), u"globex: 12 of Auth0's 10 connections"_s);
    QVERIFY(!board->forecast().isOver());
    QVERIFY(Session::organizationForecasts({board->item()}).isEmpty());
}

void TestOrganizationBoard::errorsAreTold()
{
    open(1);
    OrganizationBoard board(session(), *m_tray, u"org_gone000000000000"_s);
    QSignalSpy failed(&board, &OrganizationBoard::failed);
    board.read();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!board.isKnown());
    board.want({{member, OrganizationSwitch::Enabled}}, true);
    QVERIFY(board.item().changes.isEmpty());
}

void TestOrganizationBoard::organizationsAreFoundByName_data()
{
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("its very name") << u"acme"_s << u"1"_s;
    QTest::newRow("a part") << u"db-acme-users"_s << u"1"_s;
    QTest::newRow("in capitals") << u"ACME-Users"_s << u"1"_s;
    QTest::newRow("the longer one") << u"acme-west-db"_s << u"2"_s;
    QTest::newRow("by what it is called") << u"globex-corporation"_s << u"3"_s;
    QTest::newRow("two parts of one length") << u"acme-twen"_s << QString();
    QTest::newRow("a longer one beside them") << u"acme-twen-globex-corporation"_s << u"3"_s;
    QTest::newRow("no part of a word") << u"acmeton"_s << QString();
    QTest::newRow("two are alike") << u"twin"_s << QString();
    QTest::newRow("none") << u"initech"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestOrganizationBoard::organizationsAreFoundByName()
{
    QFETCH(const QString, connection);
    QFETCH(const QString, wanted);
    const QList<Session::OrganizationName> organizations{
        {u"1"_s, u"acme"_s, u"Acme"_s}, {u"2"_s, u"acme-west"_s, {}},    {u"3"_s, u"gx"_s, u"Globex Corporation"_s},
        {u"4"_s, u"twin"_s, {}},        {u"5"_s, u"other"_s, u"Twin"_s}, {u"6"_s, {}, u"…"_s},
        {u"7"_s, u"twen"_s, {}}};
    QCOMPARE(Session::OrganizationIndex(organizations).organizationFor(connection), wanted);
}

void TestOrganizationBoard::membersBeyondThoseReadKeepTheirRemoval()
{
    using Session::Member;
    constexpr auto most = Session::MemberBoard::mostMembers;
    const auto readMembers = [](Session::MemberBoard &board) {
        board.read();
        return QTest::qWaitFor([&board] { return !board.isReading(); });
    };
    open(0, int(most));
    {
        Session::MemberBoard exact(session(), *m_tray, QString::fromLatin1(organizationId));
        QVERIFY(readMembers(exact));
        QCOMPARE(qint64(exact.members().size()), most);
        QVERIFY(!exact.isCut());
    }
    cleanup();
    open(0, int(most) + 1);
    Session::MemberBoard board(session(), *m_tray, QString::fromLatin1(organizationId));
    QSignalSpy failures(&board, &Session::MemberBoard::failed);
    QVERIFY(readMembers(board));
    QVERIFY(board.isCut());
    const Domain::UserId last(u"auth0|%1"_s.arg(1000 + most));
    const auto found = [&board, &last]() -> std::optional<Member> {
        const auto at = std::find_if(board.members().begin(), board.members().end(),
                                     [&last](const Member &one) { return one.id == last; });
        return at == board.members().end() ? std::nullopt : std::optional(*at);
    };
    QVERIFY(!found());
    board.lookUp(last.text());
    QTRY_VERIFY(found());
    QVERIFY(found()->isMember && found()->isWanted);
    board.want(last, false);
    QVERIFY(readMembers(board)); // which does not reach this one
    QVERIFY(found());
    QCOMPARE(board.wishes(), 1);
    QSignalSpy changes(&board, &Session::MemberBoard::changed);
    board.lookUp(last.text());
    QTRY_COMPARE(changes.size(), 1);
    QVERIFY(!found()->isWanted); // looking undoes nothing
    QCOMPARE(board.items().size(), 1);
    m_tray->stage(session().id(), board.items().first());

    Session::MemberBoard again(session(), *m_tray, QString::fromLatin1(organizationId));
    again.lookUp(last.text());
    QTRY_COMPARE(again.members().size(), 1);
    QVERIFY(!again.members().first().isWanted);
    QVERIFY(!again.isEdited());
    QVERIFY(failures.isEmpty());
}

void TestOrganizationBoard::namesFitAuth0_data()
{
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("fits") << u"acme_1-b"_s << u"acme_1-b"_s;
    QTest::newRow("capitals and blanks") << u"Acme Inc. (EU)"_s << u"acme-inc-eu"_s;
    QTest::newRow("too long") << u"a"_s.repeated(60) << u"a"_s.repeated(50);
    QTest::newRow("cut at a dash") << u"a"_s.repeated(49) + u"-b"_s << u"a"_s.repeated(49);
}

void TestOrganizationBoard::namesFitAuth0()
{
    QFETCH(const QString, connection);
    QFETCH(const QString, wanted);
    QCOMPARE(Session::organizationNameFor(connection), wanted);
    QVERIFY(Session::organizationSteps(u"App"_s, {connection}).first().contains(wanted));
    QCOMPARE(Session::organizationSteps(u"App"_s, {}).size() + 1,
             Session::organizationSteps(u"App"_s, {connection}).size());
    QVERIFY(Session::applicationSteps(u"App"_s).first().contains(u"App"_s));
}

QTEST_GUILESS_MAIN(TestOrganizationBoard)
#include "tst_organizationboard.moc"
