#include "ui/theme/desktopscheme.h"

#include <QGuiApplication>
#include <QPalette>

#if TENANTRY_WITH_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#else
class QDBusVariant
{ };
#endif

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr auto portalGroup = "org.freedesktop.appearance"_L1;
constexpr auto portalKey = "color-scheme"_L1;

} // namespace

DesktopScheme::DesktopScheme(QObject *parent)
    : QObject(parent)
    , m_paletteIsDark(QGuiApplication::palette().color(QPalette::Window).lightness()
                      < QGuiApplication::palette().color(QPalette::WindowText).lightness())
    , m_dark(m_paletteIsDark)
{
    askPortal();
}

void DesktopScheme::setPortalValue(uint value)
{
    const bool dark = value == 1 || (value != 2 && m_paletteIsDark);
    if (dark != m_dark) {
        m_dark = dark;
        Q_EMIT changed(dark);
    }
}

#if TENANTRY_WITH_DBUS

void DesktopScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    const QString service = u"org.freedesktop.portal.Desktop"_s;
    const QString path = u"/org/freedesktop/portal/desktop"_s;
    const QString settings = u"org.freedesktop.portal.Settings"_s;
    bus.connect(service, path, settings, u"SettingChanged"_s, this,
                SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, settings, u"Read"_s);
    message << QString(portalGroup) << QString(portalKey);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isValid()) {
            portalSettingChanged(portalGroup, portalKey, reply.value());
        }
        call->deleteLater();
    });
}

void DesktopScheme::portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != portalGroup || key != portalKey) {
        return;
    }
    QVariant content = value.variant();
    // `Read` wraps the value in a second variant; `SettingChanged` does not.
    while (content.metaType() == QMetaType::fromType<QDBusVariant>()) {
        content = content.value<QDBusVariant>().variant();
    }
    setPortalValue(content.toUInt());
}

#else

void DesktopScheme::askPortal() { }

void DesktopScheme::portalSettingChanged(const QString &, const QString &, const QDBusVariant &) { }

#endif

} // namespace Ui
