#pragma once

#include <QByteArray>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

/// The real tenantry-cli, run as a script runs it.
namespace Program {

struct Result
{
    int code = -1; ///< -1: it crashed, or did not end
    QByteArray out, err;
};

/// Variables that are set for the program besides the test's own; AUTH0_* of the test's own are not handed on.
using Variables = QMap<QString, QString>;

QString path();
QProcessEnvironment environment(const Variables &variables);
/// Runs it to its end, with standard input closed.
Result run(const QStringList &arguments, const Variables &variables = {});

} // namespace Program
