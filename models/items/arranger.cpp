#include "items/arranger.h"

#include "query/columns.h"

#include <QtConcurrentMap>

#include <algorithm>
#include <numeric>

namespace Items {

namespace {

/// How many records are worked on between two looks at the cancel flag.
constexpr std::size_t stride = 1024;

} // namespace

QCollator collatorForNames()
{
    // The C locale compares bytes and knows no numbers.
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

QList<int> Arranger::arrange(const QList<Query::RecordPtr> &records, const Arrangement &wanted,
                             const std::atomic_bool &cancelled)
{
    if (m_column != wanted.column || m_order != wanted.order) {
        if (m_column != wanted.column) {
            m_keys.clear();
        }
        m_column = wanted.column;
        m_order = wanted.order;
        m_sorted.clear();
    }
    const std::vector<int> changed = changedSlots(records);
    if (!makeKeys(records, changed, wanted, cancelled)) {
        return {};
    }
    sort(records, changed);
    const bool isMatched = match(records, changed, wanted, cancelled);
    m_records = records;
    if (!isMatched) {
        return {};
    }
    QList<int> rows;
    rows.reserve(qsizetype(m_sorted.size()));
    for (const int slot : m_sorted) {
        if (m_passes[std::size_t(slot)] != 0) {
            rows.append(slot);
        }
    }
    return rows;
}

std::vector<int> Arranger::changedSlots(const QList<Query::RecordPtr> &records) const
{
    std::vector<int> changed;
    if (m_records.isSharedWith(records)) {
        return changed;
    }
    // m_records keeps the earlier records alive, so that two equal pointers are one record.
    for (qsizetype slot = 0; slot < records.size(); ++slot) {
        if (slot >= m_records.size() || m_records.at(slot) != records.at(slot)) {
            changed.push_back(int(slot));
        }
    }
    return changed;
}

/// False, with nothing kept, where it was cancelled.
bool Arranger::makeKeys(const QList<Query::RecordPtr> &records, const std::vector<int> &changed,
                        const Arrangement &wanted, const std::atomic_bool &cancelled)
{
    if (m_column < 0) {
        return true;
    }
    const QCollator collator = collatorForNames();
    const auto renew = [&](int slot) {
        if (const Query::RecordPtr &record = records.at(slot)) {
            m_keys[std::size_t(slot)] = keyOf(record->cells.at(wanted.column), collator);
            ++m_keysMade;
        }
    };
    const bool all = m_keys.empty();
    m_keys.resize(std::size_t(records.size()));
    const std::size_t count = all ? m_keys.size() : changed.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % stride == 0 && cancelled) {
            m_keys.clear();
            m_sorted.clear();
            return false;
        }
        renew(all ? int(i) : changed[i]);
    }
    return true;
}

Arranger::Key Arranger::keyOf(const Query::Value &cell, const QCollator &collator) const
{
    if (const auto *number = std::get_if<qint64>(&cell)) {
        return {true, *number, {}};
    }
    if (const auto *flag = std::get_if<bool>(&cell)) {
        return {true, *flag ? 1 : 0, {}};
    }
    if (const auto *text = std::get_if<QString>(&cell)) {
        return {true, 0, collator.sortKey(*text)};
    }
    return {};
}

bool Arranger::goesBefore(int left, int right) const
{
    if (m_column < 0) {
        return left < right;
    }
    const Key &one = m_keys[std::size_t(left)];
    const Key &other = m_keys[std::size_t(right)];
    if (one.isKnown != other.isKnown) {
        return one.isKnown;
    }
    int comparison = one.number < other.number ? -1 : one.number > other.number ? 1 : 0;
    if (comparison == 0 && one.text && other.text) {
        comparison = one.text->compare(*other.text);
    }
    if (comparison != 0) {
        return m_order == Qt::AscendingOrder ? comparison < 0 : comparison > 0;
    }
    return left < right;
}

void Arranger::sort(const QList<Query::RecordPtr> &records, const std::vector<int> &changed)
{
    const auto less = [this](int left, int right) { return goesBefore(left, right); };
    const auto isLive = [&records](int slot) { return records.at(slot) != nullptr; };
    if (m_sorted.empty() || changed.size() > std::size_t(records.size()) / 2) {
        m_sorted.resize(std::size_t(records.size()));
        std::iota(m_sorted.begin(), m_sorted.end(), 0);
        std::erase_if(m_sorted, [&](int slot) { return !isLive(slot); });
        if (m_column >= 0) {
            std::sort(m_sorted.begin(), m_sorted.end(), less);
        }
        return;
    }
    if (changed.empty()) {
        return;
    }
    // What did not change is in order already: sort the others and merge.
    std::vector<char> isChanged(std::size_t(records.size()), 0);
    std::vector<int> moving;
    for (const int slot : changed) {
        isChanged[std::size_t(slot)] = 1;
        if (isLive(slot)) {
            moving.push_back(slot);
        }
    }
    std::sort(moving.begin(), moving.end(), less);
    std::erase_if(m_sorted, [&](int slot) { return isChanged[std::size_t(slot)] != 0; });
    std::vector<int> merged(m_sorted.size() + moving.size());
    std::merge(m_sorted.begin(), m_sorted.end(), moving.begin(), moving.end(), merged.begin(), less);
    m_sorted = std::move(merged);
}

/// False where it was cancelled: then the next one matches all records. Several threads share the work: it is the
/// memory behind the records that takes the time.
bool Arranger::match(const QList<Query::RecordPtr> &records, const std::vector<int> &changed, const Arrangement &wanted,
                     const std::atomic_bool &cancelled)
{
    const int kindColumn = wanted.connectionKind.isEmpty() ? -1 : Query::columnIndex(wanted.kind, u"kind");
    const bool all = m_filterVersion != wanted.filterVersion;
    m_passes.resize(std::size_t(records.size()));
    const auto passes = [&](int slot) {
        const Query::RecordPtr &record = records.at(slot);
        return record && (kindColumn < 0 || Query::textOf(record->cells.at(kindColumn)) == wanted.connectionKind)
            && wanted.filter.matches(*record);
    };
    const std::size_t count = all ? m_passes.size() : changed.size();
    std::vector<std::size_t> starts;
    for (std::size_t start = 0; start < count; start += stride) {
        starts.push_back(start);
    }
    const auto matchFrom = [&](std::size_t start) {
        if (cancelled) {
            return;
        }
        for (std::size_t i = start; i < std::min(start + stride, count); ++i) {
            const int slot = all ? int(i) : changed[i];
            m_passes[std::size_t(slot)] = passes(slot) ? 1 : 0;
        }
    };
    if (starts.size() > 1) {
        QtConcurrent::blockingMap(starts, matchFrom);
    } else if (!starts.empty()) {
        matchFrom(0);
    }
    m_recordsMatched += count;
    m_filterVersion = cancelled ? 0 : wanted.filterVersion;
    return m_filterVersion != 0;
}

} // namespace Items
