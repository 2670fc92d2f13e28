#include "change/metadatatypes.h"

#include "json/slices.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace Change {

namespace {

/// Deeper, keys are data more often than names.
constexpr int maximumDepth = 3;
/// Fewer are no habit.
constexpr int fewest = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Change", text);
}

} // namespace

std::optional<MetadataTypes::Type> MetadataTypes::typeOf(const Json::Value &value)
{
    switch (value.type()) {
    case Json::Value::value_t::object:
        return Object;
    case Json::Value::value_t::array:
        return List;
    case Json::Value::value_t::string:
        return Text;
    case Json::Value::value_t::boolean:
        return Flag;
    case Json::Value::value_t::number_integer:
    case Json::Value::value_t::number_unsigned:
    case Json::Value::value_t::number_float:
        return Number;
    default:
        return std::nullopt; // null says nothing of the type
    }
}

QString MetadataTypes::titleOf(Type type)
{
    switch (type) {
    case Object:
        return tr("an object");
    case List:
        return tr("a list");
    case Text:
        return tr("a text");
    case Number:
        return tr("a number");
    case Flag:
    case TypeCount:
        break;
    }
    return tr("true or false");
}

void MetadataTypes::count(const QString &place, const Json::Value &value, int depth)
{
    if (const auto type = typeOf(value); type && depth > 0) {
        ++m_counts[place][*type];
    }
    if (value.is_object() && depth < maximumDepth) {
        for (const auto &member : value.items()) {
            count(place + u'/' + Json::toQString(member.key()), member.value(), depth + 1);
        }
    }
}

MetadataTypes MetadataTypes::of(const QList<QByteArray> &objects, const QString &member)
{
    MetadataTypes types;
    const QByteArray key = member.toUtf8();
    for (const QByteArray &object : objects) {
        const auto slice = Json::memberSlice(object, key);
        if (const auto metadata = slice ? Json::parse(slice->toByteArray()) : Json::Outcome<Json::Value>()) {
            types.count({}, *metadata, 0);
        }
    }
    return types;
}

void MetadataTypes::compare(const Json::Pointer &pointer, const QString &place, const Json::Value &value,
                            QList<MetadataProblem> &hints) const
{
    if (!value.is_object()) {
        return;
    }
    for (const auto &member : value.items()) {
        const QString name = Json::toQString(member.key());
        const QString child = place + u'/' + name;
        const auto counts = m_counts.constFind(child);
        const auto type = typeOf(member.value());
        if (counts == m_counts.cend() || !type) {
            continue;
        }
        const int all = std::accumulate(counts->begin(), counts->end(), 0);
        const auto most = std::max_element(counts->begin(), counts->end());
        const auto usual = Type(most - counts->begin());
        if (all >= fewest && *most * 5 >= all * 4 && usual != *type) {
            hints.append({MetadataProblem::Severity::Hint, pointer.child(name),
                          tr("This is %1; %L2 of %L3 others that were read hold %4 here.")
                              .arg(titleOf(*type))
                              .arg(*most)
                              .arg(all)
                              .arg(titleOf(usual))});
        }
        compare(pointer.child(name), child, member.value(), hints);
    }
}

QList<MetadataProblem> MetadataTypes::hints(const QString &member, const Json::Value &metadata) const
{
    QList<MetadataProblem> found;
    compare(Json::Pointer({member}), {}, metadata, found);
    return found;
}

} // namespace Change
