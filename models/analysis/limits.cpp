#include "analysis/limits.h"

#include "domain/tenant.h"
#include "json/value.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

tl::expected<Limit, QString> readLimit(const Json::Value &object, const Json::Value &sources)
{
    Limit limit;
    limit.entity = Json::stringAt(object, "entity");
    limit.unit = Json::stringAt(object, "unit");
    limit.note = Json::stringAt(object, "note");
    if (limit.entity.isEmpty() || limit.unit.isEmpty()) {
        return tl::make_unexpected(u"a limit lacks its entity or its unit"_s);
    }
    const Json::Value *source = Json::memberAt(sources, Json::stringAt(object, "source").toUtf8().constData());
    if (source == nullptr) {
        return tl::make_unexpected(u"%1 names no source"_s.arg(limit.entity));
    }
    limit.source = Json::stringAt(*source, "title") + u", "_s + Json::stringAt(*source, "url");
    limit.date = QDate::fromString(Json::stringAt(*source, "date"), Qt::ISODate);
    const Json::Value *values = Json::memberAt(object, "limit");
    if (!limit.date.isValid() || values == nullptr || !values->is_object()) {
        return tl::make_unexpected(u"%1 lacks the date of its source, or its values"_s.arg(limit.entity));
    }
    for (const auto &member : values->items()) {
        const QString plan = Json::toQString(member.key());
        if (!member.value().is_number_unsigned()) {
            return tl::make_unexpected(u"%1: %2 is no number"_s.arg(limit.entity, plan));
        }
        const auto value = member.value().get<qint64>();
        if (plan == "all"_L1) {
            limit.all = value;
        } else if (Domain::planWords().contains(plan)) {
            limit.byPlan.insert(plan, value);
        } else {
            return tl::make_unexpected(u"%1: %2 is no plan"_s.arg(limit.entity, plan));
        }
    }
    return limit;
}

} // namespace

std::optional<qint64> Limit::valueFor(const QString &plan) const
{
    if (const auto value = byPlan.constFind(plan); value != byPlan.cend()) {
        return *value;
    }
    return all;
}

const Limits &Limits::given()
{
    static const Limits limits = [] {
        QFile file(u":/limits.json"_s);
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("the program carries no limits.json");
        }
        const auto read = Limits::read(file.readAll());
        if (!read) {
            qFatal("limits.json: %s", qUtf8Printable(read.error()));
        }
        return *read;
    }();
    return limits;
}

tl::expected<Limits, QString> Limits::read(const QByteArray &text)
{
    const auto document = Json::parse(text);
    if (!document) {
        return tl::make_unexpected(document.error().message);
    }
    const Json::Value *sources = Json::memberAt(*document, "sources");
    const Json::Value *entries = Json::memberAt(*document, "limits");
    if (sources == nullptr || entries == nullptr || !entries->is_array()) {
        return tl::make_unexpected(u"there are no sources, or no limits"_s);
    }
    Limits limits;
    for (const Json::Value &entry : *entries) {
        auto limit = readLimit(entry, *sources);
        if (!limit) {
            return tl::make_unexpected(limit.error());
        }
        if (limits.find(limit->entity) != nullptr) {
            return tl::make_unexpected(u"%1 stands twice"_s.arg(limit->entity));
        }
        limits.m_list.append(*std::move(limit));
    }
    return limits;
}

const Limit *Limits::find(QStringView entity) const
{
    const auto found
        = std::find_if(m_list.cbegin(), m_list.cend(), [entity](const Limit &limit) { return limit.entity == entity; });
    return found == m_list.cend() ? nullptr : &*found;
}

std::optional<qint64> Limits::value(QStringView entity, const QString &plan) const
{
    const Limit *limit = find(entity);
    return limit != nullptr ? limit->valueFor(plan) : std::nullopt;
}

} // namespace Analysis
