#include "change/plantitle.h"
#include "items/changemodel.h"
#include "items/evidence.h"
#include "items/journalmodel.h"
#include "items/requesttext.h"
#include "items/roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using Change::ItemOutcome;
using Items::ChangeModel;

namespace {

Json::LeafChange leaf(const QString &pointer, const QByteArray &before, const QByteArray &after)
{
    return {*Json::Pointer::parse(pointer), before, after, {}};
}

/// Two tenants; the second has an object with a secret.
QList<Session::TenantPlan> plans()
{
    const Change::PlanTenant one{u"one"_s, u"https://one.example"_s, Domain::Environment::Production};
    const Change::PlanTenant other{u"other"_s, u"https://other.example"_s, Domain::Environment::Development};
    Change::Plan first = Change::newPlan(u"First"_s, one);
    first.items
        = {{{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s},
            {leaf(u"/display_name"_s, R"("Acme")", R"("A")"), leaf(u"/show_as_button"_s, "true", "false")},
            R"({"id":"con_1","display_name":"Acme","show_as_button":true})"},
           {{Change::ObjectKind::Organization, u"org_1"_s, {}}, {leaf(u"/display_name"_s, "null", R"("G")")}, {}}};
    Change::Plan second = Change::newPlan(u"Second"_s, other);
    second.items = {{{Change::ObjectKind::Connection, u"con_2"_s, u"globex"_s},
                     {leaf(u"/options/client_secret"_s, R"("old-secret")", R"("new-secret")")},
                     R"({"id":"con_2","strategy":"auth0","options":{"client_secret":"old-secret"}})"}};
    return {{Domain::TenantId(u"1"_s), first}, {Domain::TenantId(u"2"_s), second}};
}

QString text(const QModelIndex &row, int column)
{
    return row.siblingAtColumn(column).data().toString();
}

/// All that the model shows.
QString allText(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QString all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            all += model.index(row, column, parent).data().toString() + u'\n';
        }
        all += allText(model, model.index(row, 0, parent));
    }
    return all;
}

Change::JournalEntry entry(const QString &title, ItemOutcome outcome, bool isEnded)
{
    Change::JournalEntry entry;
    entry.plan = plans().first().plan;
    entry.plan.title = title;
    entry.who = u"kim, client-1"_s;
    entry.begun = QDateTime::currentDateTimeUtc();
    entry.ended = isEnded ? entry.begun : QDateTime();
    entry.items = {{{outcome}, false}, {{ItemOutcome::Done}, false}};
    return entry;
}

} // namespace

/// Plans and the journal as the window shows them.
class TestChangeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isATreeOfTenantsObjectsAndLeaves();
    void masksSecrets();
    void leavesOutWhatIsUnchecked();
    void aTitleTellsOfTheChosenObjects();
    void conflictShowsAllThreeVersions();
    void sameNamesAreToldApart();
    void weakeningIsToldInWords();
    void aNewParentIsToldByItsLeaves();
    void requestIsExactAndMasked();
    void actionTellsWhatItDoes();
    void journalIsSearched();
};

void TestChangeModel::isATreeOfTenantsObjectsAndLeaves()
{
    ChangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlans(plans());
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex tenant = model.index(0, 0);
    QCOMPARE(tenant.data().toString(), u"one"_s);
    QCOMPARE(tenant.data(Items::EnvironmentRole).toInt(), int(Domain::Environment::Production));
    QCOMPARE(model.rowCount(tenant), 2);
    const QModelIndex acme = model.index(0, 0, tenant);
    QCOMPARE(acme.data().toString(), u"acme"_s);
    QCOMPARE(acme.data(Items::TenantRole).toString(), u"1"_s);
    QCOMPARE(model.index(1, 0, tenant).data().toString(), u"org_1"_s); // it has no name
    QCOMPARE(model.rowCount(acme), 2);
    const QModelIndex name = model.index(0, 0, acme);
    QCOMPARE(name.data().toString(), u"Display name"_s);
    QCOMPARE(name.data(Qt::ToolTipRole).toString(), u"/display_name"_s);
    const QModelIndex secret = model.index(0, 0, model.index(0, 0, model.index(1, 0)));
    QCOMPARE(secret.data().toString(), u"/options/client_secret"_s); // nobody calls it otherwise
    QCOMPARE(secret.data(Qt::ToolTipRole).toString(), QString());
    QCOMPARE(text(name, ChangeModel::BeforeColumn), uR"("Acme")"_s);
    QCOMPARE(text(name, ChangeModel::AfterColumn), uR"("A")"_s);
    QCOMPARE(name.parent(), acme);
    model.setResult(0, 0, {ItemOutcome::Done});
    QCOMPARE(text(acme, ChangeModel::StateColumn), Change::titleOf(ItemOutcome::Done));
    QVERIFY(acme.siblingAtColumn(ChangeModel::StateColumn).data(Items::ErrorRole).toString().isEmpty());
    model.setPlans({});
    QCOMPARE(model.rowCount(), 0);
}

