#pragma once

namespace Domain {

/// After so many days the snapshots of an Auth0 tenant go, all but the latest. Ours, so that last year's quarter is
/// there to compare with.
inline constexpr int standardSnapshotDays = 400;
inline constexpr int minimumSnapshotDays = 1;
inline constexpr int maximumSnapshotDays = 3650;

} // namespace Domain
