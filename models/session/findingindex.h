#pragma once

#include "domain/customer.h"
#include "domain/finding.h"

#include <QHash>
#include <QList>

#include <optional>

namespace Session {

/// The object that a finding is about, as customers have it; nothing for a tenant or a user.
std::optional<Domain::CustomerObject> objectOf(const Domain::FindingSubject &subject);

/// Which findings of an audit are about which object, so that nobody need look through all of them for a few. A value.
class FindingIndex
{
public:
    FindingIndex() = default;
    /// Walks all findings: it belongs on a worker.
    explicit FindingIndex(const QList<Domain::Finding> &findings);

    /// Their places among the findings, ascending.
    QList<qsizetype> of(const Domain::CustomerObject &object) const;

private:
    static constexpr qint32 none = -1;

    QHash<Domain::CustomerObject, qint32> m_first;
    QList<qint32> m_next; ///< of each finding, the next one about the same object
};

} // namespace Session
