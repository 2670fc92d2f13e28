// How long the UI thread is away while the customers of an estate are found, and when somebody wants to onboard
// another: bench_customers [CONNECTIONS...]. Two tenants of half the connections each, half as many customers as
// connections, each in both. "look": the longest turn of the event loop until all were found; "again": the same
// after one connection changed; "close": closing a tenant. "dialog": opening the onboarding dialog of a tenant that has
// all the connections, "turn" the longest turn until it is filled, "letter" the slowest letter of a name that is typed.
// "record": what each change costs while the record of a customer is shown that has a tenant of all the connections to
// itself, with what was found of these and all of them enabled for an application; "share": the same of the dialog of
// its share.

#include "items/itemsfixture.h"

#include "items/customerrows.h"
#include "items/sharerows.h"
#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/pastpart.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "ui/editors/onboarddialog.h"
#include "ui/theme/theme.h"
#include "json/connection_json.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double bar = 100; // milliseconds, at 100,000
constexpr int page = 100;

constexpr std::array columns{"look", "again", "close", "dialog", "turn", "letter", "record", "share"};
using Costs = std::array<double, columns.size()>;

/// What the UI thread itself has worked: waiting is no work, nor is what other threads do meanwhile.
double ownMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

template <typename Act> double costOf(const Act &act)
{
    const double before = ownMilliseconds();
    act();
    return ownMilliseconds() - before;
}

/// Turns the event loop until it is so; what the longest turn cost.
template <typename Check> double longestTurnUntil(const Check &isSo)
{
    double longest = 0;
    while (!isSo()) {
        longest = std::max(longest, costOf([] { QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); }));
    }
    return longest;
}

/// The same for so long: what was shown is laid out and drawn, and what follows the last letter is worked out.
double longestTurnWithin(std::chrono::milliseconds time)
{
    bool isOver = false;
    QTimer::singleShot(time, qApp, [&isOver] { isOver = true; });
    return longestTurnUntil([&isOver] { return isOver; });
}

/// Each is another customer's.
Domain::Connection connectionOf(int number, const QByteArray &policy = "good")
{
    const QByteArray id = QByteArray::number(number);
    return *Json::readConnection(
        R"({"id":"con_)" + id + R"(","name":"customer)" + id
        + R"(-users","strategy":"auth0","options":{"passwordPolicy":")" + policy
        + R"(","disable_signup":false,"brute_force_protection":true,"password_history":{"enable":true,"size":5},)"
          R"("password_dictionary":{"enable":true,"dictionary":[]},"attributes":{"email":{"signup":{"status":)"
          R"("required","verification":{"active":true}},"identifier":{"active":true},"profile_required":true}}},)"
          R"("realms":["customer"],"metadata":{"tier":"gold"}})");
}

std::unique_ptr<Session::TenantSession> sessionOf(const QString &name, int connections)
{
    auto session = quietSession(name);
    for (int from = 0; from < connections; from += page) {
        QList<Domain::Connection> made;
        for (int i = from; i < std::min(from + page, connections); ++i) {
            made.append(connectionOf(i));
        }
        session->accept(made);
    }
    Domain::Application application;
    application.id = Domain::ApplicationId(u"app_"_s + name);
    application.name = u"Portal"_s;
    session->accept(QList<Domain::Application>{application});
    return session;
}

void measureBook(int connections, Settings::CustomerStore &decided, Costs &costs)
{
    Session::Estate estate;
    Session::CustomerBook book(estate, decided);
    const Session::Auditor auditor(estate);
    book.setAuditor(auditor);
    QList<Domain::TenantId> tenants;
    for (const QString &name : {u"left"_s, u"right"_s}) {
        auto session = sessionOf(name, connections / 2);
        tenants.append(session->id());
        (void)decided.set(session->id(),
                          {{{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}}, {}, {}});
        estate.open(std::move(session));
    }
    const auto isDone = [&] {
        return std::none_of(tenants.cbegin(), tenants.cend(),
                            [&](const auto &id) { return auditor.isBusy(id) || book.isAwaited(id); })
            && book.of(tenants.first()) && book.of(tenants.last());
    };
    costs[0] = longestTurnUntil(isDone);
    if (qsizetype(book.customers().size()) != connections / 2) {
        std::fprintf(stderr, "Customers are missing.\n");
    }
    estate.find(tenants.first())->accept({connectionOf(0, "low")});
    costs[1] = longestTurnUntil(isDone);
    costs[2] = costOf([&] { estate.close(tenants.first()); });
    costs[2] = std::max(costs[2], longestTurnUntil([&] {
                            return book.customers().empty()
                                || !book.customers().begin()->second.shares.contains(tenants.first());
                        }));
}

