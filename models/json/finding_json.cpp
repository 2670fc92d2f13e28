#include "json/finding_json.h"

#include "json/value.h"

namespace Json {

namespace {

Value figure(const std::optional<qint64> &value)
{
    return value ? Value(*value) : Value(nullptr);
}

} // namespace

QByteArray write(const Domain::Finding &finding, const QString &tenant)
{
    const auto string = [](const QString &value) { return value.toStdString(); };
    const Value object{
        {"id", string(finding.check)},
        {"severity", string(Domain::wordOf(finding.severity))},
        {"tenant", string(tenant)},
        {"subject",
         {{"kind", string(Domain::wordOf(finding.subject.kind))},
          {"id", string(finding.subject.id)},
          {"name", string(finding.subject.name)}}},
        {"figures", {{"count", figure(finding.count)}, {"limit", figure(finding.limit)}}},
        {"message", string(finding.message)},
        {"advice", string(finding.advice)},
        {"source", string(finding.source)},
        {"waived", false},
    };
    return write(object);
}

} // namespace Json
