#pragma once

#include <QThreadPool>

#include <utility>

namespace Session {

/// Ends a value on a worker: where it is the last that holds very many records, findings or customers, their end would
/// keep the UI thread busy. `T` is default constructible.
template <typename T> void letGo(T held)
{
    QThreadPool::globalInstance()->start([held = std::move(held)]() mutable { held = T(); });
}

} // namespace Session
