#include "ui/reports/reportform.h"
#include "ui/reports/reportwriting.h"

#include "settings/inifile.h"
#include "settings/reportstore.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Reports that the window writes, by what becomes of the file.
class TestReportWriting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void excelIsToldWhatItReads();
    void whatIsBeingWrittenEndsWithTheProgram();
};

namespace {

Reports::InputPtr nothing()
{
    return std::make_shared<const Reports::ReportInput>();
}

} // namespace

void TestReportWriting::excelIsToldWhatItReads()
{
    const QTemporaryDir folder;
    auto file = Settings::IniFile::open(folder.path(), u"settings.ini"_s);
    QVERIFY(file);
    Settings::ReportStore store(**file);
    Ui::ReportForm form(store, nullptr);
    form.show();
    auto *mark = form.findChild<QCheckBox *>(u"mark"_s);
    auto *format = form.findChild<QComboBox *>(u"format"_s);
    QVERIFY(!mark->isVisible());
    format->setCurrentIndex(format->findData(int(Reports::Format::Csv)));
    QVERIFY(mark->isVisible());
    QVERIFY(!form.wish().beginsWithMark);
    mark->setChecked(true);
    Ui::ReportWish wish = form.wish();
    wish.definition = *Reports::findPreset(u"support");
    Ui::ReportWriting writing;
    QSignalSpy finished(&writing, &Ui::ReportWriting::finished);
    writing.start(nothing, wish, folder.filePath(u"a.csv"_s));
    QTRY_COMPARE(finished.size(), 1);
    QFile written(folder.filePath(u"a.csv"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().startsWith("\xEF\xBB\xBFsection,"));
}

/// Pages need fonts, which go with the program: the worker must be through before.
void TestReportWriting::whatIsBeingWrittenEndsWithTheProgram()
{
    const QTemporaryDir folder;
    QSemaphore begun;
    std::atomic<bool> isOver = false;
    {
        Ui::ReportWriting writing;
        Ui::ReportWish wish;
        wish.definition = *Reports::findPreset(u"support");
        wish.format = Reports::Format::Pdf;
        writing.start(
            [&] {
                begun.release();
                for (const QDeadlineTimer busy(50ms); !busy.hasExpired();) {
                    QThread::yieldCurrentThread();
                }
                isOver = true;
                return nothing();
            },
            wish, folder.filePath(u"a.pdf"_s));
        begun.acquire();
    }
    QVERIFY(isOver);
    QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

QTEST_MAIN(TestReportWriting)
#include "tst_reportwriting.moc"
