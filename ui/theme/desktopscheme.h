#pragma once

#include <QObject>

class QDBusVariant;

namespace Ui {

/// Whether the desktop asks for dark windows: the XDG portal's `org.freedesktop.appearance color-scheme` where there is
/// one, else the lightness of the palette the program started with. Follows the desktop while the program runs.
class DesktopScheme : public QObject
{
    Q_OBJECT
public:
    explicit DesktopScheme(QObject *parent = nullptr);

    bool prefersDark() const { return m_dark; }
    /// Applies a value of the portal's key: 1 dark, 2 light, anything else "no preference".
    void setPortalValue(uint value);

Q_SIGNALS:
    void changed(bool dark);

private Q_SLOTS:
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();

    bool m_paletteIsDark;
    bool m_dark;
};

} // namespace Ui
