#include "cli/program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The indented blocks of a section, each as its lines.
QList<QStringList> blocksOf(const QString &text, const QString &heading)
{
    QList<QStringList> blocks;
    bool isInside = false;
    bool isBlock = false;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith("## "_L1)) {
            isInside = line.mid(3) == heading;
        }
        const bool isCode = isInside && line.startsWith("    "_L1);
        if (isCode && !isBlock) {
            blocks.append(QStringList());
        }
        if (isCode) {
            blocks.last().append(line.mid(4));
        }
        isBlock = isCode;
    }
    return blocks;
}

} // namespace

/// The first page is copied line by line into two terminals, as a stranger does.
class TestReadme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsDoWhatTheReadmeSays();
};

void TestReadme::commandsDoWhatTheReadmeSays()
{
    QFile file(QStringLiteral(TENANTRY_README));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QStringList> blocks = blocksOf(QString::fromUtf8(file.readAll()), u"On the command line"_s);
    QCOMPARE(blocks.size(), 2);
    QCOMPARE(blocks[0].size(), 1);

    const QTemporaryDir folder; // with the program where the README has it
    const QString place = folder.filePath(u"build/release/bin"_s);
    QVERIFY(QDir().mkpath(place));
    QVERIFY(QFile::link(Program::path(), place + u"/tenantry-cli"_s));
    const auto shell = [&folder](QProcess &process, const QString &script) {
        process.setProcessEnvironment(Program::environment({{u"HOME"_s, folder.path()},
                                                            {u"XDG_CONFIG_HOME"_s, folder.filePath(u"config"_s)},
                                                            {u"XDG_DATA_HOME"_s, folder.filePath(u"data"_s)},
                                                            {u"XDG_STATE_HOME"_s, folder.filePath(u"state"_s)}}));
        process.setWorkingDirectory(folder.path());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(u"sh"_s, {u"-c"_s, script});
    };
    QProcess sandbox;
    shell(sandbox, u"exec "_s + blocks[0].first());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(folder.filePath(u"sandbox.json"_s)).size() > 0, 30'000);

    QString script;
    for (const QString &line : blocks[1]) {
        script += line + u"\necho \"exit code: $?\" >&2\n"_s;
    }
    QProcess user;
    shell(user, script);
    QVERIFY(user.waitForFinished(120'000));
    sandbox.terminate();
    sandbox.waitForFinished();

    const QString out = QString::fromUtf8(user.readAllStandardOutput());
    const QString told = QString::fromUtf8(user.readAllStandardError());
    const QStringList codes = told.split(u'\n').filter(u"exit code: "_s);
    QCOMPARE(codes.size(), blocks[1].size());
    for (qsizetype i = 0; i < codes.size(); ++i) {
        const bool findsSomething = blocks[1][i].contains("--fail-on"_L1);
        QVERIFY2(codes[i] == (findsSomething ? "exit code: 1"_L1 : "exit code: 0"_L1),
                 qPrintable(blocks[1][i] + u'\n' + told));
    }
    QVERIFY2(out.contains("Ledgerline Portal"_L1), qPrintable(out)); // what was listed and checked
    QVERIFY2(out.contains("\"ok\":"_L1), qPrintable(out)); // the tested password
    QVERIFY2(out.contains("6 -> 8"_L1), qPrintable(out)); // the plan
    QVERIFY2(out.contains("8 -> 6"_L1), qPrintable(out)); // and back
}

QTEST_GUILESS_MAIN(TestReadme)
#include "tst_readme.moc"
