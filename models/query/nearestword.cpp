#include "query/nearestword.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace Query {

namespace {

constexpr int mostSlips = 2;

/// Letters to put in, take out or change (Levenshtein).
int distance(QStringView left, QStringView right)
{
    std::vector<int> row(std::size_t(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i) + 1;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const bool isSame = left.at(i).toCaseFolded() == right.at(qsizetype(j) - 1).toCaseFolded();
            const int changed = diagonal + (isSame ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString nearestWord(const QString &word, const QStringList &known)
{
    QString nearest;
    int least = mostSlips + 1;
    for (const QString &candidate : known) {
        // Of a short word, two slips leave nothing.
        const int slips = distance(word, candidate);
        if (slips < least && slips < word.size() - 1) {
            least = slips;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace Query
