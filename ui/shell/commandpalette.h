#pragma once

#include "domain/place.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QIcon;
class QLineEdit;
class QListView;

namespace Items {
class PaletteModel;
}
namespace Session {
class Estate;
class UserFinder;
} // namespace Session

namespace Ui {

class PlainLabel;

/// The palette: a line at the top of the window, and below it what fits the line, from which the keyboard chooses. Lies
/// over the window while it is open; goes with Escape, with a click elsewhere, and when something was chosen.
class CommandPalette : public QWidget
{
    Q_OBJECT
public:
    /// The references outlive it; `iconOf` knows the icon of an action's id.
    CommandPalette(Session::Estate &estate, Items::PaletteModel &model, Session::UserFinder &finder,
                   std::function<QIcon(const QString &action)> iconOf, QWidget *window);

    /// Shows it empty, or hides it where it is open. Users of the Auth0 tenant that is shown come first.
    void toggle(const Domain::TenantId &shown);
    QLineEdit *line() const { return m_line; }
    QListView *list() const { return m_list; }
    /// What the line at the bottom says.
    QString status() const;

Q_SIGNALS:
    /// Somebody wants to go there. The palette is gone by then.
    void chosen(const Domain::Place &place);
    /// Somebody marks it, or takes the mark back.
    void favouriteToggled(const Domain::Place &place);
    /// Somebody wants the tenants read that were not yet. The palette stays, and finds what comes.
    void readingWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void leave();
    void place();
    void ask(const QString &text);
    void takeUsers();
    int rowOf(const Domain::Place &place) const;
    void keepCurrent();
    void select(int row);
    void step(int rows);
    void choose();
    void toggleFavourite();
    void tell();
    QString usersTold() const;
    bool takesKey(const QKeyEvent &event) const;
    bool takeKey(const QKeyEvent &event);

    Session::Estate &m_estate;
    Items::PaletteModel &m_model;
    Session::UserFinder &m_finder;
    QLineEdit *m_line;
    QListView *m_list;
    PlainLabel *m_status;
    QPointer<QWidget> m_before; ///< had the focus
    Domain::Place m_current; ///< what is selected, for when the rows are others
    QString m_arrangedText; ///< for which they were arranged
    Domain::TenantId m_shown;
    bool m_wasMoved = false; ///< to the selected row, with the keys: what comes later leaves it selected
};

} // namespace Ui
