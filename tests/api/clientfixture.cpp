#include "clientfixture.h"

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Api;

namespace Support {

void ClientFixture::begin()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    clock = std::make_shared<ManualClock>();
    server = std::make_unique<FaultServer>();
    source = std::make_unique<FakeTokenSource>();
}

void ClientFixture::end()
{
    api.reset();
    source.reset();
    server.reset();
}

ManagementClient &ClientFixture::client(ClientOptions options)
{
    api = std::make_unique<ManagementClient>(loopback(server->url()), *source, std::move(options));
    return *api;
}

bool ClientFixture::runUntil(const std::function<bool()> &isDone)
{
    QElapsedTimer patience;
    patience.start();
    while (!isDone() && patience.elapsed() < 60'000) {
        // Time stands still while a request is on its way, and jumps when all that is left is waiting.
        const QList<Call *> calls = api ? api->calls() : QList<Call *>();
        const bool isBusy = std::any_of(calls.cbegin(), calls.cend(), [](const Call *call) {
            return call->state() != Call::State::WaitingToRetry && call->state() != Call::State::WaitingForBudget;
        });
        if (isBusy || !clock->advanceToNext())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QCoreApplication::processEvents();
    }
    return isDone();
}

} // namespace Support
