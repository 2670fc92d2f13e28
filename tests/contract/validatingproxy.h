#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace Contract {

/// Prism between a client and the sandbox: it answers in the sandbox's place where a request or an answer breaks
/// Auth0's OpenAPI document. Owned by the test; the process ends with it.
class ValidatingProxy
{
public:
    ValidatingProxy();
    ~ValidatingProxy();

    /// Why it cannot run here; empty where it can.
    static QString lacking(const QString &sourceFolder);

    /// Starts Prism in front of `upstream` ("http://127.0.0.1:4711"); the error, or nothing.
    QString start(const QString &sourceFolder, const QString &openApiFile, const QString &upstream);

    QString url() const { return m_url; }
    /// What Prism wrote so far, for a failing test.
    QString log();

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_url;
    QByteArray m_log;
};

} // namespace Contract
