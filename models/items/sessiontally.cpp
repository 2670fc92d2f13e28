#include "items/sessiontally.h"

#include "items/estatenode.h"

using namespace Qt::StringLiterals;

namespace Items {

void SessionTally::update(const Session::TenantSession &session)
{
    m_counts.clear();
    m_incomplete.clear();
    for (const Query::Kind kind : kindsInTree()) {
        const qint64 count = session.records(kind).size();
        const Session::KindStatus &status = session.status(kind);
        // An empty list says something only where a reading came to its end.
        if (count > 0 || status.readAt.isValid()) {
            m_counts[kind] = count;
        }
        const bool isSearched = !session.searchText(kind).isEmpty(); // there are more than it found
        if (!status.readAt.isValid() || status.phase == Session::KindStatus::Phase::Partial || isSearched) {
            m_incomplete.insert(kind);
        }
    }
    countConnections(session.records(Query::Kind::Connections));
}

/// Records keep their places and new ones are appended (Session::RecordSet), so that only the tail is new.
void SessionTally::countConnections(const QList<Query::RecordPtr> &connections)
{
    if (m_counted > connections.size()) {
        forget();
    }
    static const int column = Query::columnIndex(Query::Kind::Connections, u"kind");
    for (; m_counted < connections.size(); ++m_counted) {
        if (const auto *word = std::get_if<QString>(&connections.at(m_counted)->cells.at(column))) {
            ++m_connectionKinds[*word];
        }
        ++m_connectionsSeen;
    }
}

void SessionTally::forget()
{
    m_connectionKinds.clear();
    m_counted = 0;
}

std::optional<qint64> SessionTally::count(Query::Kind kind, const QString &connectionKind) const
{
    if (kind == Query::Kind::Policies) {
        return count(Query::Kind::Connections, u"database"_s); // one each
    }
    const auto found = m_counts.find(kind);
    if (found == m_counts.end()) {
        return std::nullopt;
    }
    return connectionKind.isEmpty() ? found->second : m_connectionKinds.value(connectionKind);
}

bool SessionTally::isAtLeast(Query::Kind kind) const
{
    return m_incomplete.contains(Query::sourceOf(kind));
}

} // namespace Items
