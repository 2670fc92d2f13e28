#include "cli/changefixture.h"
#include "sandbox/defaultestate.h"
#include "support/namedpipe.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Commands whose file is a pipe, as another program gives it: they write into it, and it is there afterwards.
class TestWrittenThrough : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pipesStayThere_data();
    void pipesStayThere();

private:
    ChangeFixture m_fixture{Sandbox::defaultEstate()};
};

void TestWrittenThrough::initTestCase()
{
    QCOMPARE(m_fixture.run({u"snapshot"_s, u"save"_s}).code, 0);
}

void TestWrittenThrough::pipesStayThere_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("report") << QStringList{u"report"_s, u"--format"_s, u"md"_s, u"--output"_s} << QByteArray("# ");
    QTest::newRow("PDF") << QStringList{u"report"_s, u"--format"_s, u"pdf"_s, u"--output"_s} << QByteArray("%PDF-");
    QTest::newRow("workbook") << QStringList{u"report"_s, u"--format"_s, u"xlsx"_s, u"--output"_s} << QByteArray("PK");
    QTest::newRow("snapshots") << QStringList{u"snapshot"_s, u"export"_s, u"1"_s, u"--output"_s}
                               << QByteArray("SQLite format 3");
    QTest::newRow("plan") << QStringList{u"policy"_s, u"set"_s, u"--set"_s, u"min_length=14"_s, u"--plan"_s}
                          << QByteArray("{");
}

void TestWrittenThrough::pipesStayThere()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, beginning);
    const QString path = m_fixture.file(QString::fromLatin1(QTest::currentDataTag()));
    const NamedPipe pipe(path);
    const auto result = words.first() == "snapshot"_L1 ? Program::run(words << path, m_fixture.variables())
                                                       : m_fixture.run(words << path);
    QVERIFY2(result.code == 0, result.err.constData());
    const QByteArray text = pipe.read();
    QVERIFY2(text.startsWith(beginning), text.left(40).constData());
    QVERIFY(pipe.isAsItWas());
}

QTEST_GUILESS_MAIN(TestWrittenThrough)
#include "tst_writtenthrough.moc"
