#pragma once

#include "domain/place.h"

#include <QObject>

class QAction;

namespace Items {
class PaletteModel;
}
namespace Session {
class Estate;
class UserFinder;
} // namespace Session
namespace Settings {
class PaletteStore;
}

namespace Ui {

class CommandPalette;
class MainWindow;

/// Connects the window with its palette (Ctrl+K): what it can lead to, where it leads, and what is remembered of that.
/// Child of the window.
class PaletteActions : public QObject
{
    Q_OBJECT
public:
    /// All references outlive the window.
    PaletteActions(Session::Estate &estate, Settings::PaletteStore &store, MainWindow &window);

    CommandPalette *palette() const { return m_palette; }
    /// For those who have more to find: setEntries().
    Items::PaletteModel *model() const { return m_model; }

Q_SIGNALS:
    /// Somebody chose what setEntries() added, and neither an object nor an action is.
    void otherChosen(const Domain::Place &place);

private:
    void open();
    void readUnread();
    void goTo(const Domain::Place &place);
    void toggleFavourite(const Domain::Place &place);
    void takeActions();
    QAction *action(const QString &id) const;
    QList<QAction *> supportActions() const;
    QString obstacleOf(const QAction *action) const;

    Session::Estate &m_estate;
    Settings::PaletteStore &m_store;
    MainWindow &m_window;
    Items::PaletteModel *m_model;
    Session::UserFinder *m_finder;
    CommandPalette *m_palette;
};

} // namespace Ui
