#pragma once

#include "api/apierror.h"

#include <tl/expected.hpp>

namespace Api {

/// What a request comes back with: a value or the reason why there is none.
template <typename T> using Outcome = tl::expected<T, ApiError>;

} // namespace Api
