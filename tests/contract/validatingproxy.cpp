#include "contract/validatingproxy.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QTcpServer>

using namespace Qt::StringLiterals;

namespace Contract {

namespace {

constexpr int startMilliseconds = 60'000;

QString nodeIn(const QString &sourceFolder)
{
    return sourceFolder + "/tests/node/node"_L1;
}

QString prismIn(const QString &sourceFolder)
{
    return sourceFolder + "/tests/node/node_modules/@stoplight/prism-cli/dist/index.js"_L1;
}

using Json = nlohmann::ordered_json;

/// An answer may be a plain array, an offset page or a checkpoint page, of which the document wants "exactly one". Yet
/// it requires no member of either page, so the last checkpoint page, {"connections": [...]} without `next`, is both;
/// Auth0 itself answers so (recorded exchanges). "At least one" says what is meant.
void allowAmbiguousPages(Json &document)
{
    const Json::json_pointer answer("/get/responses/200/content/application~1json/schema");
    for (auto &item : document["paths"]) {
        if (!item.contains(answer))
            continue;
        const std::string component = item[answer].value("$ref", std::string());
        Json &schema = component.empty() ? item[answer] : document[Json::json_pointer(component.substr(1))];
        if (schema.contains("oneOf")) {
            schema["anyOf"] = schema["oneOf"];
            schema.erase("oneOf");
        }
    }
}

/// The document leaves the prefix to its server's address; the client sends it, so the paths are given it.
QByteArray prepared(const QByteArray &document)
{
    auto json = Json::parse(document.begin(), document.end());
    allowAmbiguousPages(json);
    Json paths = Json::object();
    for (const auto &[path, item] : json["paths"].items())
        paths["/api/v2" + path] = item;
    json["paths"] = std::move(paths);
    json.erase("servers");
    return QByteArray::fromStdString(json.dump());
}

/// A port that was free a moment ago: Prism does not tell which one it took when asked for any.
quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

ValidatingProxy::ValidatingProxy() = default;

ValidatingProxy::~ValidatingProxy()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString ValidatingProxy::lacking(const QString &sourceFolder)
{
    if (!QFileInfo::exists(prismIn(sourceFolder)))
        return u"Prism is not installed; tests/node/install brings it"_s;
    return {};
}

QString ValidatingProxy::start(const QString &sourceFolder, const QString &openApiFile, const QString &upstream)
{
    QFile original(openApiFile);
    QFile prefixed(m_folder.filePath(u"openapi.json"_s));
    if (!original.open(QIODevice::ReadOnly) || !prefixed.open(QIODevice::WriteOnly))
        return u"the OpenAPI document cannot be read or copied"_s;
    prefixed.write(prepared(original.readAll()));
    prefixed.close();

    const QString port = QString::number(freePort());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(nodeIn(sourceFolder),
                    {prismIn(sourceFolder), u"proxy"_s, prefixed.fileName(), upstream, u"--errors"_s, u"--host"_s,
                     u"127.0.0.1"_s, u"--port"_s, port});
    QElapsedTimer waited;
    waited.start();
    while (!m_log.contains("Prism is listening")) {
        const qint64 left = startMilliseconds - waited.elapsed();
        if (left <= 0 || !m_process.waitForReadyRead(static_cast<int>(left)))
            return u"Prism did not start: "_s + log();
        m_log += m_process.readAll();
    }
    m_url = u"http://127.0.0.1:"_s + port;
    return {};
}

QString ValidatingProxy::log()
{
    m_log += m_process.readAll();
    return QString::fromUtf8(m_log);
}

} // namespace Contract
