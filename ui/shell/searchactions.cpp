#include "ui/shell/searchactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/savesearchdialog.h"
#include "ui/dialogs/searchesdialog.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/paletteactions.h"
#include "ui/theme/plaintext.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/palettemodel.h"
#include "session/estate.h"
#include "settings/searchstore.h"

#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// A menu is for what is at hand; the others are in the list of all.
constexpr int mostInMenu = 20;

/// The kind of place that a saved search is in the palette.
QString searchKind()
{
    return u"search"_s;
}

} // namespace

SearchActions::SearchActions(const Session::Estate &estate, Settings::SearchStore &store, PaletteActions &palette,
                             MainWindow &window)
    : QObject(&window)
    , m_estate(estate)
    , m_store(store)
    , m_palette(palette)
    , m_window(window)
{
    const Actions &actions = window.actions();
    connect(actions.searches, &QAction::triggered, this, &SearchActions::openMenu);
    connect(actions.saveSearch, &QAction::triggered, this, &SearchActions::save);
    connect(actions.manageSearches, &QAction::triggered, this, &SearchActions::manage);
    connect(&palette, &PaletteActions::otherChosen, this, [this](const Domain::Place &place) {
        const auto search = place.kind == searchKind() ? m_store.find(place.id) : std::nullopt;
        if (search) {
            run(*search);
        }
    });
    connect(&store, &Settings::SearchStore::changed, this, &SearchActions::fillPalette);
    connect(&estate, &Session::Estate::opened, this, &SearchActions::fillPalette);
    connect(&estate, &Session::Estate::closed, this, &SearchActions::fillPalette);
    fillPalette();
}

void SearchActions::run(const Domain::SavedSearch &search)
{
    const auto kind = Query::kindFor(search.kind);
    if (!kind || isOrphan(search, m_estate)) {
        m_window.showMessage(tr("“%1” is of a tenant that was removed.").arg(visibleText(search.name)));
        return;
    }
    const std::optional<Domain::TenantId> tenant
        = search.tenant.isEmpty() ? std::nullopt : std::optional(search.tenant);
    m_window.showScope({tenant, *kind, search.connectionKind});
    TableControls *controls = m_window.tableControls();
    if (!controls) {
        return; // there is no tenant at all
    }
    controls->filterLine()->setText(search.filter);
    if (TablePage *page = m_window.tablePage(); page && Query::isSearched(*kind)) {
        page->search(search.search, tr("Saved search “%1”").arg(search.name));
    }
    controls->table()->setFocus(Qt::ShortcutFocusReason);
}

void SearchActions::save()
{
    const TableControls *controls = m_window.tableControls();
    if (!controls) {
        m_window.showMessage(tr("Show the table first whose search is to be saved."));
        return;
    }
    const Scope &scope = m_window.scope();
    Domain::SavedSearch search;
    search.kind = Query::wordFor(scope.kind);
    search.connectionKind = scope.connectionKind;
    search.filter = controls->filterLine()->text().trimmed();
    if (const Session::TenantSession *session = scope.tenant ? m_estate.find(*scope.tenant) : nullptr) {
        search.tenant = session->id();
        search.tenantName = session->profile().name;
    }
    const TablePage *page = m_window.tablePage();
    if (page && Query::isSearched(scope.kind)) {
        const QList<Session::TenantSession *> sessions = page->sessions();
        search.search = sessions.isEmpty() ? QString() : sessions.first()->searchText(scope.kind);
        const bool isOne = std::all_of(sessions.begin(), sessions.end(), [&](const Session::TenantSession *session) {
            return session->searchText(scope.kind) == search.search;
        });
        if (!isOne) {
            m_window.showMessage(tr("The tenants were asked for different things: search all of them for one first."));
            return;
        }
    }
    auto *dialog = new SaveSearchDialog(search, m_store.isPassing(search.tenant), &m_window);
    connect(dialog, &SaveSearchDialog::wanted, this, [this, dialog](const Domain::SavedSearch &wanted) {
        if (const auto kept = m_store.add(wanted); !kept) {
            return dialog->showProblem(kept.error().message);
        }
        dialog->done(QDialog::Accepted);
        m_window.showMessage(tr("Saved on this computer."));
    });
    openDialog(dialog);
}

void SearchActions::openMenu()
{
    const TableControls *controls = m_window.tableControls();
    if (!controls) {
        return manage();
    }
    auto *menu = new QMenu(&m_window);
    menu->setObjectName(u"searchMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString shown = Query::wordFor(m_window.scope().kind);
    QList<Domain::SavedSearch> searches = m_store.searches();
    std::stable_partition(searches.begin(), searches.end(),
                          [&shown](const Domain::SavedSearch &search) { return search.kind == shown; });
    for (const Domain::SavedSearch &search : searches.mid(0, mostInMenu)) {
        addTo(*menu, search, search.kind == shown);
    }
    menu->addSeparator();
    menu->addActions({m_window.actions().saveSearch, m_window.actions().manageSearches});
    controls->openSearchMenu(*menu);
}

void SearchActions::addTo(QMenu &menu, const Domain::SavedSearch &search, bool isOfTable)
{
    QString text = visibleText(search.name).replace(u"&"_s, u"&&"_s);
    if (!isOfTable) {
        text = tr("%1 (%2)", "a saved search; its table").arg(text, partsOf(search).first());
    }
    if (isOrphan(search, m_estate)) {
        text = tr("%1: tenant removed").arg(text);
    }
    QAction *action = menu.addAction(text);
    action->setData(search.id);
    action->setEnabled(!isOrphan(search, m_estate));
    connect(action, &QAction::triggered, this, [this, search] { run(search); });
}

void SearchActions::manage()
{
    auto *dialog = new SearchesDialog(m_store, m_estate, &m_window);
    connect(dialog, &SearchesDialog::runWanted, this, &SearchActions::run);
    openDialog(dialog);
}

void SearchActions::fillPalette()
{
    QList<Items::PaletteEntry> entries;
    for (const Domain::SavedSearch &search : m_store.searches()) {
        Items::PaletteEntry entry;
        entry.place = {{}, searchKind(), search.id};
        entry.name = search.name;
        entry.detail
            = QStringList{tr("Saved search"), partsOf(search).first(), whereOf(search, m_estate)}.join(u" · "_s);
        if (isOrphan(search, m_estate)) {
            entry.obstacle = tr("Its tenant was removed: delete it under All saved searches.");
        }
        entries.append(entry);
    }
    m_palette.model()->setEntries(searchKind(), entries);
}

} // namespace Ui
