#include "query/policyrecord.h"

#include "query/columns.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

using Policy::Key;

/// The one copy of a text that many rows share: what a policy says is said in few words. Saves memory, and makes
/// looking through a large table quicker.
QString shared(const QString &text)
{
    constexpr qsizetype mostTexts = 2000; // of a hostile estate; each thread keeps its own
    thread_local QSet<QString> texts;
    const auto known = texts.constFind(text);
    if (known != texts.cend()) {
        return *known;
    }
    if (texts.size() < mostTexts) {
        texts.insert(text);
    }
    return text;
}

/// One text where all readings agree, else each, legacy first.
Value textFor(const QList<Policy::Reading> &readings, Key key)
{
    QStringList texts;
    for (const Policy::Reading &reading : readings) {
        const QString text = Policy::textOf(Policy::settingOf(reading, key));
        if (!text.isEmpty() && !texts.contains(text)) {
            texts.append(text);
        }
    }
    return texts.isEmpty() ? Value() : Value(shared(texts.join(u" | "_s)));
}

/// The settings that are numbers in the table.
constexpr Key numberKeys[] = {Key::MinLength, Key::DictionaryWords, Key::HistorySize};

qint64 numberOf(const Policy::Reading &reading, Key key)
{
    switch (key) {
    case Key::MinLength:
        return reading.minLength;
    case Key::DictionaryWords:
        return reading.dictionaryWords.size();
    default:
        return reading.historySize;
    }
}

Value lowest(const QList<Policy::Reading> &readings, Key key)
{
    if (readings.isEmpty()) {
        return {};
    }
    qint64 least = numberOf(readings.first(), key);
    for (const Policy::Reading &reading : readings) {
        least = std::min(least, numberOf(reading, key));
    }
    return least;
}

/// "8 | 15", or nothing where the readings agree.
QString differingNumbers(const QList<Policy::Reading> &readings, Key key)
{
    QStringList texts;
    for (const Policy::Reading &reading : readings) {
        const QString text = QString::number(numberOf(reading, key));
        if (!texts.contains(text)) {
            texts.append(text);
        }
    }
    return texts.size() > 1 ? texts.join(u" | "_s) : QString();
}

/// "all 4", "3 of 4", "a–z, 0–9": what a narrow column has room for.
QString shortTypes(const Policy::Reading &reading)
{
    static const std::pair<QString, QString> names[] = {
        {u"lowercase"_s, u"a–z"_s}, {u"uppercase"_s, u"A–Z"_s}, {u"number"_s, u"0–9"_s}, {u"special"_s, u"special"_s}};
    if (reading.characterTypes.size() == std::ssize(names)) {
        return reading.characterTypeRule == "all"_L1 ? QCoreApplication::translate("Query", "all 4")
                                                     : QCoreApplication::translate("Query", "3 of 4");
    }
    QStringList texts;
    for (const auto &[word, name] : names) {
        if (reading.characterTypes.contains(word)) {
            texts.append(name);
        }
    }
    return texts.isEmpty() ? QCoreApplication::translate("Query", "none") : texts.join(u", "_s);
}

QString shortTypes(const QList<Policy::Reading> &readings)
{
    QStringList texts;
    for (const Policy::Reading &reading : readings) {
        const QString text = shortTypes(reading);
        if (!texts.contains(text)) {
            texts.append(text);
        }
    }
    return texts.join(u" | "_s);
}

/// The column that shows a setting. Blocked fields have none of their own.
int columnOf(Key key)
{
    const Key shown = key == Key::BlockedFields ? Key::ProfileData : key;
    return columnIndex(Kind::Policies, QString(Policy::nameOf(shown)));
}

Value flag(const std::optional<bool> &isOn)
{
    return isOn ? Value(*isOn) : Value();
}

Value negated(const std::optional<bool> &isOff)
{
    return isOff ? Value(!*isOff) : Value();
}

Value text(const QString &text)
{
    return text.isEmpty() ? Value() : Value(shared(text));
}

Policy::Direction together(Policy::Direction one, Policy::Direction other)
{
    using Policy::Direction;
    if (one == Direction::Weaker || other == Direction::Weaker) {
        return Direction::Weaker;
    }
    return one == other ? one : Direction::Different;
}

