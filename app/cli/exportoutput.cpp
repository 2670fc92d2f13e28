#include "cli/exportoutput.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/translation.h"

#include "query/visibletext.h"
#include "reports/exporttext.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// For one reason; more names are no help on a terminal.
constexpr qsizetype namedAtMost = 3;

QString wordOf(ExportTool tool)
{
    return tool == ExportTool::DeployCli ? u"deploy-cli"_s : u"terraform"_s;
}

Json::Value textsOf(const QStringList &list)
{
    Json::Value array = Json::Value::array();
    for (const QString &text : list) {
        array.push_back(text.toStdString());
    }
    return array;
}

} // namespace

void noteLeftOut(const QList<Reports::ExportLeftOut> &list, Console &console)
{
    for (const QString &line : Reports::leftOutLines(list, namedAtMost, tr("--keep-policy says it."))) {
        console.note(tr("left out: %1").arg(Query::visibleText(line)));
    }
}

void printExport(const ExportedFolder &exported, ExportTool tool, Console &console)
{
    const Reports::ExportFolder &folder = exported.folder;
    console.write(tr("Written: %1\n").arg(exported.path));
    console.write(tr("  applications: %L1, connections: %L2, organizations: %L3\n")
                      .arg(folder.applications)
                      .arg(folder.connections)
                      .arg(folder.organizations));
    if (!folder.placeholders.isEmpty()) {
        console.write(tr("Placeholders to fill in, as README.txt says:\n"));
    }
    for (const Reports::ExportPlaceholder &placeholder : folder.placeholders) {
        console.write(u"  %1  %2 “%3”, %4\n"_s.arg(Reports::markerOf(placeholder, tool), placeholder.kind,
                                                   Query::visibleText(placeholder.object),
                                                   Query::visibleText(placeholder.member)));
    }
    console.flush();
    noteLeftOut(folder.leftOut, console);
    for (const QString &note : folder.notes) {
        console.note(Query::visibleText(note));
    }
}

void printExport(const ExportedFolder &exported, ExportTool tool, JsonArray &array)
{
    const Reports::ExportFolder &folder = exported.folder;
    Json::Value object;
    object["tenant"] = exported.tenant.toStdString();
    object["folder"] = exported.path.toStdString();
    object["format"] = wordOf(tool).toStdString();
    object["applications"] = folder.applications;
    object["connections"] = folder.connections;
    object["organizations"] = folder.organizations;
    QStringList files;
    for (const auto &[path, text] : folder.files) {
        files.append(path);
    }
    object["files"] = textsOf(files);
    object["placeholders"] = Json::Value::array();
    for (const Reports::ExportPlaceholder &placeholder : folder.placeholders) {
        object["placeholders"].push_back({{"name", placeholder.name.toStdString()},
                                          {"kind", placeholder.kind.toStdString()},
                                          {"object", placeholder.object.toStdString()},
                                          {"member", placeholder.member.toStdString()}});
    }
    object["left_out"] = Json::Value::array();
    for (const Reports::ExportLeftOut &left : folder.leftOut) {
        object["left_out"].push_back(
            {{"kind", left.kind.toStdString()},
             {"object", left.object.toStdString()},
             {"member", left.what.isEmpty() ? Json::Value() : Json::Value(left.what.toStdString())},
             {"why", left.why.toStdString()}});
    }
    object["notes"] = textsOf(folder.notes);
    array.add(Json::write(object));
}

} // namespace Cli
