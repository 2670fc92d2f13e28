#include "auth/foreignitem.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QMap>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace {

struct ItemSecret
{
    QDBusObjectPath session;
    QByteArray parameters, value;
    QString contentType;
};

QDBusArgument &operator<<(QDBusArgument &argument, const ItemSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, ItemSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

using Attributes = QMap<QString, QString>;

QDBusMessage call(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

const QString root = u"/org/freedesktop/secrets"_s;
const QString serviceInterface = u"org.freedesktop.Secret.Service"_s;
const QString defaultCollection = u"/org/freedesktop/secrets/aliases/default"_s;

} // namespace

Q_DECLARE_METATYPE(ItemSecret)

namespace ForeignItem {

bool create(const QString &service, const QString &account, const QByteArray &secret)
{
    qDBusRegisterMetaType<ItemSecret>();
    qDBusRegisterMetaType<Attributes>();
    const auto opened
        = call(root, serviceInterface, u"OpenSession"_s, {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    const auto session = qvariant_cast<QDBusObjectPath>(opened.arguments().value(1));
    const Attributes attributes{{u"service"_s, service}, {u"username"_s, account}};
    const QVariantMap properties{
        {u"org.freedesktop.Secret.Item.Label"_s, u"Password for '%1' on '%2'"_s.arg(account, service)},
        {u"org.freedesktop.Secret.Item.Attributes"_s, QVariant::fromValue(attributes)}};
    const ItemSecret value{session, {}, secret, u"text/plain; charset=utf8"_s};
    const auto made = call(defaultCollection, u"org.freedesktop.Secret.Collection"_s, u"CreateItem"_s,
                           {properties, QVariant::fromValue(value), true});
    return made.type() == QDBusMessage::ReplyMessage
        && qvariant_cast<QDBusObjectPath>(made.arguments().value(0)).path() != "/"_L1;
}

bool lockAll()
{
    const QList<QDBusObjectPath> collections{QDBusObjectPath(defaultCollection)};
    return call(root, serviceInterface, u"Lock"_s, {QVariant::fromValue(collections)}).type()
        == QDBusMessage::ReplyMessage;
}

int count()
{
    qDBusRegisterMetaType<Attributes>();
    const auto found = call(root, serviceInterface, u"SearchItems"_s, {QVariant::fromValue(Attributes())});
    if (found.type() != QDBusMessage::ReplyMessage) {
        return -1;
    }
    return static_cast<int>(qdbus_cast<QList<QDBusObjectPath>>(found.arguments().value(0)).size()
                            + qdbus_cast<QList<QDBusObjectPath>>(found.arguments().value(1)).size());
}

} // namespace ForeignItem
