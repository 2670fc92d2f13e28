#include "gui/screenshots.h"

#include "gui/dialogshots.h"

#include "ui/pages/inspectorpanel.h"
#include "ui/pages/logtailbar.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/usertab.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"
#include "session/estate.h"
#include "json/user_json.h"

#include <QDialog>
#include <QDir>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTextStream>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Gui {

namespace {

/// Time in which a page takes in what changed; pages gather changes for up to 250 ms.
constexpr auto settling = 450ms;
/// Of that, time in which rows are sorted and filtered.
constexpr auto arranging = 200ms;
/// Looks at the estate before giving up on reading it.
constexpr int maximumLooks = 400;

bool isBusy(const Session::TenantSession &session)
{
    const bool isReading
        = std::any_of(std::begin(Query::inventoryKinds), std::end(Query::inventoryKinds), [&](Query::Kind kind) {
              const Session::KindStatus &status = session.status(kind);
              return status.isReading() || status.phase == Session::KindStatus::Phase::NotRead;
          });
    return isReading || session.mapStatus().isReading();
}

} // namespace

Screenshots::Screenshots(Ui::MainWindow &window, Ui::MainWindow &start, Session::Estate &estate, Ui::Theme &theme,
                         QString folder, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_start(start)
    , m_estate(estate)
    , m_theme(theme)
    , m_folder(std::move(folder))
    , m_dialogs(new DialogShots(window, estate, this))
    , m_patience(maximumLooks)
{
    m_timer.setSingleShot(true);
    addPages();
    addSearches();
    addStates();
    addDialogs();
    addTenantDialogs();
}

void Screenshots::onlyIn(Settings::Theme theme)
{
    m_themes = {theme};
}

void Screenshots::add(const QString &name, std::function<QWidget *()> prepare, std::function<bool()> isReady)
{
    m_shots.append({name, std::move(prepare), std::move(isReady)});
}

void Screenshots::addPages()
{
    const auto first = [this] { return m_estate.sessions().first()->id(); };
    const auto page = [this, first](Query::Kind kind, bool everywhere, const QString &connectionKind) -> QWidget * {
        m_window.showScope({everywhere ? std::nullopt : std::optional(first()), kind, connectionKind});
        return &m_window;
    };
    add(u"start"_s, [this] { return &m_start; });
    add(u"all-tenants"_s, [page] { return page(Query::Kind::Tenants, true, {}); });
    add(u"tenant"_s, [page] { return page(Query::Kind::Tenants, false, {}); });
    add(u"applications"_s, [this, page] {
        page(Query::Kind::Applications, false, {});
        Ui::RecordTable *table = m_window.tablePage()->table();
        table->sortByColumn(Query::columnIndex(Query::Kind::Applications, u"lock"_s), Qt::DescendingOrder);
        selectSoon(0);
        return &m_window;
    });
    add(u"applications-connections"_s, [this] {
        m_window.tablePage()->table()->selectRow(0);
        m_window.inspector()->tabs()->setCurrentIndex(1);
        return &m_window;
    });
    add(u"applications-json"_s, [this] {
        m_window.inspector()->tabs()->setCurrentIndex(2);
        return &m_window;
    });
    add(u"connections"_s, [this, page] {
        m_window.inspector()->tabs()->setCurrentIndex(0);
        page(Query::Kind::Connections, false, {});
        selectSoon(2);
        return &m_window;
    });
    add(u"enterprise"_s, [page] { return page(Query::Kind::Connections, false, u"enterprise"_s); });
    add(u"organizations"_s, [this, page] {
        page(Query::Kind::Organizations, false, {});
        selectSoon(1);
        return &m_window;
    });
    add(u"all-applications"_s, [page] { return page(Query::Kind::Applications, true, {}); });
    add(u"all-connections"_s, [page] { return page(Query::Kind::Connections, true, {}); });
}

/// What is searched for at Auth0 and never read as a whole.
void Screenshots::addSearches()
{
    const std::pair<QString, Query::Kind> searches[]
        = {{u"users"_s, Query::Kind::Users}, {u"logs"_s, Query::Kind::Logs}};
    for (const auto &[name, kind] : searches) {
        const auto session = [this] { return m_estate.sessions().first(); };
        add(
            name,
            [this, session, kind = kind] {
                m_window.showScope({session()->id(), kind, {}});
                session()->search(kind, {});
                return &m_window;
            },
            [this, session, kind = kind] {
                const bool isRead = !session()->status(kind).isReading();
                if (isRead) {
                    m_window.tablePage()->table()->selectRow(0);
                }
                return isRead;
            });
    }
    add(
        u"logs-live"_s,
        [this] {
            auto *toggle = m_window.tablePage()->findChild<Ui::LogTailBar *>()->findChild<QPushButton *>(u"follow"_s);
            if (!toggle->isChecked()) { // it is on since the other theme
                toggle->click();
            }
            return &m_window;
        },
        [this] {
            const auto *tail = m_window.tablePage()->findChild<Ui::LogTailBar *>()->tail();
            return tail && tail->status().askedAt.isValid();
        });
    addUserPage();
}

/// Of a user whose sign-ins fail.
void Screenshots::addUserPage()
{
    add(
        u"user-support"_s,
        [this] {
            const Domain::TenantId tenant = m_estate.sessions().first()->id();
            QString user;
            for (const Query::RecordPtr &event : m_estate.sessions().first()->records(Query::Kind::Logs)) {
                const auto read = Json::readLogEvent(event->original);
                if (read && (read->type == "limit_wc"_L1 || (user.isEmpty() && read->type == "fp"_L1))) {
                    user = read->user.text();
                }
            }
            m_window.showScope({tenant, Query::Kind::Users, {}});
            m_window.tablePage()->select(tenant, user);
            return &m_window;
        },
        [this] {
            auto *tab = m_window.findChild<Ui::UserTab *>();
            const bool isOpen = tab && m_window.inspector()->openTab(tab);
            return isOpen && tab->reader() && !tab->reader()->isReading();
        });
}

void Screenshots::addStates()
{
    const auto filtered = [this](const QString &filter) {
        m_window.showScope({m_estate.sessions().first()->id(), Query::Kind::Connections, {}});
        m_window.tablePage()->filterLine()->setText(filter);
        return &m_window;
    };
    add(u"filter"_s, [filtered] { return filtered(u"strategy=auth0 min_length<10"_s); });
    add(u"filter-error"_s, [filtered] { return filtered(u"strategy=auth0 min_length<"_s); });
    add(u"filter-nothing"_s, [filtered] { return filtered(u"name~nosuchthing"_s); });
    add(u"several-selected"_s, [this, filtered] {
        filtered({});
        QTimer::singleShot(arranging, m_window.tablePage()->table(), &QTableView::selectAll);
        return &m_window;
    });
    add(u"column-chooser"_s, [this]() -> QWidget * {
        m_window.tablePage()->table()->clearSelection();
        m_window.tableControls()->openColumnMenu();
        return m_window.tableControls()->columnMenu();
    });
    add(u"rate-budget"_s, [this] {
        m_window.tableControls()->columnMenu()->hide();
        m_window.bottom()->setCurrentWidget(m_window.bottom()->findChild<QWidget *>(u"budget"_s));
        return &m_window;
    });
    add(u"reading"_s, [this] {
        m_window.bottom()->setCurrentWidget(m_window.bottom()->findChild<QWidget *>(u"jobs"_s));
        m_window.actions().refreshAll->trigger();
        return &m_window;
    });
    for (const QLatin1StringView state : {"offline"_L1, "limited"_L1}) {
        add(QString(state), [this, state] {
            m_window.bottom()->setCurrentWidget(m_window.bottom()->findChild<QWidget *>(u"activity"_s));
            for (const Session::TenantSession *session : m_estate.sessions()) {
                if (session->id().text() == state) {
                    m_window.showScope({session->id(), Query::Kind::Connections, {}});
                }
            }
            return &m_window;
        });
    }
}

void Screenshots::selectSoon(int row)
{
    Ui::RecordTable *table = m_window.tablePage()->table();
    QTimer::singleShot(arranging, table, [table, row] { table->selectRow(row); });
}

void Screenshots::addDialogs()
{
    const Ui::Actions &actions = m_window.actions();
    for (QAction *action :
         {actions.addTenant, actions.importTenants, actions.preferences, actions.shortcuts, actions.about}) {
        add(action->objectName(), [this, action]() -> QWidget * {
            closeDialogs();
            action->trigger();
            return newestDialog();
        });
    }
}

void Screenshots::addTenantDialogs()
{
    const auto dialog = [this](void (DialogShots::*open)()) {
        return [this, open] {
            closeDialogs();
            (m_dialogs->*open)();
            return newestDialog();
        };
    };
    add(u"edit-tenant"_s, dialog(&DialogShots::editTenant));
    add(u"replace-credential"_s, dialog(&DialogShots::replaceCredential));
    add(u"remove-tenant"_s, dialog(&DialogShots::removeTenant));
    add(u"connection-test"_s, dialog(&DialogShots::testConnection), [this] { return !m_dialogs->isTesting(); });
}

QWidget *Screenshots::newestDialog() const
{
    const QList<QDialog *> dialogs = m_window.findChildren<QDialog *>();
    return dialogs.isEmpty() ? nullptr : dialogs.last();
}

void Screenshots::closeDialogs()
{
    // At once: the next dialog is looked for among the children.
    qDeleteAll(m_window.findChildren<QDialog *>());
}

void Screenshots::run()
{
    if (!QDir().mkpath(m_folder)) {
        Q_EMIT finished({tr("The folder %1 cannot be made.").arg(m_folder)});
        return;
    }
    for (Ui::MainWindow *window : {&m_window, &m_start}) {
        window->resize(1440, 900);
        window->show();
    }
    for (Session::TenantSession *session : m_estate.sessions()) {
        session->refreshAll();
    }
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::waitUntilRead);
    m_timer.start(settling);
}

