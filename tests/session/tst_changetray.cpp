#include "change/policywish.h"
#include "policy/policyrow.h"
#include "sandbox/defaultestate.h"
#include "sandbox/scale.h"
#include "sandbox/seed.h"
#include "session/changetray.h"
#include "support/sandboxestate.h"
#include "support/shareddata.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Json::LeafChange leaf(const QString &pointer, const QByteArray &before, const QByteArray &after)
{
    return {*Json::Pointer::parse(pointer), before, after, {}};
}

const Change::ObjectRef acme{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s};
const Change::ObjectRef globex{Change::ObjectKind::Organization, u"org_1"_s, u"globex"_s};

} // namespace

/// What is staged, and what becomes of it when it is edited once more.
class TestChangeTray : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_tray.reset(); }
    void keepsTheFirstBefore();
    void leafThatIsBackDropsOut();
    void membersInAnotherOrderAreNoChange();
    void convertingAndBackStagesNothing();
    void editInsideAnEditIsWorkedOut();
    void plansArePerTenantAndInOrder();
    void countsAndForgetsATenant();
    void unstages();
    void appliedLeavesUnlessEditedMeanwhile();
    void wholePlanKeepsItsTitleWhileAlone();
    void unknownTenantStagesNothing();

private:
    Domain::TenantId first() const { return m_estate->sessions().first()->id(); }
    Domain::TenantId second() const { return m_estate->sessions().last()->id(); }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
};

void TestChangeTray::init()
{
    if (!m_server) {
        Sandbox::TenantState one = Sandbox::scaleEstate({.connections = 1}, 1);
        Sandbox::TenantState other = Sandbox::scaleEstate({.connections = 1}, 2);
        one.name = "one";
        other.name = "other";
        m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), std::vector{one, other});
        m_server->start();
        m_estate = std::make_unique<Session::Estate>();
        m_estate->open(SandboxEstate::writableSession(*m_server, 0));
        m_estate->open(SandboxEstate::writableSession(*m_server, 1));
    }
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestChangeTray::keepsTheFirstBefore()
{
    QSignalSpy changed(m_tray.get(), &Session::ChangeTray::changed);
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    m_tray->stage(
        first(),
        {acme, {leaf(u"/display_name"_s, R"("A")", R"("B")"), leaf(u"/show_as_button"_s, "true", "false")}, {}});
    QCOMPARE(m_tray->size(), 1);
    const auto staged = m_tray->staged(first(), acme);
    QVERIFY(staged.has_value());
    QCOMPARE(staged->changes.size(), 2);
    QCOMPARE(staged->changes.first(), leaf(u"/display_name"_s, R"("Acme")", R"("B")"));
    QCOMPARE(changed.size(), 2);
}

void TestChangeTray::leafThatIsBackDropsOut()
{
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("A")", R"("Acme")")}, {}});
    QVERIFY(m_tray->isEmpty());
    QVERIFY(m_tray->plans().isEmpty());
}

void TestChangeTray::membersInAnotherOrderAreNoChange()
{
    const Json::Pointer history = *Json::Pointer::parse(u"/options/password_history");
    const QByteArray held = R"({"size":10,"enable":true})";
    m_tray->stage(first(), {acme, {{history, held, {}, u"a"_s}}, {}});
    m_tray->stage(first(), {acme, {{history, {}, R"({"enable":true,"size":10})", u"a"_s}}, {}});
    QVERIFY(m_tray->isEmpty());
    // What differs is told alone, so that the rest stays as Auth0 has it.
    m_tray->stage(first(), {acme, {{history, held, {}, u"a"_s}}, {}});
    m_tray->stage(first(), {acme, {{history, {}, R"({"enable":true,"size":5})", u"a"_s}}, {}});
    const auto staged = m_tray->staged(first(), acme);
    QVERIFY(staged.has_value());
    QCOMPARE(staged->changes, (QList{leaf(u"/options/password_history/size"_s, "10", "5")}));
}

/// Each policy of the sandbox and of what was recorded, by the way that the window takes.
void TestChangeTray::convertingAndBackStagesNothing()
{
    std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate();
    const QString recorded = SharedData::path(u"recorded-auth0"_s);
    if (!recorded.isEmpty()) {
        auto seed = Sandbox::loadSeed(recorded.toStdString());
        QVERIFY(seed);
        for (Sandbox::TenantState &tenant : *seed) {
            tenants.push_back(std::move(tenant));
        }
    }
    using Generation = Domain::PolicyGeneration;
    int equal = 0;
    for (const Sandbox::TenantState &tenant : tenants) {
        for (const Json::Value &connection : tenant.connections.items()) {
            const Change::ObjectRef object{Change::ObjectKind::Connection, u"con"_s,
                                           Json::stringAt(connection, "name")};
            const QByteArray seen = Json::write(connection);
            const auto row = Policy::policyRow(seen);
            const bool isLegacy = row && row->generation == Generation::Legacy;
            for (const Generation to : {isLegacy ? Generation::Flexible : Generation::Legacy,
                                        isLegacy ? Generation::Legacy : Generation::Flexible}) {
                const auto staged = m_tray->staged(first(), object);
                Change::PolicyWish wish;
                wish.to = to;
                const auto outcome
                    = Change::policyOutcome({object, seen, staged ? staged->changes : QList<Json::LeafChange>()}, wish);
                m_tray->stage(first(), outcome.isSkipped() ? Change::PlanItem{object, {}, seen} : outcome.item);
            }
            const auto staged = m_tray->staged(first(), object);
            const auto changes = staged ? staged->changes : QList<Json::LeafChange>();
            const Json::Value back = Json::merge(connection, changes).value;
            if (Json::isSame(back, connection)) {
                ++equal;
                QVERIFY2(changes.isEmpty(), qPrintable(object.name));
                QCOMPARE(Json::write(back), seen);
            }
            m_tray->clear();
        }
    }
    QVERIFY2(equal > (recorded.isEmpty() ? 60 : 100), qPrintable(QString::number(equal)));
}

