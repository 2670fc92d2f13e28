#include "cli/program.h"

using namespace Qt::StringLiterals;

namespace Program {

namespace {

constexpr int longest = 60'000; // ms; only a hang takes as long

} // namespace

QString path()
{
    return QStringLiteral(TENANTRY_CLI);
}

QProcessEnvironment environment(const Variables &variables)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("AUTH0"_L1) || name.endsWith("_proxy"_L1, Qt::CaseInsensitive)) {
            environment.remove(name);
        }
    }
    for (auto entry = variables.begin(); entry != variables.end(); ++entry) {
        environment.insert(entry.key(), entry.value());
    }
    return environment;
}

Result run(const QStringList &arguments, const Variables &variables)
{
    QProcess process;
    process.setProcessEnvironment(environment(variables));
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(path(), arguments);
    Result result;
    if (process.waitForFinished(longest) && process.exitStatus() == QProcess::NormalExit) {
        result.code = process.exitCode();
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace Program