void TestChangeModel::masksSecrets()
{
    ChangeModel model;
    model.setPlans(plans());
    model.setResult(
        1, 0, {ItemOutcome::Conflict, {}, {{plans().at(1).plan.items.first().changes.first(), R"("now-secret")"}}});
    const QString all = allText(model);
    QVERIFY(all.contains(u"/options/client_secret"_s));
    QVERIFY(all.contains(QString::fromLatin1(Json::maskText)));
    for (const QString &secret : {u"old-secret"_s, u"new-secret"_s, u"now-secret"_s}) {
        QVERIFY2(!all.contains(secret), qPrintable(all));
    }
    const QString result = Items::resultText(model.result(1, 0), Json::SecretKeys::fromResource());
    QVERIFY2(!result.contains(u"secret\""_s), qPrintable(result));
}

void TestChangeModel::leavesOutWhatIsUnchecked()
{
    ChangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlans(plans());
    QSignalSpy chosen(&model, &ChangeModel::chosenChanged);
    QCOMPARE(model.chosenItems(), 3);
    const QModelIndex globex = model.index(0, 0, model.index(1, 0));
    QVERIFY(model.setData(globex, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(model.chosenItems(), 2);
    QCOMPARE(model.chosenPlans().size(), 1);
    QCOMPARE(model.chosenPlans().first(),
             plans().first().tenant == model.chosenPlans().first().tenant ? model.plans().first()
                                                                          : Session::TenantPlan());
    model.setChoosing(false);
    QVERIFY(!model.setData(globex, Qt::Checked, Qt::CheckStateRole));
}

void TestChangeModel::aTitleTellsOfTheChosenObjects()
{
    QList<Session::TenantPlan> all = plans();
    Change::Plan &plan = all.first().plan;
    QVERIFY(plan.items.size() > 1);
    plan.title = Change::titleFor(plan.items);
    all[1].plan.title = u"Undo: something"_s;
    ChangeModel model;
    model.setPlans(all);
    QVERIFY(model.setData(model.index(0, 0, model.index(0, 0)), Qt::Unchecked, Qt::CheckStateRole));
    const QList<Session::TenantPlan> chosen = model.titledPlans();
    QCOMPARE(chosen.first().plan.title, Change::titleFor(chosen.first().plan.items));
    QVERIFY(chosen.first().plan.title != plan.title);
    QCOMPARE(chosen.at(1).plan.title, u"Undo: something"_s);
}

void TestChangeModel::conflictShowsAllThreeVersions()
{
    ChangeModel model;
    model.setPlans(plans());
    const Change::ItemResult result{ItemOutcome::Conflict,
                                    u"Somebody else"_s,
                                    {{plans().first().plan.items.first().changes.first(), R"("Theirs")"}}};
    model.setResult(0, 0, result);
    const QModelIndex acme = model.indexOf(0, 0);
    const QModelIndex name = model.index(0, 0, acme);
    QCOMPARE(text(name, ChangeModel::BeforeColumn), uR"("Acme")"_s);
    QCOMPARE(text(name, ChangeModel::AfterColumn), uR"("A")"_s);
    QCOMPARE(text(name, ChangeModel::NowColumn), uR"("Theirs")"_s);
    QVERIFY(text(model.index(1, 0, acme), ChangeModel::NowColumn).isEmpty());
    QCOMPARE(acme.siblingAtColumn(ChangeModel::StateColumn).data(Items::ErrorRole).toString(), u"Somebody else"_s);
    const QString words = Items::resultText(result, Json::SecretKeys::fromResource());
    for (const QString &version : {uR"("Acme")"_s, uR"("A")"_s, uR"("Theirs")"_s}) {
        QVERIFY2(words.contains(version), qPrintable(words));
    }
}

void TestChangeModel::sameNamesAreToldApart()
{
    const auto user = [](const QString &id, const QByteArray &seen) {
        return Change::PlanItem{
            {Change::ObjectKind::User, id, u"Kim Lee"_s}, {leaf(u"/app_metadata/a"_s, "1", "2")}, seen};
    };
    QList<Session::TenantPlan> two{plans().first()};
    two.first().plan.items = {user(u"auth0|1"_s, R"({"email":"kim@acme.example"})"),
                              user(u"auth0|2"_s, R"({"email":"kim@globex.example"})"),
                              user(u"auth0|3"_s, {}),
                              {{Change::ObjectKind::Organization, u"org_1"_s, u"acme"_s}, {}, {}},
                              {{Change::ObjectKind::Organization, u"org_2"_s, u"acme"_s}, {}, {}},
                              {{Change::ObjectKind::Connection, u"con_1"_s, u"hooli"_s}, {}, {}},
                              {{Change::ObjectKind::ConnectionClients, u"con_1"_s, u"hooli"_s}, {}, {}}};
    ChangeModel model;
    model.setPlans(two);
    const QStringList wanted{u"Kim Lee · kim@acme.example"_s, u"Kim Lee · kim@globex.example"_s, u"Kim Lee · auth0|3"_s,
                             u"acme · org_1"_s, u"acme · org_2"_s,
                             // two parts of one object
                             u"hooli · settings"_s, u"hooli · applications"_s};
    for (int row = 0; row < wanted.size(); ++row) {
        QCOMPARE(model.index(row, 0, model.index(0, 0)).data().toString(), wanted.at(row));
    }
}

void TestChangeModel::weakeningIsToldInWords()
{
    QList<Session::TenantPlan> plan{plans().first()};
    plan.first().plan.items = {{{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s},
                                {leaf(u"/options/password_complexity_options/min_length"_s, "14", "8")},
                                R"({"strategy":"auth0","options":{"password_complexity_options":{"min_length":14}}})"}};
    ChangeModel model;
    model.setPlans(plan);
    const QModelIndex acme = model.index(0, 0, model.index(0, 0));
    QCOMPARE(text(model.index(0, 0, acme), ChangeModel::AfterColumn), u"8   ▼ weaker"_s);
    // Of one field the object says which it is.
    QCOMPARE(text(acme, ChangeModel::StateColumn), model.index(0, 0, acme).data().toString() + u"   ▼ weaker"_s);
}

void TestChangeModel::aNewParentIsToldByItsLeaves()
{
    QList<Session::TenantPlan> plan{plans().first()};
    const Json::LeafChange whole{
        *Json::Pointer::parse(u"/options/password_complexity_options"), {}, R"({"min_length":14})", {}};
    plan.first().plan.items
        = {{{Change::ObjectKind::Connection, u"con_1"_s, u"acme"_s}, {whole}, R"({"strategy":"auth0","options":{}})"}};
    ChangeModel model;
    model.setPlans(plan);
    const QModelIndex acme = model.index(0, 0, model.index(0, 0));
    const QModelIndex length = model.index(0, 0, acme);
    QCOMPARE(length.data().toString(), u"Minimum length"_s);
    QCOMPARE(text(length, ChangeModel::BeforeColumn), u"1 (default)"_s);
    QCOMPARE(text(length, ChangeModel::AfterColumn), u"14"_s);
    // What somebody else put there meanwhile is told at the same leaf.
    model.setResult(0, 0, {ItemOutcome::Conflict, {}, {{whole, R"({"min_length":9})"}}});
    QCOMPARE(text(model.index(0, 0, acme), ChangeModel::NowColumn), u"9"_s);
}

void TestChangeModel::requestIsExactAndMasked()
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    const Items::RequestText exact = Items::requestText(plans().first().plan.items.first(), secrets);
    const QString &request = exact.text;
    QVERIFY2(request.startsWith(u"PATCH /api/v2/connections/con_1\nscope update:connections"_s), qPrintable(request));
    QVERIFY2(request.contains(uR"("display_name": "A")"_s), qPrintable(request));
    QStringList marked;
    for (const Items::RequestText::Span &span : exact.changed) {
        marked << request.mid(span.start, span.length);
    }
    QVERIFY2(marked.contains(uR"("display_name": "A")"_s), qPrintable(marked.join(u'|')));
    const QString masked = Items::requestText(plans().at(1).plan.items.first(), secrets).text;
    QVERIFY2(masked.contains(u"client_secret"_s) && !masked.contains(u"new-secret"_s), qPrintable(masked));
    const QString undo = Items::undoText(plans().first().plan.items.first(), secrets);
    QVERIFY2(undo.contains(uR"(/display_name: "Acme")"_s), qPrintable(undo));
    QVERIFY(Items::undoText(plans().at(1).plan.items.first(), secrets).contains(u"cannot be undone"_s));
}

void TestChangeModel::actionTellsWhatItDoes()
{
    Change::PlanItem item{{Change::ObjectKind::User, u"auth0|1"_s, u"kim@acme.example"_s}, {}, {}};
    item.seen = R"({"user_id":"auth0|1","email":"kim@acme.example",
                    "identities":[{"provider":"auth0","connection":"users","user_id":"1"}]})";
    item.action = Change::SupportAction{Change::SupportKind::PasswordMail};
    item.action->application = Domain::ApplicationId(u"client"_s);
    Change::PlanItem sessions = item;
    sessions.action = Change::SupportAction{Change::SupportKind::EndSessions};
    Change::Plan plan = Change::newPlan({}, {u"one"_s, u"https://one.example"_s, Domain::Environment::Production});
    plan.items = {item, sessions};
    ChangeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPlans({{Domain::TenantId(u"1"_s), plan}});
    const QModelIndex object = model.indexOf(0, 1); // one user, two actions
    QCOMPARE(text(object, ChangeModel::StateColumn), u"Action"_s);
    QCOMPARE(model.rowCount(object), 1);
    QCOMPARE(text(model.index(0, 0, object), ChangeModel::NameColumn), u"Sessions"_s);
    QCOMPARE(text(model.index(0, 0, object), ChangeModel::AfterColumn), u"ended"_s);
    const QModelIndex mail = model.indexOf(0, 0);
    QCOMPARE(model.rowCount(mail), 2); // what is done, and in whose name
    QCOMPARE(text(model.index(1, 0, mail), ChangeModel::NameColumn), u"Application"_s);
    QCOMPARE(text(model.index(1, 0, mail), ChangeModel::AfterColumn), u"client"_s);

    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    QVERIFY(Items::requestText(sessions, secrets).text.contains(u"DELETE /api/v2/users/auth0%7C1/sessions"_s));
    QVERIFY(Items::requestText(sessions, secrets).text.contains(u"delete:sessions"_s));
    QVERIFY(Items::undoText(sessions, secrets).contains(u"do not come back"_s));
    QVERIFY(Items::requestText(item, secrets).text.contains(u"POST /dbconnections/change_password"_s));
    const QString curl = Items::requestsAsCurl(item, secrets, u"https://one.example"_s);
    QVERIFY(curl.contains(u"https://one.example/dbconnections/change_password"_s));
    QVERIFY(!curl.contains(u"$TOKEN"_s)); // the Authentication API takes none
    Change::JournalEntry entry;
    entry.plan = plan;
    entry.items = {{}, {}};
    QCOMPARE(Items::evidenceCsv({entry}).count(u"auth0|1"_s), 2);
}

