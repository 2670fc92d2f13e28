#include "ui/shell/paletteactions.h"

#include "ui/shell/actions.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/showplace.h"
#include "ui/theme/icon.h"

#include "items/palettemodel.h"
#include "session/estate.h"
#include "session/userfinder.h"
#include "settings/palettestore.h"

#include <QAction>
#include <QIcon>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString plainText(QString text)
{
    return text.remove(u'&');
}

} // namespace

PaletteActions::PaletteActions(Session::Estate &estate, Settings::PaletteStore &store, MainWindow &window)
    : QObject(&window)
    , m_estate(estate)
    , m_store(store)
    , m_window(window)
    , m_model(new Items::PaletteModel(estate, this))
    , m_finder(new Session::UserFinder(estate, this))
    , m_palette(new CommandPalette(
          estate, *m_model, *m_finder,
          [this](const QString &id) {
              if (id == Items::unreadKind()) {
                  return m_window.actions().refresh->icon();
              }
              const QAction *found = action(id);
              return found ? found->icon() : icon("bookmarks"_L1);
          },
          &window))
{
    const auto takeMarks = [this] { m_model->setMarks(m_store.favourites(), m_store.recent()); };
    connect(&m_store, &Settings::PaletteStore::changed, m_model, takeMarks);
    takeMarks();
    window.actions().palette->setEnabled(true);
    connect(window.actions().palette, &QAction::triggered, this, &PaletteActions::open);
    connect(m_palette, &CommandPalette::chosen, this, &PaletteActions::goTo);
    connect(m_palette, &CommandPalette::readingWanted, this, &PaletteActions::readUnread);
    connect(m_palette, &CommandPalette::favouriteToggled, this, &PaletteActions::toggleFavourite);
}

void PaletteActions::open()
{
    if (!m_palette->isVisible()) {
        takeActions();
        m_model->start();
    }
    m_palette->toggle(m_window.scope().tenant.value_or(Domain::TenantId()));
}

/// A copy: what is being read is no longer among them.
void PaletteActions::readUnread()
{
    const QList<Domain::TenantId> unread = m_model->unread();
    for (const Domain::TenantId &tenant : unread) {
        if (Session::TenantSession *session = m_estate.find(tenant)) {
            session->refreshAll(Api::Priority::Foreground);
        }
    }
}

void PaletteActions::takeActions()
{
    QList<Items::PaletteEntry> entries;
    for (const Actions::Group &group : m_window.actions().groups()) {
        for (const QAction *action : group.actions) {
            if (action && action != m_window.actions().palette) {
                entries.append({{{}, Items::actionKind(), action->objectName()},
                                plainText(action->text()),
                                {},
                                plainText(group.title),
                                action->shortcut().toString(QKeySequence::NativeText),
                                obstacleOf(action)});
            }
        }
    }
    for (const QAction *action : supportActions()) {
        entries.append({{{}, Items::actionKind(), action->objectName()},
                        plainText(action->text()),
                        {},
                        plainText(m_window.actions().support->text()),
                        {},
                        !m_window.actions().support->isEnabled() ? tr("Select the users who need it.")
                            : action->isEnabled()                ? QString()
                                                                 : tr("Not possible for several users at once.")});
    }
    m_model->setEntries(Items::actionKind(), entries);
}

/// What is done for users, as the menu of them has it.
QList<QAction *> PaletteActions::supportActions() const
{
    QMenu *menu = m_window.actions().support->menu();
    if (!menu) {
        return {};
    }
    Q_EMIT menu->aboutToShow(); // what fits the selection
    return menu->actions();
}

QString PaletteActions::obstacleOf(const QAction *action) const
{
    if (action->isEnabled()) {
        return {};
    }
    const Actions &actions = m_window.actions();
    if (m_estate.sessions().isEmpty() && action != actions.openSandbox) {
        return tr("Not possible before there is a tenant.");
    }
    if (action == actions.reviewChanges) {
        return tr("Nothing is staged.");
    }
    if (action == actions.cancelReading) {
        return tr("Nothing is being read.");
    }
    const QList<const QAction *> ofProfile{actions.editTenant, actions.duplicateTenant, actions.replaceCredential,
                                           actions.removeTenant, actions.exportProfiles};
    if (ofProfile.contains(action)) {
        return tr("Only of a saved tenant that is shown.");
    }
    if (action == actions.openSandbox) {
        return tr("The sandbox is open.");
    }
    if (action == actions.toggleLock || action == actions.whatIf) {
        return tr("Only of one tenant: choose it in the tree first.");
    }
    return tr("Not possible with what is shown and selected now.");
}

QAction *PaletteActions::action(const QString &id) const
{
    for (const Actions::Group &group : m_window.actions().groups()) {
        for (QAction *action : group.actions) {
            if (action && action->objectName() == id) {
                return action;
            }
        }
    }
    for (QAction *action : supportActions()) {
        if (action->objectName() == id) {
            return action;
        }
    }
    return nullptr;
}

void PaletteActions::goTo(const Domain::Place &place)
{
    if (!showPlace(m_window, place)) {
        if (place.kind != Items::actionKind()) {
            Q_EMIT otherChosen(place);
        } else if (QAction *found = action(place.id)) {
            found->trigger();
        }
    }
    // Ids of users may be e-mails: they are not kept.
    if (place.kind != Query::wordFor(Query::Kind::Users)) {
        m_store.noteVisit(place);
    }
}

void PaletteActions::toggleFavourite(const Domain::Place &place)
{
    if (place.kind == Query::wordFor(Query::Kind::Users)) {
        m_window.showMessage(tr("Users are no favourites: nothing of them is kept on this computer."));
        return;
    }
    const Domain::Place *favourite = m_model->favouriteOf(place);
    const auto kept = favourite ? m_store.setFavourite(*favourite, false) : m_store.setFavourite(place, true);
    if (!kept) {
        m_window.showMessage(kept.error().message);
    }
}

} // namespace Ui
