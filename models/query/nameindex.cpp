#include "query/nameindex.h"

#include "query/foldedname.h"

#include <algorithm>

namespace Query {

namespace {

// Of a text before it is folded, which makes it three times as long at most, and six times as UTF-8.
constexpr qsizetype longestName = 200;
constexpr qsizetype longestId = 300;
constexpr std::size_t mostWords = 16;
/// Unused bytes from which on the texts are laid out anew, where they are the most of it.
constexpr std::size_t muchUnused = 1 << 20;

std::string folded(const QString &text, qsizetype longest)
{
    return foldedName(QStringView(text).first(std::min(longest, text.size()))).toStdString();
}

/// A letter or digit, or part of one beyond ASCII.
bool isInWord(char unit)
{
    return (unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9')
        || (static_cast<unsigned char>(unit) & 0x80) != 0;
}

enum class Place { Nowhere, Inside, AtWord };

Place placeOf(std::string_view word, std::string_view text)
{
    std::size_t at = text.find(word);
    if (at == std::string_view::npos) {
        return Place::Nowhere;
    }
    for (; at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (at == 0 || !isInWord(text[at - 1]) || !isInWord(word.front())) {
            return Place::AtWord;
        }
    }
    return Place::Inside;
}

} // namespace

void NameIndex::setGroup(int group, const QString &words, int order)
{
    if (std::size_t(group) >= m_groups.size()) {
        m_groups.resize(std::size_t(group) + 1);
    }
    m_groups[std::size_t(group)] = {folded(words, longestId), order};
    m_isLastValid = false;
}

void NameIndex::set(int thing, const NameEntry &entry)
{
    if (std::size_t(thing) >= m_entries.size()) {
        m_entries.resize(std::size_t(thing) + 1);
    }
    const std::string name = folded(entry.name, longestName);
    const std::string head = name + '\n' + folded(entry.more, longestName) + '\n';
    const std::string text = head + folded(entry.id, longestId);
    Entry &kept = m_entries[std::size_t(thing)];
    kept.group = quint16(entry.group);
    if (kept.length > 0 && textOf(kept) == text) {
        return; // most changes are of something else
    }
    m_unused += kept.length;
    m_size += kept.length == 0 ? 1 : 0;
    m_isLastValid = false;
    kept.start = quint32(m_text.size());
    kept.name = quint16(name.size());
    kept.id = quint16(head.size());
    kept.length = quint16(text.size());
    m_text += text;
    compact();
}

void NameIndex::remove(int thing)
{
    Entry &entry = m_entries[std::size_t(thing)];
    m_size -= entry.length > 0 ? 1 : 0;
    m_unused += entry.length;
    entry = {};
    m_isLastValid = false;
}

void NameIndex::setWeight(int thing, int weight)
{
    m_entries[std::size_t(thing)].weight = quint8(std::clamp(weight, 0, 255));
}

void NameIndex::compact()
{
    if (m_unused < muchUnused || m_unused < m_text.size() / 2) {
        return;
    }
    std::string text;
    text.reserve(m_text.size() - m_unused);
    for (Entry &entry : m_entries) {
        const std::string_view own = textOf(entry);
        entry.start = quint32(text.size());
        text += own;
    }
    m_text = std::move(text);
    m_unused = 0;
}

NameIndex::Wanted NameIndex::wantedFor(const QString &text)
{
    Wanted wanted;
    wanted.whole = folded(text, longestId);
    for (std::size_t at = 0; at < wanted.whole.size() && wanted.words.size() < mostWords;) {
        const std::size_t end = std::min(wanted.whole.find(' ', at), wanted.whole.size());
        if (end > at) {
            wanted.words.push_back(wanted.whole.substr(at, end - at));
        }
        at = end + 1;
    }
    return wanted;
}

/// A word more may be one that the group has, so that only a longer last word asks for less.
bool NameIndex::narrows(const Wanted &wanted) const
{
    const auto &now = wanted.words;
    const auto &last = m_last.words;
    return m_isLastValid && !now.empty() && now.size() == last.size()
        && std::equal(now.begin(), now.end() - 1, last.begin()) && now.back().starts_with(last.back());
}

/// `inGroup` has a bit for each word that the entry's group has.
NameIndex::Fit NameIndex::fit(const Entry &entry, const Wanted &wanted, quint32 inGroup) const
{
    const std::string_view text = textOf(entry);
    bool hasOwn = false;
    bool isWhole = true;
    Fit fit = Fit::WordPrefix;
    for (std::size_t i = 0; i < wanted.words.size(); ++i) {
        const Place place = placeOf(wanted.words[i], text);
        if (place == Place::Nowhere) {
            if ((inGroup >> i & 1U) == 0) {
                return Fit::None;
            }
            isWhole = false;
            continue;
        }
        hasOwn = true;
        if (place == Place::Inside) {
            fit = Fit::Inside;
        }
    }
    if (!hasOwn) {
        return Fit::None;
    }
    const std::string_view name = text.substr(0, entry.name);
    if (isWhole && (text.substr(entry.id) == wanted.whole || name == wanted.whole)) {
        return Fit::Exact;
    }
    return isWhole && name.starts_with(wanted.whole) ? Fit::NamePrefix : fit;
}

bool NameIndex::isBefore(const Hit &one, const Hit &other) const
{
    if (one.rank != other.rank) {
        return one.rank < other.rank;
    }
    const Entry &left = m_entries[std::size_t(one.thing)];
    const Entry &right = m_entries[std::size_t(other.thing)];
    if (left.weight != right.weight) {
        return left.weight > right.weight;
    }
    const int leftOrder = m_groups[left.group].order;
    const int rightOrder = m_groups[right.group].order;
    if (leftOrder != rightOrder) {
        return leftOrder < rightOrder;
    }
    const int names = textOf(left).substr(0, left.name).compare(textOf(right).substr(0, right.name));
    return names != 0 ? names < 0 : one.thing < other.thing;
}

NameIndex::Answer NameIndex::find(const QString &text, qsizetype most)
{
    Wanted wanted = wantedFor(text);
    if (wanted.words.empty()) {
        return {};
    }
    std::vector<quint32> inGroup(m_groups.size());
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        for (std::size_t i = 0; i < wanted.words.size(); ++i) {
            const bool has = m_groups[group].words.find(wanted.words[i]) != std::string::npos;
            inGroup[group] |= quint32(has) << i;
        }
    }
    std::vector<Hit> hits;
    std::vector<int> all;
    const auto look = [&](int thing) {
        const Entry &entry = m_entries[std::size_t(thing)];
        const Fit how = entry.length > 0 ? fit(entry, wanted, inGroup[entry.group]) : Fit::None;
        if (how != Fit::None) {
            const bool isPreferred = entry.weight > 0 && how != Fit::Exact && how != Fit::Inside;
            // Exact is 0, and what is preferred comes between it and the rest.
            hits.push_back({thing, isPreferred ? 1 : how == Fit::Exact ? 0 : int(how) + 1});
            all.push_back(thing);
        }
    };
    if (narrows(wanted)) {
        std::for_each(m_lastHits.begin(), m_lastHits.end(), look);
    } else {
        for (int thing = 0; thing < int(m_entries.size()); ++thing) {
            look(thing);
        }
    }
    const auto end = hits.begin() + std::min<std::ptrdiff_t>(std::ptrdiff_t(hits.size()), most);
    std::partial_sort(hits.begin(), end, hits.end(),
                      [this](const Hit &one, const Hit &other) { return isBefore(one, other); });
    Answer answer;
    answer.total = qsizetype(hits.size());
    std::transform(hits.begin(), end, std::back_inserter(answer.things), [](const Hit &hit) { return hit.thing; });
    m_last = std::move(wanted);
    m_lastHits = std::move(all);
    m_isLastValid = true;
    return answer;
}

} // namespace Query
