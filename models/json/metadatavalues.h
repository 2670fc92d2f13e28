#pragma once

#include "json/pointer.h"

#include <nlohmann/json_fwd.hpp>

#include <QList>

#include <array>
#include <optional>

namespace Json {

/// The keys that Auth0 does not take in metadata (Domain::isMetadataKey()), at any depth: each before those below it.
QList<Pointer> refusedKeys(const Pointer &place, const nlohmann::ordered_json &metadata);

/// What a value of metadata is: it should be the same for all objects of a kind (auth0.md 4.7).
enum class ValueType { Object, List, Text, Number, Flag };

/// Nothing for null, which says nothing of the type.
std::optional<ValueType> typeOf(const nlohmann::ordered_json &value);
/// "a list", translated.
QString titleOf(ValueType type);

/// Deeper in metadata, keys are data more often than names.
inline constexpr int typedDepth = 3;

/// How often each type stands at a place. A value.
class TypeCounts
{
public:
    void add(ValueType type) { ++m_counts[std::size_t(type)]; }
    int all() const;
    int of(ValueType type) const { return m_counts[std::size_t(type)]; }
    /// The type of at least four in five; nothing where there is none.
    std::optional<ValueType> usual() const;

private:
    std::array<int, std::size_t(ValueType::Flag) + 1> m_counts{};
};

} // namespace Json
