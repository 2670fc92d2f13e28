#pragma once

#include <QProcess>

/// `tenantry-cli sandbox --scale ...` as a process of its own, so that its memory and its work are not the window's.
class SandboxProcess
{
public:
    explicit SandboxProcess(const QString &scale);
    ~SandboxProcess();

    /// False where it did not come up.
    bool isReady() const { return !m_url.isEmpty(); }
    QString url() const { return m_url; }
    QString clientId() const { return m_clientId; }
    QByteArray clientSecret() const { return m_clientSecret; }

private:
    QProcess m_process;
    QString m_url, m_clientId;
    QByteArray m_clientSecret;
};
