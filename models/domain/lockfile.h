#pragma once

#include <QList>
#include <QString>

namespace Domain {

/// The public file that Lock reads of an application, `https://{domain}/client/{client_id}.js`: what Lock knows of its
/// connections. A value; names are hostile text.
struct LockFile
{
    /// The file tells no id of a connection.
    struct Connection
    {
        QString name;
        QString strategy;

        friend bool operator==(const Connection &, const Connection &) = default;
    };

    QString application; ///< its client ID, as the file says; empty where it does not
    QList<Connection> connections; ///< in the order of the file, strategy by strategy

    friend bool operator==(const LockFile &, const LockFile &) = default;
};

} // namespace Domain
