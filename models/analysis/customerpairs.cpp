#include "analysis/customerpairs.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// Below it a name is part of too many words.
constexpr qsizetype shortest = 3;

struct Place
{
    qsizetype at = -1;
    qsizetype length = 0;
};

bool isEdge(const QString &text, qsizetype at)
{
    return at < 0 || at >= text.size() || !text.at(at).isLetterOrNumber();
}

/// Where the customer stands in a case-folded text: its name, its key as several separators write it, or the first word
/// of these.
Place placeIn(const QString &text, const CalledCustomer &customer)
{
    const QString key = customer.key.toCaseFolded();
    QStringList words{customer.name.toCaseFolded(), key, QString(key).replace(u'-', u'_'),
                      QString(key).replace(u'-', u' '), QString(key).remove(u'-')};
    words.append(key.section(u'-', 0, 0));
    for (const QString &word : std::as_const(words)) {
        if (word.isEmpty()) {
            continue;
        }
        for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (word.size() >= shortest || (isEdge(text, at - 1) && isEdge(text, at + word.size()))) {
                return {at, word.size()};
            }
        }
    }
    return {};
}

using Groups = QMap<std::pair<QString, QString>, QStringList>; ///< ids by sort and role

Groups grouped(const QList<PairCandidate> &objects, const CalledCustomer &customer)
{
    Groups groups;
    for (const PairCandidate &object : objects) {
        groups[{object.sort, withoutCustomer(object.name, customer)}].append(object.id);
    }
    return groups;
}

QMap<QString, QStringList> bySort(const QList<PairCandidate> &objects, const QStringList &taken)
{
    QMap<QString, QStringList> ids;
    for (const PairCandidate &object : objects) {
        if (!taken.contains(object.id)) {
            ids[object.sort].append(object.id);
        }
    }
    return ids;
}

} // namespace

QString withoutCustomer(const QString &text, const CalledCustomer &customer)
{
    QString folded = text.toCaseFolded();
    const Place place = placeIn(folded, customer);
    return place.at < 0 ? folded : folded.replace(place.at, place.length, QString(QChar::Null));
}

bool namesCustomer(const QString &text, const CalledCustomer &customer)
{
    return placeIn(text.toCaseFolded(), customer).at >= 0;
}

QString CustomerPairs::leftOf(const QString &right) const
{
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const Pair &pair) { return pair.right == right; });
    return found == pairs.end() ? QString() : found->left;
}

QString CustomerPairs::rightOf(const QString &left) const
{
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const Pair &pair) { return pair.left == left; });
    return found == pairs.end() ? QString() : found->right;
}

CustomerPairs pairsOf(const QList<PairCandidate> &left, const CalledCustomer &leftCustomer,
                      const QList<PairCandidate> &right, const CalledCustomer &rightCustomer, bool mayBeCalledOtherwise)
{
    CustomerPairs found;
    QStringList takenLeft;
    QStringList takenRight;
    const auto take = [&](const QString &one, const QString &other) {
        found.pairs.append({one, other});
        takenLeft.append(one);
        takenRight.append(other);
    };
    const Groups ofLeft = grouped(left, leftCustomer);
    const Groups ofRight = grouped(right, rightCustomer);
    for (auto group = ofRight.cbegin(); group != ofRight.cend(); ++group) {
        const QStringList others = ofLeft.value(group.key());
        if (group->size() == 1 && others.size() == 1) {
            take(others.first(), group->first());
        } else if (!others.isEmpty()) {
            found.unclear += *group;
        }
    }
    if (mayBeCalledOtherwise) {
        const QMap<QString, QStringList> restOfLeft = bySort(left, takenLeft);
        const QMap<QString, QStringList> restOfRight = bySort(right, takenRight);
        for (auto rest = restOfRight.cbegin(); rest != restOfRight.cend(); ++rest) {
            const QStringList others = restOfLeft.value(rest.key());
            if (rest->size() == 1 && others.size() == 1) {
                take(others.first(), rest->first());
            }
        }
    }
    const auto restOf = [](const QList<PairCandidate> &objects, const QStringList &taken) {
        QStringList rest;
        for (const PairCandidate &object : objects) {
            if (!taken.contains(object.id)) {
                rest.append(object.id);
            }
        }
        return rest;
    };
    found.onlyLeft = restOf(left, takenLeft);
    found.onlyRight = restOf(right, takenRight);
    QMap<QString, CustomerPairs::Pair> byRight;
    for (const CustomerPairs::Pair &pair : std::as_const(found.pairs)) {
        byRight.insert(pair.right, pair);
    }
    found.pairs.clear();
    for (const PairCandidate &object : right) {
        if (byRight.contains(object.id)) {
            found.pairs.append(byRight.value(object.id));
        }
    }
    found.unclear.erase(std::remove_if(found.unclear.begin(), found.unclear.end(),
                                       [&](const QString &id) { return takenRight.contains(id); }),
                        found.unclear.end());
    return found;
}

} // namespace Analysis
