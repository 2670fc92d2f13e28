#include "items/itemsfixture.h"

#include "items/palettemodel.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Items::PaletteEntry;
using Items::PaletteModel;

namespace {

PaletteEntry action(const QString &id, const QString &name, const QString &shortcut = {}, const QString &obstacle = {})
{
    return {{{}, u"action"_s, id}, name, {}, u"View"_s, shortcut, obstacle};
}

} // namespace

/// What the palette shows of an estate, as it changes and as somebody types.
class TestPaletteModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everythingIsFoundByItsNameIdAndTenant_data();
    void everythingIsFoundByItsNameIdAndTenant();
    void rowsSayWhatAndWhere();
    void withoutATextTheFavouritesComeFirst();
    void whatIsGoneIsNotShown();
    void changesComeInWhileSomebodyTypes();
    void nothingIsKeptBeforeItStarts();
    void answersStandBehind();
    void aClosedTenantTakesItsObjectsAlong();
    void renamedTenantsAreFoundByTheirNewName();
    void aCustomerOfSeveralTenantsIsListedOnce();
    void manyObjectsComeInSomeATurn();
    void unreadTenantsAreCounted();

private:
    Session::TenantSession &eu() { return *m_estate->sessions().at(0); }
    Session::TenantSession &dev() { return *m_estate->sessions().at(1); }
    QStringList found(const QString &text)
    {
        m_model->setText(text);
        return printModel(*m_model, {0}, {PaletteModel::TenantNameRole});
    }
    bool isSettled()
    {
        return QTest::qWaitFor([this] { return !m_model->isCatchingUp(); });
    }

    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<PaletteModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPaletteModel::init()
{
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(quietSession(u"acme-eu"_s));
    m_estate->open(quietSession(u"acme-dev"_s));
    Domain::Application portal;
    portal.id = Domain::ApplicationId(u"kT3vQ9"_s);
    portal.name = u"Portal"_s;
    eu().accept(QList<Domain::Application>{portal});
    Domain::Connection saml = connectionNamed(u"lodz-saml"_s, u"samlp"_s);
    saml.displayName = u"Łódź staff"_s;
    eu().accept(QList<Domain::Connection>{connectionNamed(u"portal-users"_s), saml});
    Domain::Organization organization;
    organization.id = Domain::OrganizationId(u"org_1"_s);
    organization.name = u"initech"_s;
    organization.displayName = u"Initech Ltd"_s;
    dev().accept(QList<Domain::Organization>{organization});
    m_model = std::make_unique<PaletteModel>(*m_estate);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setEntries(u"action"_s,
                        {action(u"refresh"_s, u"Read again"_s, u"F5"_s), action(u"portal"_s, u"Open the portal"_s),
                         action(u"review"_s, u"Review"_s, {}, u"Nothing is staged."_s)});
    m_model->start();
    QVERIFY(isSettled());
}

void TestPaletteModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_estate.reset();
}

void TestPaletteModel::everythingIsFoundByItsNameIdAndTenant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    const auto row
        = [](const char *text, const QStringList &rows) { QTest::newRow(text) << QString::fromUtf8(text) << rows; };
    row("portal", {u"Portal | acme-eu"_s, u"portal-users | acme-eu"_s, u"Open the portal | "_s});
    row("kT3vQ9", {u"Portal | acme-eu"_s});
    row("lodz", {u"lodz-saml | acme-eu"_s});
    row("staff łódź", {u"lodz-saml | acme-eu"_s});
    row("con_lodz-saml", {u"lodz-saml | acme-eu"_s});
    row("initech", {u"Initech Ltd | acme-dev"_s});
    row("initech dev", {u"Initech Ltd | acme-dev"_s});
    row("initech eu", {});
    row("connections portal", {u"portal-users | acme-eu"_s});
    row("acme", {u"acme-dev | "_s, u"acme-eu | "_s});
    row("read", {u"Read again | "_s});
    row("refresh", {});
}

void TestPaletteModel::everythingIsFoundByItsNameIdAndTenant()
{
    QFETCH(QString, text);
    QTEST(found(text), "rows");
}

void TestPaletteModel::rowsSayWhatAndWhere()
{
    found(u"lodz"_s);
    const QModelIndex row = m_model->index(0);
    QCOMPARE(row.data(PaletteModel::DetailRole).toString(), u"Connection · samlp · Łódź staff"_s);
    QCOMPARE(row.data(Items::TenantRole).toString(), u"id-acme-eu"_s);
    QCOMPARE(row.data(Items::IdRole).toString(), u"con_lodz-saml"_s);
    QCOMPARE(row.data(Items::KindRole).toInt(), int(Query::Kind::Connections));
    QCOMPARE(row.data(Items::ConnectionKindRole).toString(), u"enterprise"_s);
    QCOMPARE(row.data(Items::EnvironmentRole).toInt(), int(Domain::Environment::Staging));
    found(u"review"_s);
    QCOMPARE(m_model->index(0).data(PaletteModel::ObstacleRole).toString(), u"Nothing is staged."_s);
    QVERIFY(!m_model->index(0).data(Items::KindRole).isValid());
    found(u"read"_s);
    QCOMPARE(m_model->index(0).data(PaletteModel::ShortcutRole).toString(), u"F5"_s);
}

