#pragma once

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <utility>

namespace Settings {

/// An enumerator and the word that stands for it in files.
template <typename Enum, std::size_t Count> using EnumText = std::array<std::pair<Enum, QLatin1StringView>, Count>;

template <typename Enum, std::size_t Count> QString textOf(const EnumText<Enum, Count> &table, Enum value)
{
    for (const auto &[enumerator, text] : table) {
        if (enumerator == value) {
            return text;
        }
    }
    return {};
}

template <typename Enum, std::size_t Count>
Enum enumOf(const EnumText<Enum, Count> &table, const QString &text, Enum fallback)
{
    for (const auto &[enumerator, word] : table) {
        if (word == text) {
            return enumerator;
        }
    }
    return fallback;
}

} // namespace Settings
