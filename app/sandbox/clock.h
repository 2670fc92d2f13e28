#pragma once

#include <chrono>
#include <functional>

namespace Sandbox {

/// The server's time: the system's when it was made, running `rate` times as fast, or whatever a test gives it.
class Clock
{
public:
    using TimePoint = std::chrono::system_clock::time_point;

    explicit Clock(double rate = 1.0, std::function<TimePoint()> source = {})
        : m_rate(rate)
        , m_source(std::move(source))
    { }

    TimePoint now() const
    {
        if (m_source)
            return m_source();
        const std::chrono::duration<double> real = std::chrono::steady_clock::now() - m_steadyStart;
        return m_start + std::chrono::duration_cast<TimePoint::duration>(real * m_rate);
    }

private:
    double m_rate;
    std::function<TimePoint()> m_source;
    TimePoint m_start = std::chrono::system_clock::now();
    std::chrono::steady_clock::time_point m_steadyStart = std::chrono::steady_clock::now();
};

} // namespace Sandbox