void TestPaletteModel::withoutATextTheFavouritesComeFirst()
{
    const Domain::TenantId tenant(u"id-acme-eu"_s);
    m_model->setMarks({{tenant, u"connections"_s, u"con_lodz-saml"_s}, {tenant, u"connections"_s, u"con_gone"_s}},
                      {{{}, u"action"_s, u"review"_s}, {tenant, u"applications"_s, u"kT3vQ9"_s}});
    QCOMPARE(found({}),
             QStringList({u"lodz-saml | acme-eu"_s, u"Review | "_s, u"Portal | acme-eu"_s, u"acme-eu | "_s,
                          u"acme-dev | "_s, u"Read again | "_s, u"Open the portal | "_s}));
    QVERIFY(m_model->index(0).data(PaletteModel::FavouriteRole).toBool());
    QVERIFY(m_model->index(1).data(PaletteModel::RecentRole).toBool());
    // With one as well, among what fits by its beginning.
    m_model->setMarks({{tenant, u"connections"_s, u"con_portal-users"_s}}, {});
    QCOMPARE(found(u"port"_s).first(), u"portal-users | acme-eu"_s);
    m_model->setMarks({}, {});
    QCOMPARE(found(u"port"_s).first(), u"Portal | acme-eu"_s);
}

void TestPaletteModel::whatIsGoneIsNotShown()
{
    QCOMPARE(found(u"portal"_s).size(), 3);
    // Given again, as each time that the palette opens, they keep their order.
    QList<PaletteEntry> actions;
    for (int i = 0; i < 20; ++i) {
        actions.append(action(u"action-%1"_s.arg(i), u"Action %1"_s.arg(i)));
    }
    m_model->setEntries(u"action"_s, actions);
    const QStringList before = found({});
    m_model->setEntries(u"action"_s, actions);
    QCOMPARE(found(u"xyz"_s).size(), 0);
    QCOMPARE(found({}), before);
    QCOMPARE(before.last(), u"Action 19 | "_s);
    m_model->setEntries(u"action"_s, {});
    QCOMPARE(found(u"portal"_s).size(), 2);
    QCOMPARE(m_model->rowCount(), 2);
    QVERIFY(found({}).contains(u"acme-eu | "_s));
}

void TestPaletteModel::changesComeInWhileSomebodyTypes()
{
    QCOMPARE(found(u"umbrella"_s).size(), 0);
    QSignalSpy arranged(m_model.get(), &PaletteModel::arranged);
    dev().accept(QList<Domain::Connection>{connectionNamed(u"umbrella"_s)});
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(arranged.count(), 1);
    Domain::Connection renamed = connectionNamed(u"umbrella"_s);
    renamed.displayName = u"Regenschirm"_s;
    dev().accept(QList<Domain::Connection>{renamed});
    QVERIFY(isSettled());
    QCOMPARE(found(u"regen"_s).size(), 1);
}

void TestPaletteModel::nothingIsKeptBeforeItStarts()
{
    PaletteModel quiet(*m_estate);
    quiet.setText(u"portal"_s);
    eu().accept(QList<Domain::Connection>{connectionNamed(u"portal-2"_s)});
    QVERIFY(!quiet.isCatchingUp());
    QCOMPARE(quiet.rowCount(), 0);
    quiet.start();
    QTRY_COMPARE(quiet.rowCount(), 3);
}

void TestPaletteModel::answersStandBehind()
{
    const PaletteEntry anna{{Domain::TenantId(u"id-acme-eu"_s), u"users"_s, u"auth0|1"_s},
                            u"anna@initech.example"_s,
                            {},
                            u"User"_s,
                            {},
                            {}};
    found(u"portal"_s);
    m_model->setAnswers({anna});
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(m_model->entryAt(3).place.id, u"auth0|1"_s);
    QCOMPARE(m_model->total(), 3);
    QCOMPARE(found(u"read"_s).last(), u"anna@initech.example | acme-eu"_s);
    m_model->setAnswers({});
    QCOMPARE(m_model->rowCount(), 1);
}

void TestPaletteModel::aClosedTenantTakesItsObjectsAlong()
{
    m_estate->close(Domain::TenantId(u"id-acme-eu"_s));
    QCOMPARE(found(u"portal"_s), QStringList({u"Open the portal | "_s}));
    QCOMPARE(found(u"acme"_s), QStringList({u"acme-dev | "_s}));
    m_estate->open(quietSession(u"acme-eu"_s));
    QCOMPARE(found(u"acme"_s).size(), 3); // both, and the offer to read the one
}

void TestPaletteModel::renamedTenantsAreFoundByTheirNewName()
{
    eu().setDisplay(u"Production"_s, u"#112233"_s);
    QVERIFY(isSettled());
    QCOMPARE(found(u"production"_s).first(), u"Production | "_s);
    QCOMPARE(found(u"portal production"_s), QStringList({u"Portal | Production"_s, u"portal-users | Production"_s}));
}

