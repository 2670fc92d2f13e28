#include "items/arranger.h"

#include <QRandomGenerator>
#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using Items::Arrangement;
using Items::Arranger;
using Query::Kind;

class TestArranger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsFilteringAndStableSorting();
    void aKeystrokeMakesNoKeys();
    void pagesCostWhatTheyBring();
    void aCancelledOneLeavesNoTrace();
};

namespace {

const std::atomic_bool goOn{false};

Query::RecordPtr recordOf(int id, const Query::Value &name, const Query::Value &kind, const Query::Value &minLength)
{
    auto record = std::make_shared<Query::Record>();
    record->tenant = Domain::TenantId(u"t"_s);
    record->id = QString::number(id);
    record->cells = QList<Query::Value>(Query::columnsOf(Kind::Connections).size());
    record->cells[Query::columnIndex(Kind::Connections, u"name")] = name;
    record->cells[Query::columnIndex(Kind::Connections, u"kind")] = kind;
    record->cells[Query::columnIndex(Kind::Connections, u"min_length")] = minLength;
    record->original = "{}";
    return record;
}

Query::RecordPtr anyRecord(int id)
{
    // Few letters, so that there are equal names, hits and misses.
    const auto name = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("aAbB29-")));
    const int length = *rc::gen::inRange(0, 14);
    const bool known = *rc::gen::inRange(0, 4) > 0;
    return recordOf(id, QString::fromStdString(name), *rc::gen::inRange(0, 2) ? u"database"_s : u"social"_s,
                    known ? Query::Value(qint64(length)) : Query::Value());
}

/// The same in the plainest way.
QList<int> naive(const QList<Query::RecordPtr> &records, const Arrangement &wanted)
{
    const QCollator collator = Items::collatorForNames();
    const auto before = [&](int left, int right) {
        const Query::Value &one = records.at(left)->cells.at(wanted.column);
        const Query::Value &other = records.at(right)->cells.at(wanted.column);
        const bool known = !std::holds_alternative<std::monostate>(one);
        const bool otherKnown = !std::holds_alternative<std::monostate>(other);
        if (!known || !otherKnown) {
            return known && !otherKnown;
        }
        int comparison = 0;
        if (const auto *number = std::get_if<qint64>(&one)) {
            comparison = *number < std::get<qint64>(other) ? -1 : *number > std::get<qint64>(other) ? 1 : 0;
        } else {
            comparison = collator.sortKey(Query::textOf(one)).compare(collator.sortKey(Query::textOf(other)));
        }
        return wanted.order == Qt::AscendingOrder ? comparison < 0 : comparison > 0;
    };
    QList<int> rows;
    for (int slot = 0; slot < int(records.size()); ++slot) {
        const Query::RecordPtr &record = records.at(slot);
        const int kind = Query::columnIndex(wanted.kind, u"kind");
        if (record
            && (wanted.connectionKind.isEmpty() || Query::textOf(record->cells.at(kind)) == wanted.connectionKind)
            && wanted.filter.matches(*record)) {
            rows.append(slot);
        }
    }
    if (wanted.column >= 0) {
        std::stable_sort(rows.begin(), rows.end(), before);
    }
    return rows;
}

Arrangement byName()
{
    Arrangement wanted;
    wanted.column = Query::columnIndex(Kind::Connections, u"name");
    return wanted;
}

} // namespace

