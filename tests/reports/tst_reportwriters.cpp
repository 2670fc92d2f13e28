#include "reports/sample.h"
#include "support/hostilenames.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using Reports::Format;
using Sample::reportOf;
using Sample::written;

namespace {

constexpr Format formats[] = {Format::Html, Format::Pdf, Format::Csv, Format::Xlsx, Format::Json, Format::Markdown};

/// Records of a CSV file by RFC 4180.
QList<QStringList> recordsOf(const QString &text, QChar delimiter = u',')
{
    QList<QStringList> records{{QString()}};
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isQuoted) {
            if (c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
                records.last().last() += c;
                ++i;
            } else if (c == u'"') {
                isQuoted = false;
            } else {
                records.last().last() += c;
            }
        } else if (c == u'"') {
            isQuoted = true;
        } else if (c == delimiter) {
            records.last().append(QString());
        } else if (c == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n') {
            records.append(QStringList{QString()});
            ++i;
        } else {
            records.last().last() += c;
        }
    }
    records.removeLast();
    return records;
}

/// A device that takes so many bytes and no more, as a full disk.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room) {
            setErrorString(u"No space left on device"_s);
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestReportWriters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameReportSameBytes();
    void csvHoldsEachValue();
    void csvHasNoFormulaForOtherSeparators();
    void csvDelimiterAndRawFormulas();
    void jsonHoldsEachValue();
    void markdownNamesAreNoMarkup();
    void htmlIsAloneAndInert();
    void nothingIsLeftOfWhatStopped_data();
    void nothingIsLeftOfWhatStopped();
    void fullDiskIsTold_data();
    void fullDiskIsTold();
    void fullDiskIsToldOfAFile();
    void progressGoesOn();
    void words();

private:
    static void addFormats();
};

void TestReportWriters::addFormats()
{
    QTest::addColumn<Format>("format");
    for (const Format format : {Format::Html, Format::Pdf, Format::Csv, Format::Xlsx, Format::Json, Format::Markdown}) {
        QTest::newRow(Reports::wordOf(format).data()) << format;
    }
}

void TestReportWriters::sameReportSameBytes()
{
    const Reports::Report report = reportOf(Support::hostileNames());
    QList<QByteArray> first;
    for (const Format format : formats) {
        first.append(written(report, format));
        QVERIFY(!first.last().isEmpty());
    }
    // What holds the time of its writing holds another one then.
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > second + 1);
    for (const Format format : formats) {
        QVERIFY2(written(report, format) == first.at(int(format)), Reports::wordOf(format).data());
    }
}

void TestReportWriters::csvHoldsEachValue()
{
    const QStringList names = Support::hostileNames();
    QVERIFY(names.size() >= 500);
    const QList<QStringList> records = recordsOf(QString::fromUtf8(written(reportOf(names), Format::Csv)));
    QCOMPARE(records.first().join(u','), u"section,kind,id,name,field,value"_s);
    QStringList found;
    for (const QStringList &record : records) {
        QCOMPARE(record.size(), 6);
        for (const QString &cell : record) {
            QVERIFY2(cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell.front()), qUtf8Printable(cell));
        }
        if (record.at(1) == "connection"_L1 && record.at(4) == "name"_L1) {
            found.append(record.at(5));
        }
    }
    QCOMPARE(found.size(), names.size());
    for (qsizetype i = 0; i < names.size(); ++i) {
        // A lone surrogate is no text; a mark at the beginning of a file is not asked for.
        const QString name = QString::fromUtf8(QByteArray("x" + names.at(i).toUtf8())).mid(1);
        const auto plain = [](QString text) {
            static const QRegularExpression disarming(u"'(?=[=+\\-@\\t\\r])"_s);
            return text.remove(disarming);
        };
        QCOMPARE(plain(found.at(i)), plain(name));
    }
    QVERIFY(records.contains(QStringList{u"summary"_s, u"chart"_s, u"lock"_s, records.at(9).at(3), u"limit"_s, u"50"_s})
            || records.contains(QStringList{u"summary"_s, u"chart"_s, u"lock"_s, u"Shop"_s, u"limit"_s, u"50"_s}));
    QVERIFY(records.contains(
        QStringList{u"connections"_s, u"connection"_s, u"con_1"_s, found.at(1), u"users"_s, u"1000"_s}));
}

/// Programs may have been told another separator, and then begin cells where this file has none.
void TestReportWriters::csvHasNoFormulaForOtherSeparators()
{
    QStringList names = Support::hostileNames();
    names += {u"Acme;=1+1"_s, u"Acme\t@SUM(1)"_s, u"Acme|\"=1+1\""_s, u"Acme\n-1"_s, u";\"\"+1"_s};
    const QString text = QString::fromUtf8(written(reportOf(names), Format::Csv));
    for (const QChar separator : u",;|\t"_s) {
        const QStringList cells = text.split(QRegularExpression(u"[\\r\\n%1]"_s.arg(separator)));
        for (QString cell : cells) {
            cell.remove(QRegularExpression(u"\\A\"+"_s));
            QVERIFY2(cell.isEmpty() || !u"=+-@"_s.contains(cell.front()), qUtf8Printable(cell));
        }
    }
}

