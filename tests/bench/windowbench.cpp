#include "bench/windowbench.h"

#include "auth/tokensources.h"
#include "items/recordtablemodel.h"
#include "ui/pages/policybar.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>

#include <cstdio>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

/// Pages gather changes for up to 250 ms: what a wish still costs afterwards belongs to it.
constexpr qint64 restMilliseconds = 400;
/// A stall that is told with its cause where TENANTRY_BENCH_TELL is set.
constexpr double toldStall = 20;
/// Policies for which something is staged at once.
constexpr int stagedRows = 1000;

double statusLine(const QByteArray &key)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key)) {
            return line.mid(key.size() + 1).simplified().split(' ').first().toDouble() / 1024;
        }
    }
    return 0;
}

void press(QWidget *widget, int key, const QString &text = {})
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(widget, &event);
    }
}

} // namespace

WindowBench::WindowBench(int connections)
    : m_sandbox(u"connections=%1,applications=2000"_s.arg(connections))
{
    auto settings = Settings::SettingsStore::open(m_folder.filePath(u"config"_s));
    if (!m_sandbox.isReady() || !settings) {
        return;
    }
    m_settings = std::move(*settings);
    m_memory = std::make_unique<Settings::WindowState>(m_folder.filePath(u"state"_s));
    m_window = std::make_unique<Ui::MainWindow>(m_estate, *m_settings, *m_memory, m_theme);
    m_window->resize(1440, 900);
    m_window->show();
}

WindowBench::~WindowBench() = default;

/// Runs the event loop until `done`; milliseconds.
template <typename Done> double WindowBench::until(Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

void WindowBench::rest()
{
    QElapsedTimer timer;
    timer.start();
    until([&timer] { return timer.elapsed() >= restMilliseconds; });
}

double WindowBench::takeStall(const char *what)
{
    const double longest = m_heartbeat.takeLongest();
    if (longest > toldStall && qEnvironmentVariableIsSet("TENANTRY_BENCH_TELL")) {
        std::fprintf(stderr, "%s: UI thread away for %.0f ms\n", what, longest);
    }
    return longest;
}

/// One act of the user, until the rows that he wished for are drawn.
template <typename Act> void WindowBench::wish(Figure worst, const char *what, Act act)
{
    const Items::RecordTableModel *model = m_window->tablePage()->model();
    takeStall("before");
    QElapsedTimer timer;
    timer.start();
    act();
    until([model] { return !model->isArranging(); });
    m_window->tablePage()->table()->viewport()->repaint();
    const double took = double(timer.nsecsElapsed()) / 1e6;
    m_figures[worst] = std::max(m_figures[worst], took);
    rest();
    m_figures[Stall] = std::max(m_figures[Stall], takeStall(what));
    if (qEnvironmentVariableIsSet("TENANTRY_BENCH_TELL")) {
        std::fprintf(stderr, "%s: %.0f ms\n", what, took);
    }
}

void WindowBench::openTenant()
{
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(u"bench"_s);
    profile.name = u"Bench"_s;
    profile.baseUrl = QUrl(m_sandbox.url());
    profile.clientId = m_sandbox.clientId();
    Api::ClientOptions options;
    options.sharesBudget = false;
    m_estate.open(std::make_unique<Session::TenantSession>(
        profile, *Api::Origin::fromBaseUrl(m_sandbox.url()),
        Auth::tokenSource(profile, Api::Secret(m_sandbox.clientSecret())), options));
}

/// As a user opens a tenant: the window reads all lists, and he looks at one of the first connections meanwhile.
void WindowBench::load()
{
    rest();
    takeStall("opening the window");
    openTenant();
    Session::TenantSession &session = *m_estate.sessions().first();
    m_window->showScope({session.id(), Kind::Connections, {}});
    Ui::TablePage *page = m_window->tablePage();
    bool isLooking = false;
    m_figures[Load] = until([&] {
        if (!isLooking && page->model()->rowCount() > 0) {
            isLooking = true;
            page->table()->selectRow(0);
        }
        return session.jobs().isEmpty() && !session.mapStatus().isReading() && !page->model()->isArranging();
    });
    rest();
    m_figures[LoadStall] = takeStall("loading");
    m_figures[Rows] = page->model()->rowCount();
}

void WindowBench::type()
{
    Ui::FilterLine *line = m_window->tablePage()->filterLine();
    const auto key = [&](Figure worst, QChar letter) {
        wish(worst, qPrintable(line->text() + letter), [&] { press(line, letter.toUpper().unicode(), letter); });
    };
    const auto clear = [&] { wish(Keystroke, "Escape", [&] { press(line, Qt::Key_Escape); }); };
    for (const QString &text : {u"acme-1"_s, u"strategy=auth0 min_length<10"_s, u"zz"_s}) {
        for (const QChar letter : text) {
            key(Keystroke, letter);
        }
        clear();
    }
    // A member that is no column: the whole object is looked through.
    for (const QString &text : {u"options.brute_force_protection=true"_s, u"options.no_such_member=1"_s}) {
        wish(JsonPath, qPrintable(text), [&] { line->setText(text); });
        clear();
    }
}

void WindowBench::sort()
{
    Ui::RecordTable *table = m_window->tablePage()->table();
    for (const char *column : {"id", "min_length", "policy", "name"}) {
        for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            wish(Sort, column, [&] {
                table->sortByColumn(Query::columnIndex(Kind::Connections, QString::fromLatin1(column)), order);
            });
        }
    }
}

