#include "items/findingpart.h"

#include "analysis/check.h"

#include <QThreadPool>

namespace Items {

namespace {

QString customerOf(const Session::CustomerBook::Owners &owners, const Domain::FindingSubject &subject)
{
    using Kind = Domain::FindingSubject::Kind;
    using ObjectKind = Domain::CustomerObject::Kind;
    switch (subject.kind) {
    case Kind::Application:
        return owners.of(ObjectKind::Application, subject.id);
    case Kind::Connection:
        return owners.of(ObjectKind::Connection, subject.id);
    case Kind::Organization:
        return owners.of(ObjectKind::Organization, subject.id);
    case Kind::Tenant:
    case Kind::User:
        break;
    }
    return {};
}

/// What the rows of one check have in common.
struct OfCheck
{
    QString title;
    QDateTime readAt;
};

} // namespace

FindingPart withRows(FindingPart part)
{
    if (part.rows) {
        return part;
    }
    QHash<QString, OfCheck> checks;
    QList<FindingRow> rows;
    rows.reserve(part.found.findings.size());
    part.waived = 0;
    for (const Domain::Finding &finding : std::as_const(part.found.findings)) {
        auto known = checks.constFind(finding.check);
        if (known == checks.constEnd()) {
            const Analysis::Check *check = Analysis::findCheck(finding.check);
            known = checks.insert(
                finding.check,
                {check ? Analysis::titleOf(*check) : finding.check, Analysis::readAtOf(part.found, finding.check)});
        }
        rows.append({part.tenant, part.tenantName, known->title, finding, part.isForetold,
                     part.owners ? customerOf(*part.owners, finding.subject) : QString(), known->readAt});
        part.waived += finding.waiver ? 1 : 0;
    }
    part.counted = rows.size() - part.waived;
    part.rows = std::make_shared<const QList<FindingRow>>(std::move(rows));
    return part;
}

void letGo(FindingPart part)
{
    QThreadPool::globalInstance()->start([part = std::move(part)]() mutable { part = {}; });
}

} // namespace Items