void TestReportWriters::csvDelimiterAndRawFormulas()
{
    const QStringList names{u"=1+1"_s, u"a;b,c"_s, u"d"_s};
    Reports::Writing writing;
    writing.delimiter = u';';
    writing.formulas = Query::CsvFormulas::Kept;
    const QList<QStringList> records
        = recordsOf(QString::fromUtf8(written(reportOf(names), Format::Csv, writing)), u';');
    QVERIFY(
        records.contains(QStringList{u"connections"_s, u"connection"_s, u"con_0"_s, u"=1+1"_s, u"name"_s, u"=1+1"_s}));
    QVERIFY(records.contains(
        QStringList{u"connections"_s, u"connection"_s, u"con_1"_s, u"a;b,c"_s, u"name"_s, u"a;b,c"_s}));
}

void TestReportWriters::jsonHoldsEachValue()
{
    const QStringList names = Support::hostileNames();
    const auto json = nlohmann::json::parse(written(reportOf(names), Format::Json).toStdString());
    QCOMPARE(json["format"].get<int>(), 1);
    QCOMPARE(json["made"].get<std::string>(), "2026-11-27T09:30:00Z");
    const auto &rows = json["sections"][1]["blocks"][0]["rows"];
    QCOMPARE(rows.size(), size_t(names.size()));
    for (size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i]["cells"]["name"].get<std::string>(), names.at(qsizetype(i)).toStdString());
        QCOMPARE(rows[i]["cells"]["users"].get<qint64>(), qint64(i) * 1000);
        QCOMPARE(rows[i]["cells"]["enabled"].get<bool>(), i % 2 == 0);
    }
    QCOMPARE(json["sections"][2]["blocks"][0]["rows"].size(), size_t(0));
}

void TestReportWriters::markdownNamesAreNoMarkup()
{
    const QString text = QString::fromUtf8(written(reportOf(Support::hostileNames()), Format::Markdown));
    static const QRegularExpression bare(u"(?<!\\\\)(\\*\\*bold|\\]\\(|!\\[|`|<|://|@|\\$|(?<=www)\\.)"_s);
    for (const QString &line : text.split(u'\n')) {
        QVERIFY2(!bare.match(line).hasMatch(), qUtf8Printable(line.left(200)));
        // Nothing but the report's own lines begins one.
        QVERIFY2(line.isEmpty() || line.startsWith(u'|') || line.startsWith(u"#"_s) || line.startsWith(u"- "_s)
                     || line == "No connections."_L1 || line.startsWith("One application"_L1) || line == "\\=1+1"_L1,
                 qUtf8Printable(line.left(200)));
    }
    QCOMPARE(text.count(u"\n## "_s), 3);
    QVERIFY(text.contains(u"Made \\(UTC\\)"_s) || text.contains(u"Made (UTC)"_s)); // whose time it is
    Reports::Report report = reportOf({u"a"_s});
    report.title = u"a\u202Etxt.exe"_s;
    QVERIFY(written(report, Format::Markdown).contains("‹RLO›"));
    report.subtitle = u"127.0.0.1:4300"_s; // no list
    QVERIFY(written(report, Format::Markdown).contains("\n127\\.0.0.1:4300\n"));
}

void TestReportWriters::htmlIsAloneAndInert()
{
    const QByteArray html = written(reportOf(Support::hostileNames()), Format::Html);
    static const QSet<QString> known{u"html"_s,    u"head"_s,  u"meta"_s,    u"title"_s,  u"style"_s, u"body"_s,
                                     u"header"_s,  u"h1"_s,    u"h2"_s,      u"h3"_s,     u"p"_s,     u"dl"_s,
                                     u"div"_s,     u"dt"_s,    u"dd"_s,      u"nav"_s,    u"ol"_s,    u"li"_s,
                                     u"a"_s,       u"main"_s,  u"section"_s, u"figure"_s, u"img"_s,   u"table"_s,
                                     u"caption"_s, u"thead"_s, u"tbody"_s,   u"tr"_s,     u"th"_s,    u"td"_s};
    static const QRegularExpression tag(u"<(/?)([A-Za-z!][A-Za-z0-9]*)([^>]*)>"_s);
    int rows = 0;
    for (auto matches = tag.globalMatch(QString::fromUtf8(html)); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(2);
        QVERIFY2(name == "!DOCTYPE"_L1 || known.contains(name), qUtf8Printable(match.captured()));
        rows += match.captured(1).isEmpty() && name == "tr"_L1 ? 1 : 0;
        for (const QString &reference : {u"src="_s, u"href="_s}) {
            const qsizetype at = match.captured(3).indexOf(reference);
            if (at >= 0) {
                const QString target = match.captured(3).mid(at + reference.size() + 1);
                QVERIFY2(target.startsWith("data:image/svg+xml;base64,"_L1) || target.startsWith(u'#'),
                         qUtf8Printable(match.captured().left(200)));
            }
        }
        QVERIFY(!match.captured(3).contains(u" on"_s) || name == "img"_L1 || name == "meta"_L1 || name == "section"_L1);
    }
    QCOMPARE(rows, int(Support::hostileNames().size()) + 1);
    QVERIFY(html.contains("default-src 'none'; style-src 'sha256-"));
    QVERIFY(!html.contains("\u202E"));
}

