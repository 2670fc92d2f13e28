#pragma once

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace Architecture {

/// Which of Qt's graphical modules a room may include headers of.
enum class Graphics { None, Gui, Widgets };

/// One row of CONTRIBUTING's table of rooms.
struct Room
{
    QString folder; ///< "models/json", without a slash at the end
    QStringList sees; ///< names of rooms it may include directly, or the one word "all"
    Graphics graphics = Graphics::None;

    QString name() const; ///< "json" of "models/json": what its includes begin with
    QString namespaceName() const; ///< "Json"
};

/// The rooms of the house, from the ground up.
const QList<Room> &rooms();

/// The room a file lies in; nothing for a file outside every room.
std::optional<Room> roomOf(const QString &path);

/// Rooms a room may include from, itself and what the ones it sees may see included.
QSet<QString> visibleFrom(const Room &room);

/// Room folder -> the names its row lists, read from the table that begins with "| room |" in a Markdown text.
QHash<QString, QStringList> parseRoomTable(const QString &markdown);

} // namespace Architecture
