#include "files/wholefile.h"
#include "support/namedpipe.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Files::Readers;
using Files::WholeFile;

/// Files that somebody named, and what is no file.
class TestWholeFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIsReplacedWholeOrNotAtAll();
    void aLinkKeepsPointingToItsFile();
    void onlyItsOwnerReadsIt();
    void aPipeStaysOne_data();
    void aPipeStaysOne();
    void aFolderIsRefused();

private:
    static QByteArray contentOf(const QString &path);

    QTemporaryDir m_home;
};

QByteArray TestWholeFile::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "nothing";
}

void TestWholeFile::aFileIsReplacedWholeOrNotAtAll()
{
    const QString path = m_home.filePath(u"whole"_s);
    QCOMPARE(Files::writeWholeFile(path, "before"), QString());
    {
        WholeFile file(path);
        QVERIFY(file.open());
        file.device().write("half");
        QVERIFY(file.device().flush());
    }
    QCOMPARE(contentOf(path), "before");
    QCOMPARE(Files::writeWholeFile(path, "after"), QString());
    QCOMPARE(contentOf(path), "after");
    QCOMPARE(QDir(m_home.path()).entryList({u"whole*"_s}, QDir::Files).size(), 1);
}

void TestWholeFile::aLinkKeepsPointingToItsFile()
{
    const QString path = m_home.filePath(u"linked"_s);
    const QString link = m_home.filePath(u"link"_s);
    QCOMPARE(Files::writeWholeFile(path, "before"), QString());
    QVERIFY(QFile::link(path, link));
    QCOMPARE(Files::writeWholeFile(link, "after"), QString());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(contentOf(path), "after");
}

void TestWholeFile::onlyItsOwnerReadsIt()
{
    const QString path = m_home.filePath(u"closed"_s);
    QCOMPARE(Files::writeWholeFile(path, "text", Readers::OwnerAlone), QString());
    QVERIFY(
        !(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void TestWholeFile::aPipeStaysOne_data()
{
    QTest::addColumn<bool>("isLinked");
    QTest::newRow("named itself") << false;
    QTest::newRow("through a link") << true;
}

void TestWholeFile::aPipeStaysOne()
{
    QFETCH(bool, isLinked);
    const QTemporaryDir home;
    const QString path = home.filePath(u"pipe"_s);
    const NamedPipe pipe(path);
    const QString link = home.filePath(u"link"_s);
    QVERIFY(QFile::link(path, link));
    QVERIFY(Files::isWrittenThrough(link));
    QCOMPARE(Files::writeWholeFile(isLinked ? link : path, "text", Readers::OwnerAlone), QString());
    QCOMPARE(pipe.read(), "text");
    QVERIFY(pipe.isAsItWas());
}

void TestWholeFile::aFolderIsRefused()
{
    QVERIFY(!Files::isWrittenThrough(m_home.path()));
    QVERIFY(!Files::writeWholeFile(m_home.path(), "text").isEmpty());
    QVERIFY(QFileInfo(m_home.path()).isDir());
}

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"
