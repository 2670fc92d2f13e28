#include "settings/templatefiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Settings::TemplateFiles;

/// The user's own templates as files.
class TestTemplateFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void savedIsFoundReplacedAndRemoved();
    void namesBecomeHarmlessFileNames();
    void whatIsTooLargeIsLeftOut();
    void onlyItsOwnFilesAreRemoved();
    void problemsAreTold();

private:
    QTemporaryDir m_home;
};

void TestTemplateFiles::savedIsFoundReplacedAndRemoved()
{
    const TemplateFiles files(m_home.filePath(u"one"_s));
    QVERIFY(files.files().isEmpty());
    const auto path = files.save(u"Acme 2026"_s, "{}");
    QVERIFY(path.has_value());
    QVERIFY(files.save(u"acme-2026"_s, "[]").has_value());
    QCOMPARE(files.files(), (QList<TemplateFiles::File>{{*path, "[]"}}));
    QVERIFY(files.remove(*path).has_value());
    QVERIFY(files.files().isEmpty());
}

void TestTemplateFiles::namesBecomeHarmlessFileNames()
{
    const TemplateFiles files(m_home.filePath(u"two"_s));
    const auto path = files.save(u"../../etc/passwd \n"_s, "{}");
    QVERIFY(path.has_value());
    QCOMPARE(QFileInfo(*path).fileName(), u"etc-passwd.json"_s);
    QCOMPARE(QFileInfo(*path).absolutePath(), QDir(files.folder()).absolutePath());
    QVERIFY(!files.save(u"…"_s, "{}"));
    QCOMPARE(files.save(u"…"_s, "{}").error().kind, Settings::Problem::Kind::Invalid);
}

void TestTemplateFiles::whatIsTooLargeIsLeftOut()
{
    const TemplateFiles files(m_home.filePath(u"three"_s));
    QVERIFY(files.save(u"large"_s, QByteArray(TemplateFiles::largestFile + 1, ' ')).has_value());
    QVERIFY(files.files().isEmpty());
}

void TestTemplateFiles::onlyItsOwnFilesAreRemoved()
{
    const TemplateFiles files(m_home.filePath(u"four"_s));
    QVERIFY(files.save(u"kept"_s, "{}").has_value());
    const QString other = m_home.filePath(u"other.json"_s);
    QFile file(other);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!files.remove(other));
    QVERIFY(!files.remove(files.folder() + u"/../other.json"_s));
    QVERIFY(QFile::exists(other));
}

void TestTemplateFiles::problemsAreTold()
{
    QFile file(m_home.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto kept = TemplateFiles(file.fileName() + u"/below"_s).save(u"acme"_s, "{}");
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, Settings::Problem::Kind::Unwritable);
    QVERIFY(!TemplateFiles().save(u"acme"_s, "{}"));
}

QTEST_GUILESS_MAIN(TestTemplateFiles)
#include "tst_templatefiles.moc"
