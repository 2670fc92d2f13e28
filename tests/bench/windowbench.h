#pragma once

#include "bench/figures.h"
#include "bench/heartbeat.h"
#include "bench/sandboxprocess.h"

#include "session/changetray.h"
#include "session/estate.h"
#include "settings/settingsstore.h"
#include "settings/windowstate.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>

#include <memory>

/// The program's own window over a sandbox in another process: reads its connections, then filters, sorts and selects
/// them as a user does, compares their password policies, and notes how long each took and how long the UI thread did
/// not come round.
class WindowBench
{
public:
    explicit WindowBench(int connections);
    ~WindowBench();

    /// False where the sandbox or the settings did not come up.
    bool isReady() const { return m_window != nullptr; }
    Figures run();

private:
    void openTenant();
    void load();
    void type();
    void sort();
    void selectAll();
    void policies();
    template <typename Act> void wish(Figure worst, const char *what, Act act);
    template <typename Done> double until(Done done);
    void rest();
    double takeStall(const char *what);

    QTemporaryDir m_folder;
    SandboxProcess m_sandbox;
    Session::Estate m_estate;
    Session::ChangeTray m_tray{m_estate};
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::WindowState> m_memory;
    Ui::Theme m_theme;
    std::unique_ptr<Ui::MainWindow> m_window;
    Heartbeat m_heartbeat;
    Figures m_figures{};
};
