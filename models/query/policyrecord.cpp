#include "query/policyrecord.h"

#include "query/columns.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

using Policy::Key;

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
    return texts.isEmpty() ? Value() : Value(texts.join(u" | "_s));
}

template <typename Number> Value lowest(const QList<Policy::Reading> &readings, Number number)
{
    if (readings.isEmpty()) {
        return {};
    }
    qint64 least = number(readings.first());
    for (const Policy::Reading &reading : readings) {
        least = std::min<qint64>(least, number(reading));
    }
    return least;
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
    return text.isEmpty() ? Value() : Value(text);
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

RecordPtr policyRecord(const Record &connection, const Policy::Baseline &baseline)
{
    const std::optional<Policy::PolicyRow> row = Policy::policyRow(connection.original);
    if (!row) {
        return nullptr;
    }
    const QList<Policy::Reading> readings = row->readings();
    const QList<Policy::Deviation> found = Policy::deviations(*row, baseline);
    const bool isCompared = row->hasOptions && !baseline.isEmpty();
    return std::make_shared<const Record>(
        Record{connection.tenant,
               connection.id,
               {
                   textAt(connection, Kind::Connections, u"tenant"),
                   row->name,
                   row->hasOptions ? Value(Policy::wordFor(row->generation)) : Value(),
                   textFor(readings, Key::Level),
                   lowest(readings, [](const Policy::Reading &reading) { return reading.minLength; }),
                   textFor(readings, Key::CharacterTypes),
                   textFor(readings, Key::CharacterTypeRule),
                   textFor(readings, Key::IdenticalCharacters),
                   textFor(readings, Key::SequentialCharacters),
                   textFor(readings, Key::MaxLengthExceeded),
                   textFor(readings, Key::Dictionary),
                   lowest(readings, [](const Policy::Reading &reading) { return reading.dictionaryWords.size(); }),
                   lowest(readings, [](const Policy::Reading &reading) { return reading.historySize; }),
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
}

} // namespace Query
