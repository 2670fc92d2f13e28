#include "cli/program.h"
#include "sandbox/scale.h"
#include "sandbox/server.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

/// Processes of one user that read the same Auth0 tenant at once.
class TestSharedBudget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoProcessesTripNoLimit();
};

void TestSharedBudget::twoProcessesTripNoLimit()
{
    Sandbox::Scale scale;
    scale.connections = 600;
    Sandbox::Options options;
    options.plan = Sandbox::Plan::Free; // two requests, and then two a second
    options.recordRequests = true;
    Sandbox::Server server(std::move(options), {Sandbox::scaleEstate(scale, 1)});
    server.start();
    const Sandbox::TenantAccess tenant = server.tenants().front();

    const QTemporaryDir folder; // what a first start finds: nothing learnt yet
    const Program::Variables variables{{u"AUTH0_CLIENT_SECRET"_s, QString::fromStdString(tenant.clientSecret)},
                                       {u"XDG_RUNTIME_DIR"_s, folder.path()}};
    const QStringList arguments{u"list"_s,
                                u"connections"_s,
                                u"--json"_s,
                                u"--base-url"_s,
                                QString::fromStdString(tenant.url),
                                u"--client-id"_s,
                                QString::fromStdString(tenant.clientId)};
    std::array<QProcess, 2> processes;
    for (QProcess &process : processes) {
        process.setProcessEnvironment(Program::environment(variables));
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(Program::path(), arguments);
    }
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    QCOMPARE(processes[0].readAllStandardOutput(), processes[1].readAllStandardOutput());

    const auto requests = server.requests();
    const auto pages = std::count_if(requests.begin(), requests.end(), [](const Sandbox::ReceivedRequest &request) {
        return request.path == "/api/v2/connections" && request.status == 200;
    });
    const auto refused = std::count_if(requests.begin(), requests.end(),
                                       [](const Sandbox::ReceivedRequest &request) { return request.status == 429; });
    qInfo("%d pages, %d refused", int(pages), int(refused));
    QVERIFY2(pages >= 10, "too little was read to meet the limit");
    QCOMPARE(refused, 0);
}

QTEST_GUILESS_MAIN(TestSharedBudget)
#include "tst_sharedbudget.moc"
