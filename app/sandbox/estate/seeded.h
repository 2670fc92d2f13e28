#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace Sandbox {

/// Random numbers that depend on a seed and a text only: objects keep their ids when others come or go.
class Seeded
{
public:
    Seeded(std::uint64_t seed, std::string_view key);

    std::uint64_t next();
    /// 0 <= result < bound; bound must not be 0.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    bool percent(unsigned chance) { return below(100) < chance; }
    std::string text(std::string_view alphabet, std::size_t length);
    template <class T, std::size_t N> const T &pick(const T (&items)[N]) { return items[below(N)]; }

private:
    std::uint64_t m_state;
};

std::string connectionId(std::uint64_t seed, std::string_view key); ///< con_ and 16 characters
std::string clientId(std::uint64_t seed, std::string_view key); ///< 32 characters
std::string clientSecret(std::uint64_t seed, std::string_view key); ///< 64 characters
std::string organizationId(std::uint64_t seed, std::string_view key); ///< org_ and 16 characters
std::string roleId(std::uint64_t seed, std::string_view key); ///< rol_ and 16 characters
std::string objectId(std::uint64_t seed, std::string_view key); ///< 24 hexadecimal digits
std::string shortId(std::uint64_t seed, std::string_view prefix, std::string_view key); ///< prefix and 16 characters

/// 2026-11-20T12:00:00.000Z from milliseconds since 1970.
std::string estateTime(std::int64_t milliseconds);

} // namespace Sandbox
