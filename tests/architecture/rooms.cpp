#include "architecture/rooms.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Architecture {

QString Room::name() const
{
    return folder.section(u'/', -1);
}

QString Room::namespaceName() const
{
    return name().left(1).toUpper() + name().mid(1);
}

const QList<Room> &rooms()
{
    static const QList<Room> table{
        {u"models/domain"_s, {}},
        {u"models/files"_s, {}},
        {u"models/json"_s, {u"domain"_s}},
        {u"models/query"_s, {u"json"_s, u"policy"_s}},
        {u"models/policy"_s, {u"json"_s}},
        {u"models/api"_s, {u"json"_s}},
        {u"models/settings"_s, {u"domain"_s, u"files"_s}},
        {u"models/auth"_s, {u"api"_s, u"settings"_s}},
        {u"models/analysis"_s, {u"query"_s, u"policy"_s}},
        {u"models/change"_s, {u"api"_s, u"policy"_s}},
        {u"models/store"_s, {u"files"_s, u"json"_s}},
        {u"models/session"_s, {u"auth"_s, u"change"_s, u"analysis"_s, u"store"_s}},
        {u"models/reports"_s, {u"analysis"_s, u"files"_s}, Graphics::Gui},
        {u"models/items"_s, {u"session"_s}},
        {u"ui"_s, {u"items"_s, u"reports"_s}, Graphics::Widgets},
        {u"app/gui"_s, {u"all"_s}, Graphics::Widgets},
        {u"app/cli"_s, {u"all"_s}, Graphics::Gui},
        {u"app/sandbox"_s, {}},
        {u"tests"_s, {u"all"_s}, Graphics::Widgets},
    };
    return table;
}

std::optional<Room> roomOf(const QString &path)
{
    for (const Room &room : rooms())
        if (path.startsWith(room.folder + u'/'))
            return room;
    return std::nullopt;
}

QSet<QString> visibleFrom(const Room &room)
{
    QSet<QString> visible{room.name()};
    QStringList waiting = room.sees;
    while (!waiting.isEmpty()) {
        const QString next = waiting.takeLast();
        for (const Room &other : rooms()) {
            if ((next != other.name() && next != "all"_L1) || visible.contains(other.name()))
                continue;
            // Whoever must do without widgets cannot see the room that is made of them.
            if (other.graphics == Graphics::Widgets && room.graphics != Graphics::Widgets)
                continue;
            visible.insert(other.name());
            waiting += other.sees;
        }
    }
    return visible;
}

QHash<QString, QStringList> parseRoomTable(const QString &markdown)
{
    static const QRegularExpression folder(u"`([a-z]+(?:/[a-z]+)?)/`"_s);
    static const QRegularExpression word(u"[a-z]+"_s);
    QHash<QString, QStringList> table;
    bool inside = false;
    for (const QString &line : markdown.split(u'\n')) {
        if (!line.startsWith(u'|')) {
            inside = false;
            continue;
        }
        inside = inside || line.startsWith("| room |"_L1);
        const QStringList cells = line.split(u'|');
        if (!inside || cells.size() < 5)
            continue;
        QStringList sees;
        for (auto match = word.globalMatch(cells.at(cells.size() - 2)); match.hasNext();)
            sees.append(match.next().captured());
        for (auto match = folder.globalMatch(cells[1]); match.hasNext();)
            table.insert(match.next().captured(1), sees);
    }
    return table;
}

} // namespace Architecture
