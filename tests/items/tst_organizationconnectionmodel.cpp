#include "change/fieldtitles.h"
#include "items/organizationconnectionmodel.h"
#include "items/roles.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "support/sandboxestate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Items::OrganizationConnectionModel;
using Model = OrganizationConnectionModel;
using Query::Kind;

namespace {

constexpr auto organizationId = "org_0000000000000001";

Sandbox::Json connection(const std::string &name, const std::string &strategy)
{
    return {{"id", "con_" + name + std::string(16 - name.size(), '0')}, {"name", name}, {"strategy", strategy}};
}

/// The globex organization has "zeta" enabled, without membership on login.
Sandbox::TenantState tenant()
{
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    for (const char *name : {"zeta", "alpha", "beta"}) {
        state.connections.append(connection(name, "auth0"));
    }
    state.connections.append(connection("saml", "samlp"));
    state.organizations.append({{"id", organizationId}, {"name", "globex"}, {"display_name", "Globex"}});
    state.organizationConnections[organizationId].push_back(
        {{"connection_id", connection("zeta", "auth0").at("id")}, {"assign_membership_on_login", false}});
    return state;
}

} // namespace

/// The connections of an organization as rows and check boxes.
class TestOrganizationConnectionModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void rowsComeOnceItIsKnownAndFromAWorker();
    void enabledConnectionsComeFirst();
    void onlySwitchesOfTheKindAreCheckBoxes();
    void wishesAreSaidInWords();
    void cellsAreTurnedInTheOrderThatAuth0Needs();
    void connectionOutsideTheListCanBeRemoved();
    void onlyTurnedRowsAreTold();
    void latestListWinsOverOneThatIsBeingSorted();
    void switchesHaveOneName();

private:
    void read(Kind kind);
    void readBoard();
    QStringList names() const;
    int rowOf(const QString &name) const { return int(names().indexOf(name)); }
    QModelIndex at(const QString &name, Model::Column column) const { return m_model->index(rowOf(name), column); }
    /// "x" on, "." off, "-" no check box.
    QString boxes(const QString &name) const;

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
    std::unique_ptr<Session::OrganizationBoard> m_board;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestOrganizationConnectionModel::init()
{
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), std::vector{tenant()});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::session(*m_server));
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
    m_board = std::make_unique<Session::OrganizationBoard>(*m_estate->sessions().first(), *m_tray,
                                                           QString::fromLatin1(organizationId));
    m_model = std::make_unique<Model>(*m_board);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestOrganizationConnectionModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_board.reset();
    m_tray.reset();
    m_estate.reset();
    m_server.reset();
}

void TestOrganizationConnectionModel::read(Kind kind)
{
    Session::TenantSession &session = *m_estate->sessions().first();
    session.refresh(kind);
    QTRY_COMPARE(session.status(kind).phase, Session::KindStatus::Phase::Complete);
}

void TestOrganizationConnectionModel::readBoard()
{
    m_board->read();
    QTRY_VERIFY(m_model->rowCount() > 0);
}

QStringList TestOrganizationConnectionModel::names() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        names.append(m_model->headerData(row, Qt::Vertical).toString());
    }
    return names;
}

QString TestOrganizationConnectionModel::boxes(const QString &name) const
{
    QString text;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QModelIndex cell = m_model->index(rowOf(name), column);
        const QVariant state = cell.data(Qt::CheckStateRole);
        if (state.isValid() != cell.flags().testFlag(Qt::ItemIsUserCheckable)) {
            return u"flags and box differ"_s;
        }
        text += !state.isValid() ? u'-' : state.value<Qt::CheckState>() == Qt::Checked ? u'x' : u'.';
    }
    return text;
}

void TestOrganizationConnectionModel::rowsComeOnceItIsKnownAndFromAWorker()
{
    read(Kind::Connections);
    QCOMPARE(m_model->rowCount(), 0);
    int rows = -1; // within the turn of the event loop that brings what is enabled
    connect(m_board.get(), &Session::OrganizationBoard::changed, m_model.get(),
            [this, &rows] { rows = m_model->rowCount(); });
    m_board->read();
    QTRY_COMPARE(m_model->rowCount(), 4);
    QCOMPARE(rows, 0);
}

