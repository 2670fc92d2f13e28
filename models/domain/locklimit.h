#pragma once

namespace Domain {

/// Lock shows no more than this many database connections of an application; the others cannot be chosen there
/// (auth0.md 4.1). Enterprise, social and passwordless connections do not count.
inline constexpr int lockLimit = 50;

/// How close an application is to Lock's limit (DESIGN 5).
enum class LockLevel { Fine, Watch, Near, Full, Over };

constexpr LockLevel lockLevelOf(long long databaseConnections)
{
    if (databaseConnections > lockLimit) {
        return LockLevel::Over;
    }
    if (databaseConnections == lockLimit) {
        return LockLevel::Full;
    }
    if (databaseConnections >= 45) {
        return LockLevel::Near;
    }
    return databaseConnections >= 40 ? LockLevel::Watch : LockLevel::Fine;
}

} // namespace Domain
