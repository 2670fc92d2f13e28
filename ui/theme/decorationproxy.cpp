#include "ui/theme/decorationproxy.h"

#include "ui/theme/icon.h"
#include "ui/theme/plaintext.h"

#include "domain/tenant.h"
#include "items/roles.h"
#include "query/columns.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QLatin1StringView iconFor(Query::Kind kind)
{
    switch (kind) {
    case Query::Kind::Tenants:
        return "network-server"_L1;
    case Query::Kind::Customers:
        return "view-pim-contacts"_L1;
    case Query::Kind::Applications:
        return "window"_L1;
    case Query::Kind::Connections:
        return "network-connect"_L1;
    case Query::Kind::Policies:
        return "object-locked"_L1;
    case Query::Kind::Organizations:
        return "view-institution"_L1;
    case Query::Kind::Users:
        return "system-users"_L1;
    case Query::Kind::Logs:
        break;
    }
    return "view-list-tree"_L1;
}

QLatin1StringView iconForConnections(const QString &kind)
{
    if (kind == "database"_L1) {
        return "network-server-database"_L1;
    }
    if (kind == "enterprise"_L1) {
        return "view-certificate"_L1;
    }
    return kind == "social"_L1 ? "im-user"_L1 : "mail-message"_L1;
}

} // namespace

DecorationProxy::DecorationProxy(QAbstractItemModel *source, QObject *parent)
    : QIdentityProxyModel(parent)
{
    setSourceModel(source);
}

QVariant DecorationProxy::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DecorationRole:
        return index.column() == 0 ? decoration(index) : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(index));
    case Qt::AccessibleTextRole:
        return accessibleText(index);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant DecorationProxy::decoration(const QModelIndex &index) const
{
    const QString connections = index.data(Items::ConnectionKindRole).toString();
    if (!connections.isEmpty()) {
        return icon(iconForConnections(connections));
    }
    const QVariant kind = index.data(Items::KindRole);
    if (kind.isValid()) {
        return icon(iconFor(Query::Kind(kind.toInt())));
    }
    // A tenant has its environment's dot instead.
    return index.data(Items::EnvironmentRole).isValid() ? QVariant() : icon("globe"_L1);
}

QString DecorationProxy::toolTip(const QModelIndex &index) const
{
    QStringList lines;
    const QString told = QIdentityProxyModel::data(index, Qt::ToolTipRole).toString();
    lines << (told.isEmpty() ? index.data(Qt::DisplayRole).toString() : told);
    const QStringList scopes = index.data(Items::MissingScopeRole).toStringList();
    if (!scopes.isEmpty()) {
        lines << tr("Missing scope: %1").arg(scopes.join(tr(" or ")));
    }
    const QString error = index.data(Items::ErrorRole).toString();
    if (!error.isEmpty()) {
        lines << error;
    }
    if (index.data(Items::AtLeastRole).toBool()) {
        lines << tr("At least: some of it was not read");
    }
    // One paragraph a line: a line break inside a name is shown as a sign.
    QStringList shown;
    for (const QString &line : lines) {
        shown << visibleText(line);
    }
    return shown.join(u" — "_s);
}

QString DecorationProxy::accessibleText(const QModelIndex &index) const
{
    QStringList parts{visibleText(index.data(Qt::DisplayRole).toString())};
    const QVariant environment = index.data(Items::EnvironmentRole);
    if (environment.isValid() && !index.data(Items::KindRole).isValid()) {
        parts << Domain::tagOf(Domain::Environment(environment.toInt()));
    }
    const QVariant count = index.data(Items::CountRole);
    if (count.isValid()) {
        const QString number = QLocale().toString(count.toLongLong());
        parts << (index.data(Items::AtLeastRole).toBool() ? tr("at least %1").arg(number) : number);
    }
    if (index.data(Items::OfflineRole).toBool()) {
        parts << tr("offline");
    }
    return parts.join(u", "_s);
}

} // namespace Ui
