#pragma once

#include "settings/preferences.h"

#include <QFont>
#include <QObject>

namespace Ui {

class DesktopScheme;

/// Dresses the application: style, palette, style sheet and fonts. One is made by main() before the first widget and
/// outlives the last.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);

    Settings::Theme choice() const { return m_choice; }
    /// Takes effect at once, in windows that are open too.
    void setChoice(Settings::Theme choice);
    bool isDark() const;

Q_SIGNALS:
    void changed();

private:
    void apply();

    DesktopScheme *m_desktop;
    Settings::Theme m_choice = Settings::Theme::System;
};

/// The type of the house, as steps from the application's font.
enum class Type { Body, Small, Heading, Title, Mono };
QFont fontOf(Type type);

} // namespace Ui
