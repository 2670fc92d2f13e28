#include "items/findingarranger.h"

#include "items/translation.h"

#include <QLocale>
#include <QMap>

#include <algorithm>
#include <tuple>

namespace Items {

namespace {

bool isWanted(const FindingRow &row, const FindingWish &wish, const QStringList &words)
{
    const Domain::Finding &finding = row.finding;
    const bool isLeftOut = finding.waiver ? wish.waived == WaivedFindings::Hidden : wish.waived == WaivedFindings::Only;
    const bool isNotForetold = !row.isForetold && wish.foretold == ForetoldFindings::Only;
    if (isLeftOut || isNotForetold || finding.severity < wish.atLeast || (wish.tenant && *wish.tenant != row.tenant)) {
        return false;
    }
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        const auto holds = [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        return holds(row.tenantName) || holds(row.check) || holds(finding.check) || holds(finding.subject.name)
            || holds(row.customer) || holds(finding.subject.id) || holds(finding.message)
            || holds(titleOf(finding.severity))
            || (finding.waiver && (holds(finding.waiver->note) || holds(finding.waiver->by)));
    });
}

QString groupOf(const FindingRow &row, FindingGrouping grouping)
{
    switch (grouping) {
    case FindingGrouping::None:
        break;
    case FindingGrouping::Severity:
        return titleOf(row.finding.severity);
    case FindingGrouping::Tenant:
        return row.tenantName;
    case FindingGrouping::Check:
        return row.check;
    case FindingGrouping::Subject:
        return row.finding.subject.name;
    case FindingGrouping::Customer:
        return row.customer.isEmpty() ? tr("No customer") : row.customer;
    }
    return {};
}

} // namespace

void FindingRows::append(const List &rows)
{
    if (!rows->isEmpty()) {
        m_ends.append(size() + rows->size());
        m_lists.append(rows);
    }
}

const FindingRow &FindingRows::at(qsizetype place) const
{
    const auto end = std::upper_bound(m_ends.cbegin(), m_ends.cend(), place);
    const qsizetype list = end - m_ends.cbegin();
    return m_lists.at(list)->at(place - (list == 0 ? 0 : m_ends.at(list - 1)));
}

QList<FindingGroup> arrange(const FindingRows &rows, const FindingWish &wish)
{
    const QStringList words = wish.text.simplified().split(u' ', Qt::SkipEmptyParts);
    QList<int> wanted;
    for (int i = 0; i < rows.size(); ++i) {
        if (isWanted(rows.at(i), wish, words)) {
            wanted.append(i);
        }
    }
    std::stable_sort(wanted.begin(), wanted.end(), [&rows](int left, int right) {
        return Domain::comesBefore(rows.at(left).finding, rows.at(right).finding);
    });
    // Two subjects of one name are two groups: their ids tell them apart.
    using Key = std::tuple<QString, QString, QString>;
    QMap<Key, int> places;
    QList<FindingGroup> groups;
    for (const int i : std::as_const(wanted)) {
        const FindingRow &row = rows.at(i);
        const bool isOfSubject = wish.grouping == FindingGrouping::Subject;
        const bool isOfTenant = isOfSubject || wish.grouping == FindingGrouping::Tenant;
        const Key key{groupOf(row, wish.grouping), isOfTenant ? row.tenant.text() : QString(),
                      isOfSubject ? row.finding.subject.id : QString()};
        auto place = places.constFind(key);
        if (place == places.constEnd()) {
            place = places.insert(key, int(groups.size()));
            groups.append({std::get<0>(key), row.finding.severity, {}});
        }
        groups[*place].rows.append(i);
    }
    return groups;
}

Query::Kind tableOf(Domain::FindingSubject::Kind kind)
{
    using Kind = Domain::FindingSubject::Kind;
    switch (kind) {
    case Kind::Tenant:
        break;
    case Kind::Application:
        return Query::Kind::Applications;
    case Kind::Connection:
        return Query::Kind::Connections;
    case Kind::Organization:
        return Query::Kind::Organizations;
    case Kind::User:
        return Query::Kind::Users;
    }
    return Query::Kind::Tenants;
}

QString textOf(const Domain::Waiver &waiver)
{
    return tr("Waived until %1 by %2: %3")
        .arg(QLocale().toString(waiver.until, QLocale::ShortFormat), waiver.by, waiver.note);
}

} // namespace Items