void TestArranger::equalsFilteringAndStableSorting()
{
    // One arranger lives through everything that happens to a table; what it remembers must never show.
    const bool held = rc::check("an arrangement is a filter and a stable sort", [] {
        Arranger arranger;
        Arrangement wanted;
        QList<Query::RecordPtr> records;
        const int steps = *rc::gen::inRange(1, 12);
        for (int step = 0; step < steps; ++step) {
            switch (*rc::gen::inRange(0, 6)) {
            case 0:
            case 1:
                for (int i = *rc::gen::inRange(1, 20); i > 0; --i) {
                    records.append(anyRecord(int(records.size())));
                }
                break;
            case 2:
                if (!records.isEmpty()) {
                    const int slot = *rc::gen::inRange(0, int(records.size()));
                    records[slot] = anyRecord(slot);
                }
                break;
            case 3:
                if (!records.isEmpty()) {
                    records[*rc::gen::inRange(0, int(records.size()))].reset();
                }
                break;
            case 4: {
                const QString text = *rc::gen::element(u"a"_s, u"name~B"_s, u"min_length<8"_s, u""_s, u"name!~2 9"_s);
                wanted.filter = *Query::Filter::parse(Kind::Connections, text);
                wanted.connectionKind = *rc::gen::element(QString(), u"database"_s);
                ++wanted.filterVersion;
                break;
            }
            default:
                wanted.column = *rc::gen::element(-1, Query::columnIndex(Kind::Connections, u"name"),
                                                  Query::columnIndex(Kind::Connections, u"min_length"));
                wanted.order = *rc::gen::element(Qt::AscendingOrder, Qt::DescendingOrder);
            }
            RC_ASSERT(arranger.arrange(records, wanted, goOn) == naive(records, wanted));
        }
    });
    QVERIFY(held);
}

void TestArranger::aKeystrokeMakesNoKeys()
{
    QList<Query::RecordPtr> records;
    for (int i = 0; i < 5000; ++i) {
        records.append(recordOf(i, u"customer-%1"_s.arg(i), u"database"_s, qint64(8)));
    }
    Arranger arranger;
    Arrangement wanted = byName();
    QCOMPARE(arranger.arrange(records, wanted, goOn).size(), 5000);
    QCOMPARE(arranger.keysMade(), 5000u);
    for (const QString &text : {u"c"_s, u"cu"_s, u"customer-49"_s}) {
        wanted.filter = *Query::Filter::parse(Kind::Connections, text);
        ++wanted.filterVersion;
        QVERIFY(!arranger.arrange(records, wanted, goOn).isEmpty());
    }
    QCOMPARE(arranger.keysMade(), 5000u);
    // The other direction neither.
    wanted.order = Qt::DescendingOrder;
    arranger.arrange(records, wanted, goOn);
    QCOMPARE(arranger.keysMade(), 5000u);
}

void TestArranger::pagesCostWhatTheyBring()
{
    // Loading must not grow with the square of the list: a page costs its own records.
    Arranger arranger;
    Arrangement wanted = byName();
    wanted.filter = *Query::Filter::parse(Kind::Connections, u"customer"_s);
    QList<Query::RecordPtr> records;
    for (int page = 0; page < 50; ++page) {
        for (int i = 0; i < 100; ++i) {
            records.append(recordOf(int(records.size()),
                                    u"customer-%1"_s.arg(QRandomGenerator::global()->bounded(9999)), u"database"_s,
                                    qint64(8)));
        }
        QCOMPARE(arranger.arrange(records, wanted, goOn).size(), records.size());
    }
    QCOMPARE(arranger.keysMade(), quint64(records.size()));
    QCOMPARE(arranger.recordsMatched(), quint64(records.size()));
}

void TestArranger::aCancelledOneLeavesNoTrace()
{
    QList<Query::RecordPtr> records;
    for (int i = 0; i < 3000; ++i) {
        records.append(recordOf(i, u"customer-%1"_s.arg(3000 - i), u"database"_s, qint64(i % 20)));
    }
    const std::atomic_bool stop{true};
    Arranger arranger;
    Arrangement wanted = byName();
    arranger.arrange(records, wanted, stop);
    QCOMPARE(arranger.arrange(records, wanted, goOn), naive(records, wanted));
    wanted.filter = *Query::Filter::parse(Kind::Connections, u"min_length<5"_s);
    ++wanted.filterVersion;
    arranger.arrange(records, wanted, stop);
    QCOMPARE(arranger.arrange(records, wanted, goOn), naive(records, wanted));
}

QTEST_GUILESS_MAIN(TestArranger)
#include "tst_arranger.moc"
