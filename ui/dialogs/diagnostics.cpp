#include "ui/dialogs/diagnostics.h"

#include "api/redaction.h"

#include <QDateTime>
#include <QDir>
#include <QGuiApplication>
#include <QScreen>
#include <QSslSocket>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString wordFor(Domain::CredentialKind kind)
{
    switch (kind) {
    case Domain::CredentialKind::ClientSecret:
        return u"client secret"_s;
    case Domain::CredentialKind::PrivateKey:
        return u"private key"_s;
    case Domain::CredentialKind::Token:
        break;
    }
    return u"token"_s;
}

QString screens()
{
    QStringList sizes;
    for (const QScreen *screen : QGuiApplication::screens()) {
        sizes.append(
            u"%1x%2 at %3"_s.arg(screen->size().width()).arg(screen->size().height()).arg(screen->devicePixelRatio()));
    }
    return sizes.join(u", "_s);
}

} // namespace

// Not translated: it is read by whoever helps, and searched for in bug reports.
QString diagnosticsText(const Diagnostics &diagnostics)
{
    QStringList lines{
        u"Tenantry %1, Qt %2 (built with %3), %4"_s.arg(QStringLiteral(TENANTRY_VERSION),
                                                        QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
                                                        QSslSocket::sslLibraryVersionString()),
        u"System: %1, %2, %3, screens %4"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(),
                                                QGuiApplication::platformName(), screens()),
        u"Keychain: %1. Theme: %2. Locale: %3."_s.arg(diagnostics.hasKeychain ? u"yes"_s : u"none, this session only"_s,
                                                      diagnostics.theme, QLocale().name()),
        u"At: %1"_s.arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate)),
        {},
    };
    for (const Diagnostics::Tenant &tenant : diagnostics.tenants) {
        lines.append(u"%1 [%2], %3%4"_s.arg(
            Domain::originOf(tenant.profile).authority(), Domain::tagOf(tenant.profile.environment),
            wordFor(tenant.profile.credential), tenant.profile.readOnly ? u", read-only"_s : QString()));
        for (const QString &state : tenant.states) {
            lines.append(u"  "_s + state);
        }
    }
    if (!diagnostics.problems.isEmpty()) {
        lines += QStringList{{}, u"Last problems:"_s};
        lines += diagnostics.problems;
    }
    QString text = Api::redacted(lines.join(u'\n') + u'\n');
    if (const QString home = QDir::homePath(); home.size() > 1) {
        text.replace(home, u"~"_s);
    }
    return text;
}

} // namespace Ui
