#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/rowsout.h"
#include "ui/widgets/filterline.h"

#include <QDir>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

/// A disk that is full after so many bytes of a file, for this process.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        (void)getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        (void)setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        (void)setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &fileName, const QByteArray &content)
{
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

/// Rows that leave the program as a file: it is whole, or the one of before is still there.
class TestRowsOut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void theDialogSavesAllShownRows();
    void aFileIsReplacedWhole();
    void jsonHoldsNoSecret();
    void aLogGoesOutWithAllThatIsKnownOfIt();
    void aFullDiskLeavesTheFileAsItWas();
    void aFolderThatIsNotThereIsTold();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    /// What is said when it is done.
    QString save(const QString &fileName, Ui::RowFormat format)
    {
        Ui::RowsOut out;
        QSignalSpy told(&out, &Ui::RowsOut::told);
        out.saveTo(fileName, *m_page, format);
        (void)QTest::qWaitFor([&told] { return told.count() > 0; });
        return told.value(0).value(0).toString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_fixture;
    Ui::TablePage *m_page = nullptr;
};

void TestRowsOut::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->open(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Connections, {}});
    m_page = m_fixture->window().tablePage();
    QTRY_COMPARE(m_page->model()->rowCount(), 58);
}

void TestRowsOut::theDialogSavesAllShownRows()
{
    m_page->filterLine()->setText(u"strategy=auth0"_s);
    QTRY_COMPARE(m_page->model()->rowCount(), 57);
    m_fixture->window().actions().exportCsv->trigger();
    auto *dialog = m_fixture->window().findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
    dialog->setDirectory(m_folder->path());
    dialog->selectFile(u"rows"_s); // the suffix is added
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_COMPARE(contentOf(path(u"rows.csv"_s)).count('\n'), 58); // with the titles
    QCOMPARE(files(), QStringList{u"rows.csv"_s});
}

void TestRowsOut::aFileIsReplacedWhole()
{
    const QByteArray earlier(1'000'000, 'x');
    write(path(u"rows.md"_s), earlier);
    const QString told = save(path(u"rows.md"_s), Ui::RowFormat::Markdown);
    QVERIFY2(told.contains(u"58") && told.contains(path(u"rows.md"_s)), qPrintable(told));
    QVERIFY(!contentOf(path(u"rows.md"_s)).contains("xxx"));
    QCOMPARE(contentOf(path(u"rows.md"_s)).count('\n'), 60);
    QCOMPARE(files(), QStringList{u"rows.md"_s});
}

void TestRowsOut::jsonHoldsNoSecret()
{
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Applications, {}});
    m_page = m_fixture->window().tablePage();
    QTRY_COMPARE(m_page->model()->rowCount(), 3);
    save(path(u"rows.json"_s), Ui::RowFormat::Json);
    const QByteArray text = contentOf(path(u"rows.json"_s));
    const QJsonArray objects = QJsonDocument::fromJson(text).array();
    QCOMPARE(objects.size(), 3);
    QVERIFY(!text.contains("never-shown-to-anybody"));
    QCOMPARE(objects.first().toObject().value(u"client_secret").toString(), u"[REDACTED]"_s);
}

/// Whatever the table shows of it.
void TestRowsOut::aLogGoesOutWithAllThatIsKnownOfIt()
{
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Kind::Logs, {}});
    m_page = m_fixture->window().tablePage();
    Domain::LogEvent event;
    event.id = u"900000000001"_s;
    event.type = u"fp"_s;
    event.connection = u"acme-users"_s;
    event.application = Domain::ApplicationId(u"portal"_s);
    event.user = Domain::UserId(u"auth0|7"_s);
    event.ip = u"192.0.2.7"_s;
    event.original = R"({"log_id":"900000000001","user_agent":"Firefox 140"})";
    m_fixture->session(u"eu"_s).accept(QList{event}, 1000);
    QTRY_COMPARE(m_page->model()->rowCount(), 1);
    QVERIFY(!m_page->shownColumns().contains(Query::columnIndex(Kind::Logs, u"ip")));
    save(path(u"log.csv"_s), Ui::RowFormat::Csv);
    const QList<QByteArray> lines = contentOf(path(u"log.csv"_s)).split('\n');
    QVERIFY2(lines.first().startsWith("Time,Event,"), lines.first().constData());
    for (const char *known : {"900000000001", "acme-users", "portal", "auth0|7", "192.0.2.7", "Firefox 140"}) {
        QVERIFY2(lines.value(1).contains(known), lines.value(1).constData());
    }
}

void TestRowsOut::aFullDiskLeavesTheFileAsItWas()
{
    write(path(u"old.csv"_s), "what was there\n");
    QString overOld;
    QString anew;
    {
        const FullDisk full(1024);
        overOld = save(path(u"old.csv"_s), Ui::RowFormat::Csv);
        anew = save(path(u"new.csv"_s), Ui::RowFormat::Csv);
    }
    for (const QString &told : {overOld, anew}) {
        QVERIFY2(told.contains(u"could not be written") && told.contains(u"Choose another folder"), qPrintable(told));
    }
    QCOMPARE(contentOf(path(u"old.csv"_s)), "what was there\n"_ba);
    QCOMPARE(files(), QStringList{u"old.csv"_s}); // and no half file beside it
}

void TestRowsOut::aFolderThatIsNotThereIsTold()
{
    const QString told = save(path(u"nowhere/rows.csv"_s), Ui::RowFormat::Csv);
    QVERIFY2(told.contains(u"could not be written"), qPrintable(told));
    QVERIFY(files().isEmpty());
}

QTEST_MAIN(TestRowsOut)
#include "tst_rowsout.moc"