void TestPaletteModel::aCustomerOfSeveralTenantsIsListedOnce()
{
    const auto have = [](Session::TenantSession &session, const QStringList &names) {
        QList<Query::RecordPtr> records;
        for (const QString &name : names) {
            Query::Record record;
            record.tenant = session.id();
            record.id = name.toLower();
            record.cells.resize(Query::columnsOf(Query::Kind::Customers).size());
            record.cells[Query::columnIndex(Query::Kind::Customers, u"name")] = name;
            records.append(std::make_shared<const Query::Record>(record));
        }
        session.acceptCustomers(records);
    };
    have(eu(), {u"Stark"_s, u"Wayne"_s});
    have(dev(), {u"Stark"_s});
    QVERIFY(isSettled());
    QCOMPARE(found(u"stark"_s), QStringList(u"Stark | "_s));
    QCOMPARE(m_model->total(), 1);
    QCOMPARE(m_model->index(0).data(PaletteModel::DetailRole).toString(), u"Customer · acme-eu, acme-dev"_s);
    QVERIFY(!m_model->index(0).data(Items::EnvironmentRole).isValid());
    QCOMPARE(found(u"wayne"_s), QStringList(u"Wayne | acme-eu"_s));
    QCOMPARE(found(u"stark dev"_s).size(), 1); // by each of its tenants
    QCOMPARE(found(u"stark eu"_s).size(), 1);
    QVERIFY(found(u"acme"_s).filter(u"Stark"_s).isEmpty()); // a tenant's name alone lists no customers
    // The favourite is the customer, in whichever tenant it was chosen.
    const Domain::Place chosen{dev().id(), u"customers"_s, u"stark"_s};
    m_model->setMarks({chosen}, {{eu().id(), u"customers"_s, u"stark"_s}});
    QCOMPARE(found({}).filter(u"Stark"_s).size(), 1);
    QVERIFY(m_model->index(0).data(PaletteModel::FavouriteRole).toBool());
    const Domain::Place *favourite = m_model->favouriteOf(m_model->entryAt(0).place);
    QVERIFY(favourite && *favourite == chosen);
    // It stays while one tenant has it.
    have(eu(), {u"Wayne"_s});
    QVERIFY(isSettled());
    QCOMPARE(found(u"stark"_s), QStringList(u"Stark | acme-dev"_s));
    QCOMPARE(m_model->entryAt(0).place.tenant, dev().id());
    have(eu(), {u"Stark"_s});
    m_estate->close(eu().id());
    QVERIFY(isSettled());
    QCOMPARE(found(u"stark"_s), QStringList(u"Stark | acme-dev"_s));
    have(*m_estate->sessions().at(0), {});
    QVERIFY(isSettled());
    QCOMPARE(found(u"stark"_s).size(), 0);
}

void TestPaletteModel::manyObjectsComeInSomeATurn()
{
    QList<Domain::Connection> many;
    for (int i = 0; i < 5000; ++i) {
        many.append(connectionNamed(u"customer-%1"_s.arg(i)));
    }
    eu().accept(many);
    m_model->setText(u"customer"_s);
    QVERIFY(m_model->isCatchingUp());
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(isSettled());
    QCOMPARE(m_model->rowCount(), int(PaletteModel::mostRows));
    QCOMPARE(m_model->total(), 5000);
    QCOMPARE(found(u"customer-4321"_s), QStringList({u"customer-4321 | acme-eu"_s}));
}

void TestPaletteModel::unreadTenantsAreCounted()
{
    m_model->start();
    QCOMPARE(m_model->unread().size(), 0);
    m_estate->open(quietSession(u"new"_s));
    QCOMPARE(m_model->unread(), QList<Domain::TenantId>{Domain::TenantId(u"id-new"_s)});
    QCOMPARE(m_model->firstReadings(), 0);
    // A text has a row that offers to read it, behind what fits; without one there is none.
    m_model->setText(u"zzz"_s);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->entryAt(0).place.kind, Items::unreadKind());
    QCOMPARE(m_model->index(0, 0).data(PaletteModel::DetailRole).toString(), u"new"_s);
    QCOMPARE(m_model->total(), 0);
    // Users who were found stand before it, also where others follow them.
    const auto kinds = [this] {
        QStringList list;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            list.append(m_model->entryAt(row).place.kind);
        }
        return list;
    };
    const PaletteEntry user{{{}, u"user"_s, u"auth0|1"_s}, u"zzz"_s, {}, {}, {}, {}};
    m_model->setAnswers({user, user});
    QCOMPARE(kinds(), QStringList({u"user"_s, u"user"_s, Items::unreadKind()}));
    m_model->setAnswers({user});
    QCOMPARE(kinds(), QStringList({u"user"_s, Items::unreadKind()}));
    m_model->setAnswers({});
    QCOMPARE(kinds(), QStringList{Items::unreadKind()});
    m_model->setText({});
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QVERIFY(m_model->entryAt(row).place.kind != Items::unreadKind());
    }
}

QTEST_GUILESS_MAIN(TestPaletteModel)
#include "tst_palettemodel.moc"
