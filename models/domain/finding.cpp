#include "domain/finding.h"

using namespace Qt::StringLiterals;

namespace Domain {

QLatin1StringView wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Low:
        return "low"_L1;
    case Severity::Medium:
        return "medium"_L1;
    case Severity::High:
        return "high"_L1;
    case Severity::Critical:
        break;
    }
    return "critical"_L1;
}

std::optional<Severity> severityFor(QStringView word)
{
    for (const Severity severity : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        if (word == wordOf(severity)) {
            return severity;
        }
    }
    return std::nullopt;
}

QLatin1StringView wordOf(FindingSubject::Kind kind)
{
    switch (kind) {
    case FindingSubject::Kind::Tenant:
        return "tenant"_L1;
    case FindingSubject::Kind::Application:
        return "application"_L1;
    case FindingSubject::Kind::Connection:
        return "connection"_L1;
    case FindingSubject::Kind::Organization:
        return "organization"_L1;
    case FindingSubject::Kind::User:
        break;
    }
    return "user"_L1;
}

FindingIdentity identityOf(const Finding &finding)
{
    return {finding.check, finding.subject.kind, finding.subject.id};
}

bool comesBefore(const Finding &left, const Finding &right)
{
    if (left.severity != right.severity) {
        return left.severity > right.severity;
    }
    const auto key = [](const Finding &finding) {
        return std::tie(finding.subject.kind, finding.subject.name, finding.subject.id, finding.check);
    };
    return key(left) < key(right);
}

} // namespace Domain
