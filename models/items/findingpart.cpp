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

} // namespace

FindingPart withRows(FindingPart part)
{
    if (part.rows) {
        return part;
    }
    QHash<QString, QString> titles;
    QList<FindingRow> rows;
    rows.reserve(part.found.findings.size());
    part.waived = 0;
    for (const Domain::Finding &finding : std::as_const(part.found.findings)) {
        auto title = titles.constFind(finding.check);
        if (title == titles.constEnd()) {
            const Analysis::Check *check = Analysis::findCheck(finding.check);
            title = titles.insert(finding.check, check ? Analysis::titleOf(*check) : finding.check);
        }
        rows.append({part.tenant, part.tenantName, *title, finding, part.isForetold,
                     part.owners ? customerOf(*part.owners, finding.subject) : QString()});
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