QList<PolicyCell> cellsOf(const Policy::PolicyRow &row, const QList<Policy::Deviation> &deviations)
{
    const QList<Policy::Reading> readings = row.readings();
    QMap<int, PolicyCell> cells;
    for (const Policy::Deviation &deviation : deviations) {
        PolicyCell &cell = cells[columnOf(deviation.key)];
        cell.deviation = cell.deviation ? together(*cell.deviation, deviation.direction) : deviation.direction;
    }
    for (const Key key : numberKeys) {
        if (const QString both = differingNumbers(readings, key); !both.isEmpty()) {
            cells[columnOf(key)].text = both;
        }
    }
    if (row.isCustomDatabase) {
        static const int generation = columnIndex(Kind::Policies, u"generation");
        cells[generation].text
            = QCoreApplication::translate("Query", "%1, custom db").arg(Policy::wordFor(row.generation));
    }
    if (const QString types = shortTypes(readings); !types.isEmpty()) {
        cells[columnOf(Key::CharacterTypes)].text = types;
    }
    QList<PolicyCell> list;
    list.reserve(cells.size());
    for (auto cell = cells.begin(); cell != cells.end(); ++cell) {
        cell->column = cell.key();
        list.append(*cell);
    }
    return list;
}

/// Every setting counts once, also where both generations differ in it.
qint64 deviatingSettings(const QList<Policy::Deviation> &deviations)
{
    QList<Key> keys;
    for (const Policy::Deviation &deviation : deviations) {
        if (!keys.contains(deviation.key)) {
            keys.append(deviation.key);
        }
    }
    return keys.size();
}

} // namespace

QString describeDeviations(const QList<Policy::Deviation> &deviations)
{
    QStringList texts;
    for (const Policy::Deviation &deviation : deviations) {
        const QString described = QCoreApplication::translate("Query", "%1 %2, wanted %3 (%4)")
                                      .arg(Policy::nameOf(deviation.key), Policy::textOf(deviation.found),
                                           Policy::textOf(deviation.wanted), Policy::nameOf(deviation.direction));
        if (!texts.contains(described)) {
            texts.append(described);
        }
    }
    return texts.join(u"; "_s);
}

QString describeDeviation(const Record &policy, int column, const Policy::Baseline &baseline)
{
    const std::optional<Policy::PolicyRow> row = Policy::policyRow(policy.original);
    if (!row) {
        return {};
    }
    QList<Policy::Deviation> found = Policy::deviations(*row, baseline);
    found.removeIf([column](const Policy::Deviation &deviation) { return columnOf(deviation.key) != column; });
    return describeDeviations(found);
}

QString policyText(const Record &policy, int column)
{
    static const int generation = columnIndex(Kind::Policies, u"generation");
    const auto *isNumber = std::get_if<qint64>(&policy.cells.at(column));
    if (isNumber && textOf(policy.cells.at(generation)) == Policy::wordFor(Domain::PolicyGeneration::Both)) {
        const std::optional<Policy::PolicyRow> row = Policy::policyRow(policy.original);
        for (const Key key : numberKeys) {
            QString both = row && columnOf(key) == column ? differingNumbers(row->readings(), key) : QString();
            if (!both.isEmpty()) {
                return both;
            }
        }
    }
    return textOf(policy.cells.at(column));
}

const PolicyCell *PolicyEntry::cell(int column) const
{
    const auto found
        = std::find_if(cells.begin(), cells.end(), [column](const PolicyCell &cell) { return cell.column == column; });
    return found == cells.end() ? nullptr : &*found;
}

PolicyEntry policyEntry(const Record &connection, const Policy::Baseline &baseline)
{
    const std::optional<Policy::PolicyRow> row = Policy::policyRow(connection.original);
    if (!row) {
        return {};
    }
    const QList<Policy::Reading> readings = row->readings();
    const QList<Policy::Deviation> found = Policy::deviations(*row, baseline);
    const bool isCompared = row->hasOptions && !baseline.isEmpty();
    auto record
        = std::make_shared<const Record>(Record{connection.tenant,
                                                connection.id,
                                                {
                                                    textAt(connection, Kind::Connections, u"tenant"),
                                                    row->name,
                                                    row->hasOptions ? Value(Policy::wordFor(row->generation)) : Value(),
                                                    textFor(readings, Key::Level),
                                                    lowest(readings, Key::MinLength),
                                                    textFor(readings, Key::CharacterTypes),
                                                    textFor(readings, Key::CharacterTypeRule),
                                                    textFor(readings, Key::IdenticalCharacters),
                                                    textFor(readings, Key::SequentialCharacters),
                                                    textFor(readings, Key::MaxLengthExceeded),
                                                    textFor(readings, Key::Dictionary),
                                                    lowest(readings, Key::DictionaryWords),
                                                    lowest(readings, Key::HistorySize),
                                                    textFor(readings, Key::ProfileData),
                                                    negated(row->signupDisabled),
                                                    negated(row->selfServiceChangeDisabled),
                                                    flag(row->passwordEnabled),
                                                    text(row->apiBehavior),
                                                    text(row->signupBehavior),
                                                    row->hasOptions ? Value(row->isCustomDatabase) : Value(),
                                                    isCompared ? Value(deviatingSettings(found)) : Value(),
                                                    isCompared ? text(describeDeviations(found)) : Value(),
                                                    connection.id,
                                                },
                                                connection.original});
    return {std::move(record), cellsOf(*row, found)};
}

} // namespace Query
