#include "api/exportlines.h"

#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray packed(const QByteArray &text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(text.size()))) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

struct Taken
{
    QByteArrayList lines;
    int tooLong = 0;
    bool isBroken = false;
};

/// The file fed in pieces of this size.
Taken take(const QByteArray &file, qsizetype piece)
{
    Taken taken;
    Api::ExportLines lines(
        {[&taken](const QByteArray &line) { taken.lines.append(line); }, [&taken] { ++taken.tooLong; }});
    for (qsizetype at = 0; at < file.size() && !taken.isBroken; at += piece) {
        taken.isBroken = !lines.feed(QByteArrayView(file).sliced(at, std::min(piece, file.size() - at)));
    }
    taken.isBroken = taken.isBroken || !lines.end();
    return taken;
}

} // namespace

/// The file of an export, however it is packed, cut or broken.
class TestExportLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsLines_data();
    void readsLines();
    void aLineWithoutEndCostsNoMemory();
    void whatIsBrokenIsTold_data();
    void whatIsBrokenIsTold();
    void stopsInTheMiddleOfWhatUnpacksWithoutEnd();
};

void TestExportLines::readsLines_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("plain") << "one\ntwo\r\n\nthree"_ba;
    QTest::newRow("packed") << packed("one\ntwo\nthree\n"_ba);
    QTest::newRow("packed in parts") << packed("one\ntw"_ba) + packed("o\nthree\n"_ba);
}

void TestExportLines::readsLines()
{
    QFETCH(QByteArray, file);
    for (const qsizetype piece : {1, 2, 7, 100000}) {
        const Taken taken = take(file, piece);
        QCOMPARE(taken.lines, (QByteArrayList{"one"_ba, "two"_ba, "three"_ba}));
        QVERIFY(!taken.isBroken);
    }
    QVERIFY(take({}, 1).lines.isEmpty());
    QCOMPARE(take("x"_ba, 1).lines, QByteArrayList{"x"_ba});
}

void TestExportLines::aLineWithoutEndCostsNoMemory()
{
    const QByteArray longest(Api::ExportLines::longestLine, 'a');
    const Taken taken = take(packed("one\n"_ba + longest + "\n" + longest + "a\ntwo\n"), 65536);
    QCOMPARE(taken.lines.size(), 3);
    QCOMPARE(taken.lines.at(1).size(), longest.size());
    QCOMPARE(taken.lines.last(), "two"_ba);
    QCOMPARE(taken.tooLong, 1);
}

void TestExportLines::whatIsBrokenIsTold_data()
{
    QTest::addColumn<QByteArray>("file");
    QByteArray text;
    for (int i = 0; i < 20000; ++i) {
        text += QByteArray::number(i * 7919) + '\n';
    }
    const QByteArray whole = packed(text);
    QTest::newRow("truncated") << whole.first(whole.size() / 2);
    QTest::newRow("its end is missing") << whole.chopped(1);
    QByteArray damaged = whole;
    damaged.replace(whole.size() / 2, 8, "\xff\xff\xff\xff\xff\xff\xff\xff");
    QTest::newRow("damaged") << damaged;
    QTest::newRow("head alone") << "\x1f\x8b"_ba;
    QTest::newRow("no gzip after the head") << "\x1f\x8b and so on, which is text"_ba;
}

void TestExportLines::whatIsBrokenIsTold()
{
    QFETCH(QByteArray, file);
    QVERIFY(take(file, 1000).isBroken);
    QVERIFY(take(file, 1000000).isBroken);
}

void TestExportLines::stopsInTheMiddleOfWhatUnpacksWithoutEnd()
{
    std::stop_source stop;
    int lines = 0;
    Api::ExportLines reading({[&](const QByteArray &) {
                                  ++lines;
                                  stop.request_stop();
                              },
                              [] {}});
    const QByteArray bomb = packed(QByteArray("a\n").repeated(5000000));
    QVERIFY(reading.feed(bomb, stop.get_token()));
    QVERIFY(lines < 100000);
}

QTEST_APPLESS_MAIN(TestExportLines)
#include "tst_exportlines.moc"
