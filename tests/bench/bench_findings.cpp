// How long the UI thread is away while an Auth0 tenant of many findings is audited and its findings are shown:
// bench_findings [CONNECTIONS...]. Two tenants, so that no list passes through as it is. "turn": the longest turn of
// the event loop in which an audit was taken or its rows came; "again": the same after one connection changed; the last
// line says how both grow beside the connections.

#include "items/itemsfixture.h"

#include "items/estatetreemodel.h"
#include "items/findingmodel.h"
#include "session/auditor.h"
#include "json/connection_json.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace {

constexpr double bar = 100; // milliseconds, at 100,000

struct Costs
{
    qsizetype findings = 0;
    double turn = 0;
    double again = 0;
    double whole = 0; ///< from the change to its row
};

/// What the UI thread itself has worked: waiting is no work, nor is what other threads do meanwhile.
double ownMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

Domain::Connection weakConnection(int number, bool isGuarded)
{
    const QByteArray id = QByteArray::number(number);
    return *Json::readConnection(R"({"id":"con_)" + id + R"(","name":"customer-)" + id
                                 + R"(-users","strategy":"auth0","options":{"passwordPolicy":"none",)"
                                   R"("disable_signup":false,"brute_force_protection":)"
                                 + (isGuarded ? "true" : "false") + "}}");
}

Costs measure(int connections)
{
    Session::Estate estate;
    for (const int tenant : {0, 1}) {
        auto session = quietSession(u"tenant-%1"_s.arg(tenant));
        constexpr int page = 100;
        for (int from = 0; from < connections / 2; from += page) {
            QList<Domain::Connection> made;
            for (int i = from; i < std::min(from + page, connections / 2); ++i) {
                made.append(weakConnection(i, i == 0));
            }
            session->accept(made);
        }
        estate.open(std::move(session));
    }
    Session::Auditor auditor(estate);
    Items::FindingModel model(estate, auditor);
    Items::EstateTreeModel tree(estate);
    tree.showFindings(auditor);
    const auto longestTurn = [&] {
        double longest = 0;
        bool wasArranged = false;
        const auto connection
            = QObject::connect(&model, &Items::FindingModel::arranged, &model, [&wasArranged] { wasArranged = true; });
        const auto isBusy = [&] {
            const auto sessions = estate.sessions();
            return std::any_of(sessions.begin(), sessions.end(),
                               [&](const auto *session) { return auditor.isBusy(session->id()); });
        };
        while (isBusy() || model.isArranging() || !wasArranged) {
            const double before = ownMilliseconds();
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            longest = std::max(longest, ownMilliseconds() - before);
            wasArranged = wasArranged && !isBusy();
        }
        QObject::disconnect(connection);
        return longest;
    };
    Costs costs;
    for (Session::TenantSession *session : estate.sessions()) {
        session->accept({weakConnection(1, false)});
    }
    costs.turn = longestTurn();
    costs.findings = model.total({});
    QElapsedTimer timer;
    timer.start();
    estate.sessions().first()->accept({weakConnection(0, false)});
    costs.again = longestTurn();
    costs.whole = milliseconds(timer);
    return costs;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.isEmpty()) {
        sizes = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    std::printf("milliseconds\n%12s%12s%10s%10s%10s\n", "connections", "findings", "turn", "again", "whole");
    Costs first;
    Costs last;
    for (const QString &size : std::as_const(sizes)) {
        last = measure(size.toInt());
        first = first.findings == 0 ? last : first;
        std::printf("%12s%12lld%10.1f%10.1f%10.0f\n", qPrintable(size), qlonglong(last.findings), last.turn, last.again,
                    last.whole);
        std::fflush(stdout);
    }
    if (sizes.size() > 1) {
        const double growth = std::log(sizes.last().toDouble() / sizes.first().toDouble());
        std::printf("%24s%10.2f%10.2f\n", "growth, ^", std::log(last.turn / first.turn) / growth,
                    std::log(last.again / first.again) / growth);
    }
    std::printf("%24s%10.0f%s\n", "below", bar, std::max(last.turn, last.again) > bar ? "!" : "");
    return 0;
}
