#pragma once

#include "settings/preferences.h"

#include <tl/expected.hpp>

#include <QStringList>
#include <QUrl>

#include <optional>

namespace Gui {

/// What the command line of `tenantry` asks for (DESIGN 5).
struct GuiOptions
{
    bool sandbox = false;
    QString seed; ///< a folder of objects as Auth0 sends them, or a file of `--state`
    QString scale; ///< "connections=100000,applications=2000"
    QString plan; ///< free, professional, enterprise, unlimited
    QUrl baseUrl; ///< of a loopback server
    QString clientId;
    QString link; ///< of the form tenantry:…, whatever else it holds; to be shown
    QString screenshots; ///< draw every page into this folder and end
    std::optional<Settings::Theme> theme; ///< for this run
    QString helpText; ///< not empty: print it and end
    bool version = false;
};

/// Pictures are drawn, and help is given, without a display. Before there is a QApplication.
void choosePlatform(int argc, char **argv);

/// Reads the arguments, the program's name first. The error is a sentence for people.
tl::expected<GuiOptions, QString> readOptions(const QStringList &arguments);

} // namespace Gui