void TestChangeTray::editInsideAnEditIsWorkedOut()
{
    const QByteArray seen = R"({"options":{"a":1}})";
    m_tray->stage(
        first(),
        {acme, {{*Json::Pointer::parse(u"/options/history"), {}, R"({"size":5,"enable":true})", u"a"_s}}, seen});
    m_tray->stage(first(), {acme, {leaf(u"/options/history/size"_s, "5", "9")}, seen});
    const auto staged = m_tray->staged(first(), acme);
    QVERIFY(staged.has_value());
    QCOMPARE(staged->changes.size(), 1);
    QCOMPARE(staged->changes.first().pointer.text(), u"/options/history"_s);
    QCOMPARE(*staged->changes.first().after, R"({"size":9,"enable":true})");
}

void TestChangeTray::plansArePerTenantAndInOrder()
{
    m_tray->stage(second(), {globex, {leaf(u"/display_name"_s, R"("G")", R"("H")")}, {}});
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    m_tray->stage(second(), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    QCOMPARE(m_tray->size(), 3);
    const QList<Session::TenantPlan> plans = m_tray->plans();
    QCOMPARE(plans.size(), 2);
    QCOMPARE(plans.first().tenant, second());
    QCOMPARE(plans.first().plan.items.first().object, globex);
    QCOMPARE(plans.first().plan.items.size(), 2);
    QCOMPARE(plans.last().plan.tenant, Change::planTenant(m_estate->find(first())->profile()));
    QVERIFY2(plans.last().plan.title.contains(u"acme"_s), qPrintable(plans.last().plan.title));
    QVERIFY(!plans.first().plan.id.isEmpty());
}

void TestChangeTray::countsAndForgetsATenant()
{
    m_tray->stage(second(), {globex, {leaf(u"/display_name"_s, R"("G")", R"("H")")}, {}});
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    m_tray->stage(first(), {globex, {leaf(u"/display_name"_s, R"("G")", R"("H")")}, {}});
    QCOMPARE(m_tray->size(first()), 2);
    QCOMPARE(m_tray->size(Domain::TenantId(u"nobody"_s)), 0);
    m_tray->forget(first());
    QCOMPARE(m_tray->size(first()), 0);
    QCOMPARE(m_tray->size(), 1);
}

void TestChangeTray::unstages()
{
    m_tray->stage(
        first(),
        {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")"), leaf(u"/show_as_button"_s, "true", "false")}, {}});
    m_tray->unstage(first(), acme, *Json::Pointer::parse(u"/show_as_button"));
    QCOMPARE(m_tray->staged(first(), acme)->changes.size(), 1);
    m_tray->unstage(first(), acme, *Json::Pointer::parse(u"/display_name"));
    QVERIFY(m_tray->isEmpty());
}

void TestChangeTray::appliedLeavesUnlessEditedMeanwhile()
{
    const Change::PlanItem item{acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}};
    m_tray->stage(first(), item);
    m_tray->settle(first(), item);
    QVERIFY(m_tray->isEmpty());

    m_tray->stage(first(), item);
    m_tray->stage(first(), {acme, {leaf(u"/display_name"_s, R"("A")", R"("B")")}, {}});
    m_tray->settle(first(), item);
    QCOMPARE(m_tray->staged(first(), acme)->changes.first(), leaf(u"/display_name"_s, R"("A")", R"("B")"));
}

void TestChangeTray::wholePlanKeepsItsTitleWhileAlone()
{
    Change::Plan undo = Change::newPlan(u"Undo: everything"_s, Change::planTenant(m_estate->find(first())->profile()));
    undo.reverts = u"earlier"_s;
    undo.items = {{acme, {leaf(u"/display_name"_s, R"("A")", R"("Acme")")}, {}}};
    m_tray->stage(Session::TenantPlan{first(), undo});
    QCOMPARE(m_tray->plans().first().plan.title, u"Undo: everything"_s);
    QCOMPARE(m_tray->plans().first().plan.reverts, u"earlier"_s);
    m_tray->stage(first(), {globex, {leaf(u"/display_name"_s, R"("G")", R"("H")")}, {}});
    QVERIFY(!m_tray->plans().first().plan.title.contains(u"Undo"_s));
    QCOMPARE(m_tray->plans().first().plan.reverts, u"earlier"_s); // it still does that
    m_tray->unstage(first(), acme);
    QVERIFY(m_tray->plans().first().plan.reverts.isEmpty());
    m_tray->stage(Session::TenantPlan{first(), undo});
    QCOMPARE(m_tray->plans().first().plan.reverts, u"earlier"_s); // also on top of other edits
    QVERIFY(!m_tray->plans().first().plan.title.contains(u"Undo"_s));
}

void TestChangeTray::unknownTenantStagesNothing()
{
    m_tray->stage(Domain::TenantId(u"nobody"_s), {acme, {leaf(u"/display_name"_s, R"("Acme")", R"("A")")}, {}});
    QVERIFY(m_tray->isEmpty());
}

QTEST_GUILESS_MAIN(TestChangeTray)
#include "tst_changetray.moc"