void TestReportWriters::nothingIsLeftOfWhatStopped_data()
{
    addFormats();
}

void TestReportWriters::nothingIsLeftOfWhatStopped()
{
    QFETCH(Format, format);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"report"_s);
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("yesterday's");
    before.close();
    std::stop_source stop;
    Reports::Report report = reportOf({u"a"_s});
    auto &table = std::get<Reports::Table>(report.sections[1].blocks[0]);
    table.rows = [&stop](const Reports::TakeRow &take) {
        for (int i = 0; i < 1000; ++i) {
            if (i == 500) {
                stop.request_stop();
            }
            if (!take({u"x"_s, u"x"_s, {u"x"_s, u"x"_s, qint64(1), true, u"x"_s}})) {
                QVERIFY(i <= 501);
                return;
            }
        }
        QFAIL("went on");
    };
    Reports::Writing writing;
    writing.stop = stop.get_token();
    const Reports::Written result = Reports::writeFile(report, format, path, writing);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Reports::WriteProblem::Kind::Stopped);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"report"_s});
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), "yesterday's");
}

void TestReportWriters::fullDiskIsTold_data()
{
    addFormats();
}

void TestReportWriters::fullDiskIsTold()
{
    QFETCH(Format, format);
    FullDevice device(200);
    const Reports::Written result = Reports::write(reportOf({u"a"_s}), format, device);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Reports::WriteProblem::Kind::Device);
    QVERIFY2(result.error().why.contains(u"No space left on device"_s), qUtf8Printable(result.error().why));
}

/// A real one: what the system says comes through, and where it says it.
void TestReportWriters::fullDiskIsToldOfAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"report"_s);
    struct sigaction ignored = {};
    struct sigaction before = {};
    ignored.sa_handler = SIG_IGN;
    sigaction(SIGXFSZ, &ignored, &before);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{100, limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    QHash<Format, Reports::Written> results;
    int ends[2] = {};
    QCOMPARE(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
    const int errors = dup(STDERR_FILENO);
    dup2(ends[1], STDERR_FILENO);
    for (const Format format : formats) {
        results.insert(format, Reports::writeFile(reportOf({u"a"_s}), format, path));
    }
    dup2(errors, STDERR_FILENO);
    close(errors);
    setrlimit(RLIMIT_FSIZE, &limit);
    std::array<char, 1024> printed{};
    const auto length = ::read(ends[0], printed.data(), printed.size());
    close(ends[0]);
    close(ends[1]);
    QVERIFY2(length <= 0, printed.data()); // a person is told by who asked for the report
    sigaction(SIGXFSZ, &before, nullptr);
    for (const Format format : formats) {
        const Reports::Written &result = *results.constFind(format);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Reports::WriteProblem::Kind::Device);
        const bool isMadeBeside = format == Format::Pdf || format == Format::Xlsx;
        QVERIFY2(result.error().why.contains(isMadeBeside ? QDir::tempPath() : qt_error_string(EFBIG)),
                 qUtf8Printable(result.error().why));
        QVERIFY(!QFile::exists(path));
    }
}

void TestReportWriters::progressGoesOn()
{
    QList<qint64> told;
    Reports::Writing writing;
    writing.progress = [&told](qint64 rows) { told.append(rows); };
    QStringList names;
    for (int i = 0; i < 1600; ++i) {
        names.append(QString::number(i));
    }
    for (const Format format : {Format::Csv, Format::Pdf, Format::Xlsx}) {
        told.clear();
        QVERIFY(!written(reportOf(names), format, writing).isEmpty());
        QCOMPARE(told, (QList<qint64>{500, 1000, 1500}));
    }
}

void TestReportWriters::words()
{
    for (const auto *word : {"html", "pdf", "csv", "xlsx", "json", "md"}) {
        const auto format = Reports::formatFor(QString::fromLatin1(word));
        QVERIFY(format);
        QCOMPARE(Reports::wordOf(*format), QLatin1StringView(word));
    }
    QVERIFY(!Reports::formatFor(u"docx"_s));
}

QTEST_MAIN(TestReportWriters)
#include "tst_reportwriters.moc"