void Screenshots::waitUntilRead()
{
    const QList<Session::TenantSession *> sessions = m_estate.sessions();
    const bool busy
        = std::any_of(sessions.begin(), sessions.end(), [](const Session::TenantSession *one) { return isBusy(*one); });
    if (busy && --m_patience > 0) {
        m_timer.start(settling);
        return;
    }
    if (busy) {
        m_problems << tr("The estate was not read in time.");
    }
    m_timer.disconnect(this);
    connect(&m_timer, &QTimer::timeout, this, &Screenshots::draw);
    m_theme.setChoice(m_themes.first());
    next();
}

void Screenshots::next()
{
    if (m_at >= m_shots.size()) {
        m_themes.removeFirst();
        if (m_themes.isEmpty()) {
            Q_EMIT finished(m_problems);
            return;
        }
        m_at = 0;
        closeDialogs();
        m_theme.setChoice(m_themes.first());
    }
    m_patience = maximumLooks;
    m_wasReady = false;
    m_shown = m_shots.at(m_at).prepare();
    // What is shown while reading is gone when everything has settled.
    m_timer.start(m_shots.at(m_at).name == "reading"_L1 ? 60ms : std::chrono::milliseconds(settling));
}

void Screenshots::draw()
{
    // It must have been ready at the last look already: then the page has had its time to show it.
    const std::function<bool()> &isReady = m_shots.at(m_at).isReady;
    if (isReady && !std::exchange(m_wasReady, isReady()) && --m_patience > 0) {
        m_timer.start(settling);
        return;
    }
    if (!m_shown) {
        m_problems << tr("There was nothing to draw for %1.").arg(m_shots.at(m_at).name);
    }
    for (const int percent : {100, 200}) {
        if (m_shown) {
            save(m_shown, percent);
        }
    }
    tellDrawn();
    ++m_at;
    next();
}

/// All of it takes more than a minute, which would pass for a program that hangs.
void Screenshots::tellDrawn()
{
    const QString theme = m_themes.first() == Settings::Theme::Dark ? tr("dark") : tr("light");
    QTextStream(stdout) << tr("%1 of %2, %3: %4").arg(m_at + 1).arg(m_shots.size()).arg(theme, m_shots.at(m_at).name)
                        << Qt::endl;
}

void Screenshots::save(QWidget *widget, int percent)
{
    const QString theme = m_themes.first() == Settings::Theme::Dark ? u"dark"_s : u"light"_s;
    const QString path = u"%1/%2-%3-%4.png"_s.arg(m_folder, m_shots.at(m_at).name, theme).arg(percent);
    QPixmap picture(widget->size() * percent / 100);
    picture.setDevicePixelRatio(percent / 100.0);
    picture.fill(Qt::transparent);
    widget->render(&picture);
    if (picture.isNull() || !picture.save(path)) {
        m_problems << tr("%1 could not be drawn.").arg(path);
    }
}

} // namespace Gui
