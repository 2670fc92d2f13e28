#include "sandbox/estate/seeded.h"

#include "sandbox/text.h"

#include <chrono>

namespace Sandbox {

namespace {

constexpr std::string_view kBase62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

} // namespace

// FNV-1a folds the key into the seed, splitmix64 draws from it: both are fixed by their definition, unlike std::
// distributions.
Seeded::Seeded(std::uint64_t seed, std::string_view key)
    : m_state(seed ^ 0xcbf29ce484222325ULL)
{
    for (const char c : key) {
        m_state ^= static_cast<unsigned char>(c);
        m_state *= 0x100000001b3ULL;
    }
}

std::uint64_t Seeded::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::string Seeded::text(std::string_view alphabet, std::size_t length)
{
    std::string result(length, '\0');
    for (char &c : result)
        c = alphabet[below(alphabet.size())];
    return result;
}

std::string shortId(std::uint64_t seed, std::string_view prefix, std::string_view key)
{
    return std::string(prefix) + Seeded(seed, std::string(prefix) + std::string(key)).text(kBase62, 16);
}

std::string connectionId(std::uint64_t seed, std::string_view key)
{
    return shortId(seed, "con_", key);
}

std::string organizationId(std::uint64_t seed, std::string_view key)
{
    return shortId(seed, "org_", key);
}

std::string roleId(std::uint64_t seed, std::string_view key)
{
    return shortId(seed, "rol_", key);
}

std::string clientId(std::uint64_t seed, std::string_view key)
{
    return Seeded(seed, "client " + std::string(key)).text(kBase62, 32);
}

std::string clientSecret(std::uint64_t seed, std::string_view key)
{
    return Seeded(seed, "secret " + std::string(key)).text(kBase62, 64);
}

std::string objectId(std::uint64_t seed, std::string_view key)
{
    return Seeded(seed, "object " + std::string(key)).text("0123456789abcdef", 24);
}

std::string estateTime(std::int64_t milliseconds)
{
    using namespace std::chrono;
    return isoTime(
        system_clock::time_point(duration_cast<system_clock::duration>(std::chrono::milliseconds(milliseconds))));
}

} // namespace Sandbox
