#pragma once

#include "auth/tokensources.h"
#include "session/estate.h"

#include <QAbstractItemModel>

/// A session that never reads: records are put into it by accept().
inline std::unique_ptr<Session::TenantSession> quietSession(const QString &name)
{
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(QStringLiteral("id-") + name);
    profile.name = name;
    profile.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:9"));
    profile.credential = Domain::CredentialKind::Token;
    profile.environment = Domain::Environment::Staging;
    Api::ClientOptions options;
    options.sharesBudget = false;
    return std::make_unique<Session::TenantSession>(profile, *Api::Origin::fromBaseUrl(profile.baseUrl.toString()),
                                                    Auth::tokenSource(profile, Api::Secret(QByteArray("token"))),
                                                    options);
}

inline Domain::Connection connectionNamed(const QString &name, const QString &strategy = QStringLiteral("auth0"))
{
    Domain::Connection connection;
    connection.id = Domain::ConnectionId(QStringLiteral("con_") + name);
    connection.name = name;
    connection.strategy = strategy;
    connection.kind = Domain::kindOfStrategy(strategy);
    return connection;
}

/// A model as text: one line a row, columns by " | ", children indented.
inline QStringList printModel(const QAbstractItemModel &model, const QList<int> &columns, const QList<int> &roles = {},
                              const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : columns) {
            cells.append(model.index(row, column, parent).data().toString());
        }
        const QModelIndex first = model.index(row, 0, parent);
        for (const int role : roles) {
            cells.append(first.data(role).toString());
        }
        lines.append(QString(qsizetype(depth) * 2, QLatin1Char(' ')) + cells.join(QStringLiteral(" | ")));
        lines.append(printModel(model, columns, roles, first, depth + 1));
    }
    return lines;
}
