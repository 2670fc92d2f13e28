#pragma once

#include "analysis/snapshot.h"
#include "store/secrethistory.h"

#include <tl/expected.hpp>

namespace Session {

/// What the snapshots of one Auth0 tenant tell of its client secrets, or why they tell nothing, for a person.
using KnownSecrets = tl::expected<Store::SecretHistory, QString>;

/// Adds to what was read since when its applications have the client secrets that they have now, or why nobody knows.
/// Looks at every application, so it belongs on a worker.
void addSecretAges(Analysis::Snapshot &snapshot, const KnownSecrets &known);

} // namespace Session
