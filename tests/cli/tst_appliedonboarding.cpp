#include "change/onboarding.h"
#include "change/planfile.h"
#include "cli/changefixture.h"
#include "sandbox/scale.h"
#include "json/value.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

/// A saved onboarding, applied from the command line.
class TestAppliedOnboarding : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecretOfANewApplicationIsHandedOut();
    void isTakenBackWithoutTheLogWhereThatIsAllowed();
};

namespace {

std::vector<Sandbox::TenantState> tenants()
{
    std::vector<Sandbox::TenantState> made{
        Sandbox::scaleEstate({.connections = 2, .applications = 1, .organizations = 1, .users = 1}, 1)};
    made.front().environment = "development";
    return made;
}

/// Saves the plan of an onboarding: its path, empty where it could not be written.
QString saved(ChangeFixture &fixture, const Change::Onboarding &wanted)
{
    const QString origin = QString::fromStdString(fixture.server().tenants().at(0).url);
    const Change::Plan plan = Change::onboardingPlan(wanted, {u"acme"_s, origin, Domain::Environment::Development});
    const QString path = fixture.file(u"plan.json"_s);
    QFile file(path);
    const QByteArray text = Change::writePlans({plan}, Json::SecretKeys::fromResource());
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

} // namespace

void TestAppliedOnboarding::theSecretOfANewApplicationIsHandedOut()
{
    ChangeFixture fixture(tenants());
    const Sandbox::Json model = fixture.server().state(0).clients.items().front();
    Change::Onboarding wanted{u"Hooli"_s};
    wanted.application = Change::NewApplication{};
    wanted.application->name = u"Hooli portal"_s;
    wanted.application->model
        = {Change::ObjectKind::Application, QString::fromStdString(model.at("client_id").get<std::string>()),
           QString::fromStdString(model.at("name").get<std::string>())};
    wanted.application->modelText = QByteArray::fromStdString(model.dump());
    QCOMPARE(Change::problemsOf(wanted), QStringList());
    const QString path = saved(fixture, wanted);
    QVERIFY(!path.isEmpty());

    const auto shown = fixture.run({u"plan"_s, u"show"_s, path, u"--no-findings"_s});
    QVERIFY2(shown.code == 0, shown.err.constData());
    QVERIFY2(!shown.out.contains("Manual step"), shown.out.constData()); // it is made, not missed
    const QStringList apply{u"apply"_s, path, u"--yes"_s};
    QCOMPARE(fixture.run(apply).code, 2); // nobody said where its secret goes
    QCOMPARE(fixture.writes(), 0);
    const QString secrets = fixture.file(u"secrets"_s);
    const auto applied = fixture.run(apply + QStringList{u"--ticket-file"_s, secrets});
    QVERIFY2(applied.code == 0, applied.err.constData());
    const Sandbox::Json made = fixture.server().state(0).clients.items().back();
    QCOMPARE(made.at("name").get<std::string>(), "Hooli portal");
    QFile handed(secrets);
    QVERIFY(handed.open(QIODevice::ReadOnly));
    const QByteArray line = handed.readAll();
    QVERIFY2(line.contains(QByteArray::fromStdString(made.at("client_secret").get<std::string>())), line.constData());
    QCOMPARE(handed.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(!applied.out.contains(QByteArray::fromStdString(made.at("client_secret").get<std::string>())));
}

/// The log does not show yet that the organization was made, so that it may not show who came since.
void TestAppliedOnboarding::isTakenBackWithoutTheLogWhereThatIsAllowed()
{
    ChangeFixture fixture(tenants());
    Change::Onboarding wanted{u"Hooli"_s};
    wanted.organization = Change::NewOrganization{};
    wanted.organization->name = u"hooli"_s;
    const QString path = saved(fixture, wanted);
    QVERIFY2(fixture.run({u"apply"_s, path, u"--yes"_s}).code == 0, qPrintable(path));
    const auto journal = Json::parse(Program::run({u"journal"_s, u"--json"_s}, fixture.variables()).out);
    const QString id = Json::stringAt(journal->at(0), "id");
    fixture.server().change(
        0, [](Sandbox::TenantState &state) { state.logs.removeIf([](const Sandbox::Json &) { return true; }); });

    const auto refused = fixture.run({u"revert"_s, id, u"--yes"_s});
    QVERIFY2(refused.code == 2, refused.err.constData());
    QVERIFY2(refused.out.contains("does not show that this was made"), refused.out.constData());
    QCOMPARE(fixture.server().state(0).organizations.size(), std::size_t(2));
    const auto done = fixture.run({u"revert"_s, id, u"--yes"_s, u"--without-log"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    QVERIFY2(done.out.contains("as was allowed"), done.out.constData());
    QCOMPARE(fixture.server().state(0).organizations.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestAppliedOnboarding)
#include "tst_appliedonboarding.moc"
