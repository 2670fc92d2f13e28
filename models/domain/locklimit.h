#pragma once

namespace Domain {

/// Lock shows no more than this many database connections of an application; the others cannot be chosen there
/// (auth0.md 4.1). Enterprise, social and passwordless connections do not count.
inline constexpr int lockLimit = 50;

/// How close an application is to Lock's limit (DESIGN 5).
enum class LockLevel { Fine, Watch, Near, Full, Over };

/// From how many database connections on each band begins; over is what lies beyond full.
struct LockBands
{
    long long watch = 40;
    long long near = 45;
    long long full = lockLimit;

    friend bool operator==(const LockBands &, const LockBands &) = default;
};

constexpr LockLevel lockLevelOf(long long databaseConnections, const LockBands &bands = {})
{
    if (databaseConnections > bands.full) {
        return LockLevel::Over;
    }
    if (databaseConnections == bands.full) {
        return LockLevel::Full;
    }
    if (databaseConnections >= bands.near) {
        return LockLevel::Near;
    }
    return databaseConnections >= bands.watch ? LockLevel::Watch : LockLevel::Fine;
}

} // namespace Domain
