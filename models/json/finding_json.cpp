#include "json/finding_json.h"

#include "json/value.h"

namespace Json {

namespace {

Value figure(const std::optional<qint64> &value)
{
    return value ? Value(*value) : Value(nullptr);
}

} // namespace

Value valueOf(const Domain::Finding &finding, const QString &tenant)
{
    const auto string = [](const QString &value) { return value.toStdString(); };
    return {
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
        {"waived", finding.waiver.has_value()},
    };
}

QByteArray write(const Domain::Finding &finding, const QString &tenant)
{
    return write(valueOf(finding, tenant));
}

} // namespace Json
