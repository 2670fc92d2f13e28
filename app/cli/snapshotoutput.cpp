#include "cli/snapshotoutput.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "json/value.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Store::Part;

QByteArray jsonOf(const Store::SnapshotInfo &snapshot)
{
    Json::Value parts = Json::Value::object();
    for (const auto &[part, told] : snapshot.parts) {
        Json::Value entry{{"read", told.isRead}};
        if (told.isRead) {
            entry["count"] = told.count;
        } else if (!told.note.isEmpty()) {
            entry["reason"] = told.note.toStdString();
        }
        parts[std::string(Store::wordOf(part).data())] = std::move(entry);
    }
    return Json::write({{"id", snapshot.id},
                        {"at", snapshot.at.toString(Qt::ISODate).toStdString()},
                        {"tenant", snapshot.name.toStdString()},
                        {"domain", snapshot.tenant.toStdString()},
                        {"added", snapshot.added},
                        {"changed", snapshot.changed},
                        {"gone", snapshot.gone},
                        {"parts", std::move(parts)}});
}

QString countText(const Store::SnapshotInfo &snapshot, Part part)
{
    const auto told = snapshot.parts.find(part);
    return told != snapshot.parts.end() && told->second.isRead ? QLocale().toString(told->second.count) : u"-"_s;
}

} // namespace

void printSnapshots(const QList<Store::SnapshotInfo> &snapshots, bool asJson, Console &console)
{
    if (asJson) {
        JsonArray array(console);
        for (const Store::SnapshotInfo &snapshot : snapshots) {
            array.add(jsonOf(snapshot));
        }
        array.close();
        return;
    }
    using Alignment = TextTable::Alignment;
    TextTable table({{tr("Id"), Alignment::Right},
                     {tr("When (UTC)")},
                     {tr("Tenant")},
                     {tr("Domain")},
                     {tr("Applications"), Alignment::Right},
                     {tr("Connections"), Alignment::Right},
                     {tr("Organizations"), Alignment::Right},
                     {tr("Enabled"), Alignment::Right},
                     {tr("Added"), Alignment::Right},
                     {tr("Changed"), Alignment::Right},
                     {tr("Gone"), Alignment::Right}});
    const QLocale locale;
    for (const Store::SnapshotInfo &snapshot : snapshots) {
        table.add({QString::number(snapshot.id), snapshot.at.toString(Qt::ISODate), snapshot.name, snapshot.tenant,
                   countText(snapshot, Part::Applications), countText(snapshot, Part::Connections),
                   countText(snapshot, Part::Organizations), countText(snapshot, Part::Enabled),
                   locale.toString(snapshot.added), locale.toString(snapshot.changed), locale.toString(snapshot.gone)});
    }
    console.write(table.text());
}

QStringList notReadLines(const Store::SnapshotInfo &snapshot)
{
    QStringList lines;
    for (const auto &[part, told] : snapshot.parts) {
        if (!told.isRead) {
            const QString what = tr("not read: %1").arg(QLatin1StringView(Store::wordOf(part)));
            lines.append(told.note.isEmpty() ? what : u"%1 (%2)"_s.arg(what, told.note));
        }
    }
    return lines;
}

} // namespace Cli
