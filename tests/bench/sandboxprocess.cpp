#include "bench/sandboxprocess.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

SandboxProcess::SandboxProcess(const QString &scale)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(TENANTRY_CLI), {u"sandbox"_s, u"--scale"_s, scale});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(120'000)) {
            return;
        }
    }
    const QJsonObject ready = QJsonDocument::fromJson(m_process.readLine()).object();
    m_url = ready.value("url"_L1).toString();
    m_clientId = ready.value("client_id"_L1).toString();
    m_clientSecret = ready.value("client_secret"_L1).toString().toLatin1();
}

SandboxProcess::~SandboxProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}
