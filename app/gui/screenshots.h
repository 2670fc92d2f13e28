#pragma once

#include "settings/preferences.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

namespace Session {
class Estate;
}
namespace Ui {
class MainWindow;
class Theme;
} // namespace Ui

namespace Gui {

class DialogShots;

/// Draws every page and state of the window to PNG files, in both themes and at 100 and 200 %: the pictures of the
/// README, and what a reviewer looks at. Works without a display.
class Screenshots : public QObject
{
    Q_OBJECT
public:
    /// All references outlive it. `start` is a window without tenants.
    Screenshots(Ui::MainWindow &window, Ui::MainWindow &start, Session::Estate &estate, Ui::Theme &theme,
                QString folder, QObject *parent = nullptr);

    /// Only this theme; both unless it was called.
    void onlyIn(Settings::Theme theme);
    /// Starts once the estate was read; finished() tells how it went.
    void run();
    /// A further picture: `prepare` shows the widget and returns it; it is drawn once `isReady`, where that is given.
    void add(const QString &name, std::function<QWidget *()> prepare, std::function<bool()> isReady = {});

Q_SIGNALS:
    /// What could not be drawn; empty where all went well.
    void finished(const QStringList &problems);

private:
    struct Shot
    {
        QString name;
        std::function<QWidget *()> prepare;
        std::function<bool()> isReady;
    };

    void addPages();
    void addStates();
    void selectSoon(int row);
    void addSearches();
    void addUserPage();
    void addDialogs();
    void addTenantDialogs();
    QWidget *newestDialog() const;
    void closeDialogs();
    void waitUntilRead();
    void next();
    void draw();
    void tellDrawn();
    void save(QWidget *widget, int percent);

    Ui::MainWindow &m_window;
    Ui::MainWindow &m_start;
    Session::Estate &m_estate;
    Ui::Theme &m_theme;
    QString m_folder;
    DialogShots *m_dialogs;
    QList<Settings::Theme> m_themes{Settings::Theme::Light, Settings::Theme::Dark};
    QList<Shot> m_shots;
    int m_at = 0;
    QTimer m_timer;
    QPointer<QWidget> m_shown;
    int m_patience; ///< looks until what is waited for is given up
    bool m_wasReady = false; ///< at the last look
    QStringList m_problems;
};

} // namespace Gui
