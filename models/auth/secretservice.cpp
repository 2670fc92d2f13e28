#include "auth/secretservice.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

using namespace Qt::StringLiterals;

namespace Auth::SecretService {

/// The Secret structure of the Secret Service API: (session, parameters, value, content type).
struct WireSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument &operator<<(QDBusArgument &argument, const WireSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, WireSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

namespace {

constexpr QLatin1StringView busName("org.freedesktop.secrets");
constexpr QLatin1StringView servicePath("/org/freedesktop/secrets");
constexpr QLatin1StringView defaultCollection("/org/freedesktop/secrets/aliases/default");

using StringMap = QMap<QString, QString>;
using Done = std::function<void(const QDBusMessage &)>;

QDBusMessage message(const QString &path, QLatin1StringView interface, QLatin1StringView method,
                     const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(busName, path, interface, method);
    call.setArguments(arguments);
    return call;
}

void send(const QDBusMessage &call, QObject *context, const Done &done)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        // Without a bus a pending call would never finish.
        const auto error = QDBusMessage::createError(QDBusError::Disconnected, bus.lastError().message());
        QMetaObject::invokeMethod(
            context, [done, error] { done(error); }, Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, done] {
        watcher->deleteLater();
        done(watcher->reply());
    });
}

bool failed(const QDBusMessage &reply)
{
    return reply.type() != QDBusMessage::ReplyMessage || reply.arguments().isEmpty();
}

void callSecrets(const QString &path, QLatin1StringView interface, QLatin1StringView method,
                 const QVariantList &arguments, QObject *context, const CredentialStore::Callback<Secret> &callback,
                 const Done &done)
{
    send(message(path, interface, method, arguments), context, [callback, done](const QDBusMessage &reply) {
        if (!failed(reply)) {
            done(reply);
            return;
        }
        const bool absent = reply.errorName() == "org.freedesktop.DBus.Error.ServiceUnknown"_L1
            || !QDBusConnection::sessionBus().isConnected();
        const bool locked = reply.errorName() == "org.freedesktop.Secret.Error.IsLocked"_L1;
        const auto kind = absent ? StoreError::Kind::Unavailable
            : locked             ? StoreError::Kind::Locked
                                 : StoreError::Kind::Failed;
        callback(tl::make_unexpected(storeError(kind, reply.errorMessage())));
    });
}

void readItem(const QDBusObjectPath &item, const QDBusObjectPath &session, QObject *context,
              const CredentialStore::Callback<Secret> &callback)
{
    callSecrets(item.path(), "org.freedesktop.Secret.Item"_L1, "GetSecret"_L1, {QVariant::fromValue(session)}, context,
                callback, [callback](const QDBusMessage &reply) {
                    const auto secret = qdbus_cast<WireSecret>(reply.arguments().constFirst());
                    callback(Secret(secret.value));
                });
}

void searchItem(const QString &service, const QString &account, const QDBusObjectPath &session, QObject *context,
                const CredentialStore::Callback<Secret> &callback)
{
    const StringMap attributes{{u"service"_s, service}, {u"username"_s, account}};
    callSecrets(servicePath, "org.freedesktop.Secret.Service"_L1, "SearchItems"_L1, {QVariant::fromValue(attributes)},
                context, callback, [session, context, callback](const QDBusMessage &reply) {
                    const auto open = qdbus_cast<QList<QDBusObjectPath>>(reply.arguments().value(0));
                    const auto locked = qdbus_cast<QList<QDBusObjectPath>>(reply.arguments().value(1));
                    if (!open.isEmpty()) {
                        readItem(open.constFirst(), session, context, callback);
                    } else {
                        callback(tl::make_unexpected(
                            storeError(locked.isEmpty() ? StoreError::Kind::NotFound : StoreError::Kind::Locked)));
                    }
                });
}

} // namespace

void askState(QObject *context, const std::function<void(State)> &callback)
{
    const auto ask = message(defaultCollection, "org.freedesktop.DBus.Properties"_L1, "Get"_L1,
                             {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    send(ask, context, [callback](const QDBusMessage &reply) {
        if (failed(reply)) {
            // A service without a default collection answers too, with an error of its own.
            const bool answered = reply.errorName().startsWith("org.freedesktop.Secret."_L1)
                || reply.errorName() == "org.freedesktop.DBus.Error.UnknownObject"_L1
                || reply.errorName() == "org.freedesktop.DBus.Error.UnknownMethod"_L1;
            callback(answered ? State::Open : State::Absent);
            return;
        }
        const QVariant value = qvariant_cast<QDBusVariant>(reply.arguments().constFirst()).variant();
        callback(value.toBool() ? State::Locked : State::Open);
    });
}

void readForeign(const QString &service, const QString &account, QObject *context,
                 const CredentialStore::Callback<Secret> &callback)
{
    qDBusRegisterMetaType<WireSecret>();
    qDBusRegisterMetaType<StringMap>();
    const QVariant nothing = QVariant::fromValue(QDBusVariant(QString()));
    callSecrets(servicePath, "org.freedesktop.Secret.Service"_L1, "OpenSession"_L1, {u"plain"_s, nothing}, context,
                callback, [service, account, context, callback](const QDBusMessage &reply) {
                    const auto session = qvariant_cast<QDBusObjectPath>(reply.arguments().value(1));
                    searchItem(service, account, session, context, callback);
                });
}

} // namespace Auth::SecretService

Q_DECLARE_METATYPE(Auth::SecretService::WireSecret)