void TestChangeModel::journalIsSearched()
{
    Items::JournalModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries({entry(u"Longer passwords"_s, ItemOutcome::Conflict, true),
                      entry(u"Names"_s, ItemOutcome::Done, true), entry(u"Cut"_s, ItemOutcome::Pending, false)});
    QCOMPARE(model.rowCount(), 3);
    const auto outcome = [&model](int row) { return model.index(row, Items::JournalModel::OutcomeColumn); };
    QVERIFY(!outcome(0).data(Items::ErrorRole).toString().isEmpty());
    QVERIFY(outcome(1).data(Items::ErrorRole).toString().isEmpty());
    QVERIFY2(outcome(2).data().toString().startsWith(u"Not finished"_s), qPrintable(outcome(2).data().toString()));
    model.setSearch(u"KIM  names"_s);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.entry(0).plan.title, u"Names"_s);
    model.setSearch(u"acme"_s); // the name of an object
    QCOMPARE(model.rowCount(), 3);
    model.setSearch(u"nothing like it"_s);
    QCOMPARE(model.rowCount(), 0);

    Change::JournalEntry first = entry(u"Names"_s, ItemOutcome::Done, true);
    first.plan.id = u"first-of-all"_s;
    first.items.first().result.made = first.plan.items.first().changes;
    Change::JournalEntry back = first;
    back.plan.id = u"back-again"_s;
    back.plan.reverts = first.plan.id;
    for (Change::PlanItem &item : back.plan.items) {
        for (Json::LeafChange &change : item.changes) {
            std::swap(change.before, change.after);
        }
    }
    model.setSearch({});
    model.setEntries({back, first});
    QCOMPARE(model.relationText(0), u"Takes back first-of"_s);
    QVERIFY2(model.relationText(1).startsWith(u"Taken back by back-aga on "_s), qPrintable(model.relationText(1)));
    QVERIFY(outcome(1).data().toString().endsWith(u"taken back"_s));
    QVERIFY(outcome(1).data(Items::ErrorRole).toString().isEmpty());
    QVERIFY(!model.reversal(0));
    model.setSearch(u"taken back"_s);
    QCOMPARE(model.rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestChangeModel)
#include "tst_changemodel.moc"
