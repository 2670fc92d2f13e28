#pragma once

#include <QList>
#include <QString>

#include <string>
#include <vector>

namespace Query {

/// What can be found of one thing. Long texts are cut: nobody types that far.
struct NameEntry
{
    QString name;
    QString more; ///< other names of it
    QString id;
    int group = 0; ///< of NameIndex::setGroup()
};

/// Finds things among many by words of their names, as somebody types: every word must be in the name, the id or the
/// words of the thing's group, in any order, at least one of them in its own. Texts are folded (foldedName) and lie one
/// after the other in memory, so that a keystroke looks through 100,000 in some milliseconds; what only adds letters
/// looks through the last answer. No widgets, no records: a caller's number stands for each thing.
class NameIndex
{
public:
    /// Words that all things of a group are found by as well, as the name of their tenant; `order` breaks ties.
    void setGroup(int group, const QString &words, int order);
    /// Puts a thing in, or another text under its number. Numbers are small and dense.
    void set(int thing, const NameEntry &entry);
    void remove(int thing);
    /// Comes before what fits as well; 0, as at first, to 255.
    void setWeight(int thing, int weight);
    /// Things that are there.
    qsizetype size() const { return m_size; }

    struct Answer
    {
        QList<int> things; ///< the best, best first
        qsizetype total = 0; ///< all that fit
    };
    /// The order: the exact id or name; what has a weight; a name that begins with the text; words that begin with the
    /// words; words that hold them. Nothing for a text without words.
    Answer find(const QString &text, qsizetype most);

private:
    enum class Fit : quint8 { Exact, NamePrefix, WordPrefix, Inside, None };
    struct Entry
    {
        quint32 start = 0;
        quint16 name = 0; ///< length
        quint16 id = 0; ///< where it begins, from `start`
        quint16 length = 0; ///< 0: not there
        quint16 group = 0;
        quint8 weight = 0;
    };
    struct Group
    {
        std::string words;
        int order = 0;
    };
    struct Wanted
    {
        std::string whole;
        std::vector<std::string> words;
    };
    struct Hit
    {
        int thing;
        int rank; ///< lower is better
    };

    static Wanted wantedFor(const QString &text);
    std::string_view textOf(const Entry &entry) const
    {
        return std::string_view(m_text).substr(entry.start, entry.length);
    }
    bool narrows(const Wanted &wanted) const;
    Fit fit(const Entry &entry, const Wanted &wanted, quint32 inGroup) const;
    bool isBefore(const Hit &one, const Hit &other) const;
    void compact();

    std::string m_text; ///< UTF-8: "name\nmore\nid" of every entry
    std::size_t m_unused = 0; ///< bytes of it that no entry holds any more
    std::vector<Entry> m_entries;
    std::vector<Group> m_groups;
    qsizetype m_size = 0;
    Wanted m_last; ///< of m_lastHits
    std::vector<int> m_lastHits; ///< all that fitted
    bool m_isLastValid = false; ///< nothing has changed since
};

} // namespace Query
