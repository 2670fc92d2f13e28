#pragma once

#include "domain/savedsearch.h"

#include <QObject>

class QMenu;

namespace Session {
class Estate;
}
namespace Settings {
class SearchStore;
}

namespace Ui {

class MainWindow;
class PaletteActions;

/// What a user does with saved searches: saves what a table is filtered and searched by, and shows it again from the
/// menu beside the filter, from the palette or from the list of all. Child of the window.
class SearchActions : public QObject
{
    Q_OBJECT
public:
    /// All references outlive the window.
    SearchActions(const Session::Estate &estate, Settings::SearchStore &store, PaletteActions &palette,
                  MainWindow &window);

    /// Shows the table so; asks Auth0 where it is of users or logs.
    void run(const Domain::SavedSearch &search);

private:
    void save();
    void openMenu();
    void addTo(QMenu &menu, const Domain::SavedSearch &search, bool isOfTable);
    void manage();
    void fillPalette();

    const Session::Estate &m_estate;
    Settings::SearchStore &m_store;
    PaletteActions &m_palette;
    MainWindow &m_window; ///< parent
};

} // namespace Ui
