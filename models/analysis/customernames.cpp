#include "analysis/customernames.h"

#include "domain/customer.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// More would not be read by whoever chooses among them.
constexpr int maximumPatterns = 12;
/// So many names that resemble each other are no accident; where the customer stands last, a vendor's own names
/// resemble each other as well ("Ledgerline Portal", "Ledgerline Archive").
constexpr std::size_t enoughBeforeSuffix = 3;
constexpr std::size_t enoughAfterPrefix = 5;

struct Candidate
{
    QString pattern;
    bool isPrefix = false;
    QList<int> names; ///< positions
    QStringList customers; ///< of each of them
};

bool isSeparator(QChar character)
{
    return character == u'-' || character == u'_' || character == u'.' || character == u' ';
}

class Search
{
public:
    explicit Search(const QList<NamedObject> &names)
    {
        for (int i = 0; i < names.size(); ++i) {
            addReadings(i, names[i]);
        }
    }

    QList<SharedPattern> accept(std::set<QString> &known, QList<bool> &explained, const std::stop_token &stop)
    {
        QList<SharedPattern> accepted;
        while (accepted.size() < maximumPatterns && !stop.stop_requested()) {
            const Candidate *best = nullptr;
            std::tuple<qsizetype, qsizetype, qsizetype> bestWorth;
            for (const Candidate &candidate : m_candidates) {
                const auto worth = worthOf(candidate, known, explained);
                if (worth > bestWorth) {
                    best = &candidate;
                    bestWorth = worth;
                }
            }
            if (!best) {
                break;
            }
            SharedPattern shared{best->pattern, {}, 0};
            for (int i = 0; i < best->names.size(); ++i) {
                shared.customers.insert(best->customers[i]);
                ++shared.objects;
                explained[best->names[i]] = true;
            }
            known.insert(shared.customers.begin(), shared.customers.end());
            accepted.append(std::move(shared));
        }
        return accepted;
    }

private:
    void addReadings(int position, const NamedObject &object)
    {
        const QString &name = object.name;
        if (name.contains(u'{') || name.contains(u'}') || name.contains(u'*')) {
            return; // could not be written in a pattern
        }
        for (qsizetype i = 1; i + 1 < name.size(); ++i) {
            if (!isSeparator(name[i])) {
                continue;
            }
            const QString rest = name.mid(i + 1);
            const bool isStrategy
                = !object.strategy.isEmpty() && rest.compare(object.strategy, Qt::CaseInsensitive) == 0;
            add(position, "{customer}"_L1 + name[i] + (isStrategy ? u"{strategy}"_s : rest), name.left(i), false);
            add(position, name.left(i + 1) + "{customer}"_L1, rest, true);
        }
    }

    void add(int position, const QString &pattern, const QString &customer, bool isPrefix)
    {
        const QString key = Domain::customerKeyOf(customer);
        if (key.isEmpty()) {
            return;
        }
        const auto known = m_places.constFind(pattern);
        if (known == m_places.constEnd()) {
            m_places.insert(pattern, int(m_candidates.size()));
            m_candidates.append({pattern, isPrefix, {position}, {key}});
            return;
        }
        m_candidates[*known].names.append(position);
        m_candidates[*known].customers.append(key);
    }

    /// How many names it explains that nothing explains yet, those of known customers first; nothing where it may be an
    /// accident.
    static std::tuple<qsizetype, qsizetype, qsizetype>
    worthOf(const Candidate &candidate, const std::set<QString> &known, const QList<bool> &explained)
    {
        qsizetype open = 0;
        std::set<QString> customers;
        std::set<QString> found; // of those, the known ones
        for (int i = 0; i < candidate.names.size(); ++i) {
            if (explained[candidate.names[i]]) {
                continue;
            }
            ++open;
            customers.insert(candidate.customers[i]);
            if (known.contains(candidate.customers[i])) {
                found.insert(candidate.customers[i]);
            }
        }
        const std::size_t enough = candidate.isPrefix ? enoughAfterPrefix : enoughBeforeSuffix;
        const bool isShared = customers.size() >= enough;
        const bool isKnown = !found.empty() && found.size() == customers.size();
        if (!isShared && !isKnown) {
            return {};
        }
        return {qsizetype(found.size()), open, candidate.pattern.size()};
    }

    QList<Candidate> m_candidates;
    QHash<QString, int> m_places; ///< by pattern
};

} // namespace

QList<SharedPattern> sharedPatterns(const QList<NamedObject> &names, std::set<QString> &known, QList<bool> &explained,
                                    const std::stop_token &stop)
{
    return Search(names).accept(known, explained, stop);
}

QString knownBeginning(const QString &name, const std::set<QString> &known)
{
    for (qsizetype i = name.size() - 1; i > 0; --i) {
        if (isSeparator(name[i])) {
            QString key = Domain::customerKeyOf(name.left(i));
            if (known.contains(key)) {
                return key;
            }
        }
    }
    return {};
}

} // namespace Analysis
