#include "reports/deployreadme.h"

#include "reports/exportinput.h"
#include "reports/exporttext.h"
#include "reports/translation.h"

#include "query/visibletext.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

QString configuration(const ExportFolder &folder, const ExportInput &input, const QStringList &kinds)
{
    Json::Value mappings = Json::Value::object();
    for (const ExportPlaceholder &placeholder : folder.placeholders) {
        // Itself: deploy-cli then names what nobody filled in.
        mappings[placeholder.name.toStdString()] = markerOf(placeholder, ExportTool::DeployCli).toStdString();
    }
    Json::Value included = Json::Value::array();
    for (const QString &kind : kinds) {
        included.push_back(kind.toStdString());
    }
    // So that an import with deletion spares them.
    Json::Value spared = Json::Value::array();
    for (const ExportLeftOut &left : folder.leftOut) {
        if (left.kind == "connection"_L1 && left.what.isEmpty()) {
            spared.push_back(left.object.toStdString());
        }
    }
    Json::Value config{{"AUTH0_DOMAIN", input.domain.toStdString()},
                       {"AUTH0_CLIENT_ID", ""},
                       {"AUTH0_ALLOW_DELETE", false},
                       {"AUTH0_INCLUDED_ONLY", included}};
    if (!spared.empty()) {
        config["AUTH0_EXCLUDED_DATABASES"] = spared;
        config["AUTH0_EXCLUDED_CONNECTIONS"] = spared;
    }
    config["AUTH0_KEYWORD_REPLACE_MAPPINGS"] = mappings;
    return QString::fromUtf8(Json::writePretty(config)) + u'\n';
}

/// What diff reads, so that nothing of it counts as gone. The list is written where it is empty as well: it is of this
/// export.
QByteArray leftOutList(const ExportFolder &folder)
{
    Json::Value list = Json::Value::array();
    for (const ExportLeftOut &left : folder.leftOut) {
        Json::Value entry{{"kind", left.kind.toStdString()}, {"object", left.object.toStdString()}};
        if (!left.what.isEmpty()) {
            entry["member"] = left.what.toStdString();
        }
        list.push_back(entry);
    }
    return Json::writePretty({{"left_out", list}}) + '\n';
}

} // namespace

void addDeployReadme(ExportFolder &folder, const ExportInput &input, const QStringList &kinds)
{
    QString text = tr("Objects of the Auth0 tenant %1 for auth0-deploy-cli 8").arg(input.domain) + u"\n\n"_s;
    text
        += (folder.isSelection
                ? tr("It is a selection.")
                : tr("It is all that the Auth0 tenant has of applications, connections and organizations, but for what "
                     "is named below as left out."))
        + u' '
        + tr("Deletion must stay off (AUTH0_ALLOW_DELETE=false, as config.example.json has it): with it deploy-cli "
             "deletes every object of these kinds that is not in tenant.yaml.")
        + u"\n\n"_s;
    text += tr("1. Copy config.example.json to config.json outside this folder, and fill it in. The secret of the "
               "client "
               "that deploy-cli signs in with belongs in AUTH0_CLIENT_SECRET of the environment.")
        + u'\n';
    text += tr("2. See what would change: a0deploy import -i tenant.yaml -c ../config.json --dry-run") + u'\n';
    text += tr("3. Import it: the same without --dry-run.") + u"\n\n"_s;
    text
        += tr("Applications are known by their names, as enabled_clients has them. Users, roles and members are not in "
              "it.")
        + u'\n';
    if (!folder.placeholders.isEmpty()) {
        text += u'\n' + tr("Placeholders") + u"\n\n"_s;
        text += tr("No secret is in this folder. Fill in each of these before an import: deploy-cli drops what is not "
                   "filled in, and Auth0 then forgets the secret that the connection has. “##” stands for one line of "
                   "text, “@@” for any value of JSON, such as a key of several lines.")
            + u"\n\n"_s;
        for (const ExportPlaceholder &placeholder : folder.placeholders) {
            text += u"- %1: %2 “%3”, %4\n"_s.arg(markerOf(placeholder, ExportTool::DeployCli), placeholder.kind,
                                                 Query::visibleText(placeholder.object),
                                                 Query::visibleText(placeholder.member));
        }
    }
    text += leftOutText(folder);
    folder.files[u"README.txt"_s] = text.toUtf8();
    folder.files[u"tenantry-left-out.json"_s] = leftOutList(folder);
    folder.files[u"config.example.json"_s] = configuration(folder, input, kinds).toUtf8();
}

} // namespace Reports