/// And what is done to rows that are all selected.
void WindowBench::selectAll()
{
    Ui::TablePage *page = m_window->tablePage();
    const auto all = [&] { wish(SelectAll, "select all", [&] { m_window->actions().selectAll->trigger(); }); };
    all();
    wish(Sort, "sort selected rows",
         [&] { page->table()->sortByColumn(Query::columnIndex(Kind::Connections, u"name"), Qt::DescendingOrder); });
    all();
    wish(Keystroke, "filter selected rows", [&] { press(page->filterLine(), Qt::Key_7, u"7"_s); });
    wish(Keystroke, "Escape over selected rows", [&] { press(page->filterLine(), Qt::Key_Escape); });
    all();
    wish(SelectAll, "select none", [&] { page->table()->clearSelection(); });
}

/// The grid of password policies: worked out of all connections, compared with another baseline, filtered, and with
/// edits staged.
void WindowBench::policies()
{
    m_window->showStaged(m_tray);
    takeStall("before");
    QElapsedTimer timer;
    timer.start();
    m_window->actions().policies->trigger();
    until([this] { return !m_window->tablePage()->model()->isArranging(); });
    m_figures[Policies] = double(timer.nsecsElapsed()) / 1e6;
    m_figures[Stall] = std::max(m_figures[Stall], takeStall("policies"));
    Ui::TablePage *page = m_window->tablePage();
    QMenu *menu = page->policyBar()->baselineButton()->menu();
    for (const QString &id : {u"auth0-good"_s, u"nist-800-63b"_s}) {
        Q_EMIT menu->aboutToShow();
        auto *choice = menu->findChild<QAction *>(id);
        wish(Policies, "baseline", [&] { choice->trigger(); });
    }
    for (const QChar letter : u"min_length<14"_s) {
        wish(Keystroke, "filter of policies", [&] { press(page->filterLine(), letter.toUpper().unicode(), letter); });
    }
    wish(SelectAll, "select all policies", [&] { m_window->actions().selectAll->trigger(); });
    QList<Change::PlanItem> items;
    for (const Query::RecordPtr &record : page->selectedRecords().mid(0, stagedRows)) {
        Change::PlanItem item;
        item.object = {Change::ObjectKind::Connection, record->id, {}};
        item.changes.append({*Json::Pointer::parse(u"/options/disable_signup"), {}, "true", {}});
        item.seen = record->original;
        items.append(item);
    }
    wish(Policies, "staging", [&] { m_tray.stage(m_estate.sessions().first()->id(), items); });
    wish(Policies, "unstaging", [&] { m_tray.clear(); });
}

Figures WindowBench::run()
{
    load();
    type();
    sort();
    selectAll();
    policies();
    m_figures[Memory] = statusLine("VmRSS:");
    m_figures[Peak] = statusLine("VmHWM:");
    return m_figures;
}