void TestOrganizationConnectionModel::enabledConnectionsComeFirst()
{
    read(Kind::Connections);
    readBoard();
    const QStringList expected{u"zeta"_s, u"alpha"_s, u"beta"_s, u"saml"_s};
    QCOMPARE(names(), expected);
    QCOMPARE(at(u"saml"_s, Model::Strategy).data().toString(), u"samlp"_s);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QVERIFY(m_model->setData(at(u"zeta"_s, Model::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QSignalSpy told(m_model.get(), &QAbstractItemModel::dataChanged);
    read(Kind::Connections);
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(names(), expected); // no row leaves the hand
    QCOMPARE(reset.count(), 0);
}

void TestOrganizationConnectionModel::onlySwitchesOfTheKindAreCheckBoxes()
{
    read(Kind::Connections);
    readBoard();
    // Strategy, enabled, membership, button, sign-up.
    QCOMPARE(boxes(u"zeta"_s), u"-x.-."_s);
    QCOMPARE(boxes(u"saml"_s), u"-.---"_s);
    QVERIFY(m_model->setData(at(u"saml"_s, Model::Enabled), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(boxes(u"saml"_s), u"-x.x-"_s);
    const auto said = [this](const QString &name, Model::Column column) {
        return at(name, column).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(said(u"zeta"_s, Model::ShowAsButton), u"zeta: Show as a button – of enterprise connections only"_s);
    QCOMPARE(said(u"saml"_s, Model::Signup), u"saml: Sign-up – of database connections only"_s);
    QCOMPARE(said(u"alpha"_s, Model::Signup), u"alpha: Sign-up – once the connection is enabled"_s);
    QCOMPARE(said(u"zeta"_s, Model::Signup), u"zeta: Sign-up"_s);
}

void TestOrganizationConnectionModel::wishesAreSaidInWords()
{
    read(Kind::Connections);
    readBoard();
    const QModelIndex signup = at(u"zeta"_s, Model::Signup);
    const QModelIndex membership = at(u"zeta"_s, Model::AssignMembership);
    QVERIFY(m_model->setData(signup, Qt::Checked, Qt::CheckStateRole));
    for (const QModelIndex &cell : {signup, membership}) { // Auth0 wants both
        QCOMPARE(cell.data().toString(), u"turns on"_s);
        QCOMPARE(cell.data(Items::ValueRole), QVariant(false));
        QVERIFY(m_model->isWish(cell));
    }
    QVERIFY(m_model->setData(membership, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!m_model->isWish(signup) && !m_model->isWish(membership));
    QVERIFY(m_model->setData(at(u"zeta"_s, Model::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(at(u"zeta"_s, Model::Enabled).data().toString(), u"turns off"_s);
    QCOMPARE(boxes(u"zeta"_s), u"-.---"_s);
}

void TestOrganizationConnectionModel::cellsAreTurnedInTheOrderThatAuth0Needs()
{
    read(Kind::Connections);
    readBoard();
    m_model->turn({at(u"alpha"_s, Model::Signup), at(u"alpha"_s, Model::Strategy), at(u"alpha"_s, Model::Enabled)},
                  true);
    QCOMPARE(boxes(u"alpha"_s), u"-xx-x"_s);
}

void TestOrganizationConnectionModel::connectionOutsideTheListCanBeRemoved()
{
    readBoard();
    const QString id = QString::fromStdString(connection("zeta", "auth0").at("id"));
    QCOMPARE(names(), QStringList{id});
    QCOMPARE(boxes(id), u"-x.--"_s); // its kind is not known
    QVERIFY(m_model->setData(at(id, Model::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(m_board->wishes(), 1);
    read(Kind::Connections);
    QTRY_COMPARE(names(), (QStringList{u"zeta"_s, u"alpha"_s, u"beta"_s, u"saml"_s}));
}

void TestOrganizationConnectionModel::onlyTurnedRowsAreTold()
{
    read(Kind::Connections);
    readBoard();
    QSignalSpy told(m_model.get(), &QAbstractItemModel::dataChanged);
    const auto ranges = [&told] {
        QStringList texts;
        for (const QList<QVariant> &arguments : std::as_const(told)) {
            const auto from = arguments.at(0).toModelIndex();
            const auto to = arguments.at(1).toModelIndex();
            texts.append(u"%1-%2"_s.arg(from.row()).arg(to.row()));
            if (from.column() != 0 || to.column() != Model::Signup) { // a switch takes others of its row along
                texts.append(u"not all columns"_s);
            }
        }
        told.clear();
        return texts.join(u' ');
    };
    QVERIFY(m_model->setData(at(u"beta"_s, Model::Enabled), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(ranges(), u"2-2"_s);
    m_model->turn({at(u"saml"_s, Model::Enabled), at(u"zeta"_s, Model::Signup), at(u"alpha"_s, Model::Enabled),
                   at(u"zeta"_s, Model::AssignMembership)},
                  true);
    QCOMPARE(ranges(), u"0-1 3-3"_s);
    const Session::OrganizationSwitchKey key{m_model->headerData(0, Qt::Vertical, Items::IdRole).toString()};
    m_board->want(QList{key}, false); // by somebody else
    QCOMPARE(ranges(), u"0-3"_s);
}

void TestOrganizationConnectionModel::latestListWinsOverOneThatIsBeingSorted()
{
    readBoard();
    Session::TenantSession &session = *m_estate->sessions().first();
    const auto add = [&session](int from, int to) {
        QList<Domain::Connection> connections;
        for (int i = from; i < to; ++i) {
            Domain::Connection added;
            added.id = Domain::ConnectionId(u"con_%1"_s.arg(i));
            added.name = u"customer-%1"_s.arg(i);
            connections.append(added);
        }
        session.accept(connections);
        Q_EMIT session.statusChanged(Kind::Connections); // as at the end of a list
    };
    add(0, 20000);
    add(20000, 20001);
    QTRY_COMPARE(m_model->rowCount(), 20002); // with the one that is enabled
    const QStringList last = names().mid(20000);
    QCOMPARE(last, (QStringList{u"customer-19999"_s, u"customer-20000"_s}));
}

void TestOrganizationConnectionModel::switchesHaveOneName()
{
    const auto title = [](const QString &member) {
        return Change::fieldTitle(Change::ObjectKind::OrganizationConnections, Json::Pointer({u"con_1"_s, member}));
    };
    const auto header = [this](Model::Column column) { return m_model->headerData(column, Qt::Horizontal).toString(); };
    QCOMPARE(header(Model::AssignMembership), title(u"assign_membership_on_login"_s));
    QCOMPARE(header(Model::ShowAsButton), title(u"show_as_button"_s));
    QCOMPARE(header(Model::Signup), title(u"is_signup_enabled"_s));
    QVERIFY(!header(Model::Enabled).isEmpty() && !header(Model::Signup).isEmpty());
}

QTEST_GUILESS_MAIN(TestOrganizationConnectionModel)
#include "tst_organizationconnectionmodel.moc"