void measureDialog(int connections, const Settings::CustomerStore &decided, Costs &costs)
{
    Session::Estate estate;
    const Session::CustomerBook book(estate, decided);
    estate.open(sessionOf(u"one"_s, connections));
    std::unique_ptr<Ui::OnboardDialog> dialog;
    costs[3] = costOf([&] {
        dialog = std::make_unique<Ui::OnboardDialog>(*estate.sessions().first(), book, Domain::LockBands());
        dialog->findChild<QCheckBox *>(u"holdsApplication"_s)->setChecked(true); // so that every list is shown
        dialog->show();
    });
    const auto isFilled = [&] { return dialog->isSettled() && dialog->wanted().connection->model.id != QString(); };
    costs[4] = longestTurnUntil(isFilled);
    costs[4] = std::max(costs[4], longestTurnWithin(500ms));
    auto *name = dialog->findChild<QLineEdit *>(u"customerName"_s);
    for (const char letter : QByteArrayView("Umbrella")) {
        costs[5] = std::max(costs[5], costOf([&] { QTest::keyClick(name, letter); }));
        costs[5] = std::max(costs[5], longestTurnWithin(300ms));
    }
}

void measureRecord(int connections, Settings::CustomerStore &decided, Costs &costs)
{
    Session::Estate estate;
    Session::CustomerBook book(estate, decided);
    auto session = sessionOf(u"whole"_s, connections);
    auto map = std::make_shared<Session::ConnectionMap>();
    for (int i = 0; i < connections; ++i) {
        map->insert(Domain::ApplicationId(u"app_whole"_s), Domain::ConnectionId(u"con_%1"_s.arg(i)));
    }
    session->accept(Session::PastPart{QDateTime::currentDateTimeUtc(), map});
    const Domain::TenantId tenant = session->id();
    (void)decided.set(tenant, {{{Domain::CustomerRule::Kind::WholeTenant, u"Umbrella"_s}}, {}, {}});
    estate.open(std::move(session));
    const Session::Auditor auditor(estate);
    book.setAuditor(auditor);
    longestTurnUntil([&] {
        const Session::CustomerTallies *tallies = book.talliesOf(tenant);
        return !auditor.isBusy(tenant) && !book.isAwaited(tenant) && tallies && tallies->audit;
    });
    Session::CustomerSheet sheet;
    costs[6] = costOf([&] {
        sheet = Session::customerSheet({estate, book, {}, 500}, u"umbrella"_s);
        (void)Items::rowsOf(sheet);
    });
    if (sheet.count(&Session::SheetPart::connections) != connections
        || sheet.count(&Session::SheetPart::findings) < connections
        || sheet.parts.first().lock.value(0).text != u"Portal"_s) {
        std::fprintf(stderr, "The record is not whole.\n");
    }
    costs[7] = costOf([&] { (void)Items::shareRows(*estate.find(tenant), book.of(tenant)->shares.at(u"umbrella"_s)); });
}

void print(const char *title, const Costs &costs, bool isPower)
{
    std::printf("%12s", title);
    for (const double cost : costs) {
        std::printf(isPower ? "%9.2f" : "%9.1f", cost);
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.isEmpty()) {
        sizes = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    const QTemporaryDir folder;
    const auto settings = Settings::SettingsStore::open(folder.path());
    if (!settings) {
        std::fprintf(stderr, "The settings did not come up.\n");
        return 1;
    }
    const Settings::ProfileStore profiles((*settings)->file());
    Settings::CustomerStore decided((*settings)->file(), profiles);
    std::printf("milliseconds\n%12s", "connections");
    for (const char *column : columns) {
        std::printf("%9s", column);
    }
    std::printf("\n");
    Costs first{};
    Costs last{};
    for (const QString &size : std::as_const(sizes)) {
        last = {};
        measureBook(size.toInt(), decided, last);
        measureDialog(size.toInt(), decided, last);
        measureRecord(size.toInt(), decided, last);
        first = first.front() == 0 ? last : first;
        print(qPrintable(size), last, false);
    }
    if (sizes.size() > 1) {
        Costs growth{};
        const double by = std::log(sizes.last().toDouble() / sizes.first().toDouble());
        std::transform(last.begin(), last.end(), first.begin(), growth.begin(),
                       [by](double large, double small) { return std::log(large / std::max(small, 0.1)) / by; });
        print("growth, ^", growth, true);
    }
    const double worst = *std::max_element(last.begin(), last.end());
    std::printf("%12s%9.0f%s\n", "below", bar, worst > bar ? "!" : "");
    return 0;
}
