#include "json/metadatavalues.h"

#include "domain/metadatakeys.h"
#include "json/translation.h"
#include "json/value.h"

#include <algorithm>
#include <numeric>

namespace Json {

namespace {

/// Not deeper than the parser allows.
void findRefused(const Pointer &place, const Value &value, QList<Pointer> &refused)
{
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            findRefused(place.child(QString::number(i)), value[i], refused);
        }
    }
    if (!value.is_object()) {
        return;
    }
    for (const auto &member : value.items()) {
        const QString key = toQString(member.key());
        const Pointer child = place.child(key);
        if (!Domain::isMetadataKey(key)) {
            refused.append(child);
        }
        findRefused(child, member.value(), refused);
    }
}

} // namespace

QList<Pointer> refusedKeys(const Pointer &place, const Value &metadata)
{
    QList<Pointer> refused;
    findRefused(place, metadata, refused);
    return refused;
}

std::optional<ValueType> typeOf(const Value &value)
{
    switch (value.type()) {
    case Value::value_t::object:
        return ValueType::Object;
    case Value::value_t::array:
        return ValueType::List;
    case Value::value_t::string:
        return ValueType::Text;
    case Value::value_t::boolean:
        return ValueType::Flag;
    case Value::value_t::number_integer:
    case Value::value_t::number_unsigned:
    case Value::value_t::number_float:
        return ValueType::Number;
    default:
        return std::nullopt;
    }
}

QString titleOf(ValueType type)
{
    switch (type) {
    case ValueType::Object:
        return tr("an object");
    case ValueType::List:
        return tr("a list");
    case ValueType::Text:
        return tr("a text");
    case ValueType::Number:
        return tr("a number");
    case ValueType::Flag:
        break;
    }
    return tr("true or false");
}

int TypeCounts::all() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

std::optional<ValueType> TypeCounts::usual() const
{
    const auto most = std::max_element(m_counts.begin(), m_counts.end());
    return *most * 5 >= all() * 4 ? std::optional(ValueType(most - m_counts.begin())) : std::nullopt;
}

} // namespace Json
