#include "cli/wordcommands.h"

#include "cli/completedwords.h"
#include "cli/console.h"
#include "cli/failure.h"
#include "cli/manualpage.h"
#include "cli/shellcompletion.h"
#include "cli/translation.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startSchema(const Arguments &arguments, Console &console, QObject * /*parent*/, const Finish &finish)
{
    const QString word = arguments.words().first();
    if (word != "report"_L1 && word != "secrets"_L1) {
        const Failure failure{ExitCode::Usage, tr("There is no schema “%1”.").arg(word),
                              tr("One output has a schema: that of report --format json; and there is the list of what "
                                 "is masked."),
                              tr("tenantry-cli schema report prints the one, tenantry-cli schema secrets the other.")};
        console.say(failure);
        return finish(failure.code);
    }
    QFile file(word == "secrets"_L1 ? u":/secrets.json"_s : u":/report.schema.json"_s);
    console.write(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    finish(ExitCode::Done);
}

void startCompletion(const Arguments &arguments, Console &console, QObject * /*parent*/, const Finish &finish)
{
    const QString word = arguments.words().first();
    if (word == "presets"_L1) { // which they ask for while somebody types
        console.write(presetNames().join(u'\n') + u'\n');
        return finish(ExitCode::Done);
    }
    const QStringList shells{u"bash"_s, u"zsh"_s, u"fish"_s}; // in the order of Shell
    const qsizetype shell = shells.indexOf(word);
    if (shell < 0) {
        const Failure failure{ExitCode::Usage, tr("There are no completions for “%1”.").arg(word),
                              tr("They are made for three shells."), tr("Give one of %1.").arg(shells.join(u", "_s))};
        console.say(failure);
        return finish(failure.code);
    }
    console.write(completionFor(Shell(shell)));
    finish(ExitCode::Done);
}

void startManual(const Arguments & /*arguments*/, Console &console, QObject * /*parent*/, const Finish &finish)
{
    console.write(manualPage());
    finish(ExitCode::Done);
}

} // namespace

Command schemaCommand()
{
    return {"schema"_L1,
            QT_TRANSLATE_NOOP("Cli", "report|secrets"),
            QT_TRANSLATE_NOOP("Cli", "Print the JSON Schema of what report --format json writes, or what is masked."),
            QT_TRANSLATE_NOOP(
                "Cli",
                "Within a format, which the member format names, members are only added. schema secrets prints "
                "the list of members that are masked wherever objects are printed or kept. Nothing is sent."),
            {},
            1,
            false,
            startSchema};
}

Command completionCommand()
{
    return {
        "completion"_L1,
        QT_TRANSLATE_NOOP("Cli", "bash|zsh|fish|presets"),
        QT_TRANSLATE_NOOP("Cli", "Print what makes a shell complete these words."),
        QT_TRANSLATE_NOOP("Cli",
                          "The Debian package installs it. Elsewhere: tenantry-cli completion bash > "
                          "~/.local/share/bash-completion/completions/tenantry-cli; for zsh a file _tenantry-cli in "
                          "a folder of $fpath; for fish ~/.config/fish/completions/tenantry-cli.fish. What they print "
                          "asks tenantry-cli completion presets for the presets of reports, the saved ones among them, "
                          "a line each."),
        {},
        1,
        false,
        startCompletion};
}

Command manualCommand()
{
    return {"manual"_L1,
            "",
            QT_TRANSLATE_NOOP("Cli", "Print the manual page, for man."),
            QT_TRANSLATE_NOOP("Cli",
                              "The Debian package installs it. Elsewhere: tenantry-cli manual > "
                              "~/.local/share/man/man1/tenantry-cli.1"),
            {},
            0,
            false,
            startManual};
}

} // namespace Cli
