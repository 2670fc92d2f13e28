#include "reports/output.h"

#include <QIODevice>

namespace Reports {

namespace {

constexpr qsizetype portion = 1 << 16; // bytes
constexpr qint64 tellEvery = 500; // rows: often enough for a bar that moves

} // namespace

bool RowCounter::next()
{
    ++m_rows;
    if (m_rows % tellEvery == 0 && m_writing.progress) {
        m_writing.progress(m_rows);
    }
    return !isStopped();
}

Output::Output(QIODevice &device, const Writing &writing)
    : m_device(device)
    , m_writing(writing)
    , m_rows(writing)
{
    m_held.reserve(portion + portion / 4);
}

void Output::put(QByteArrayView text)
{
    if (isBroken()) {
        return;
    }
    m_held.append(text);
    if (m_held.size() >= portion) {
        flush();
    }
}

bool Output::endRow()
{
    if (!m_rows.next() && !m_problem) {
        m_problem = WriteProblem{WriteProblem::Kind::Stopped, {}};
    }
    return !isBroken();
}

Written Output::finish()
{
    if (m_writing.stop.stop_requested() && !m_problem) {
        m_problem = WriteProblem{WriteProblem::Kind::Stopped, {}};
    }
    flush();
    if (m_problem) {
        return tl::unexpected(*m_problem);
    }
    return {};
}

void Output::flush()
{
    if (!isBroken() && m_device.write(m_held) != m_held.size()) {
        m_problem = WriteProblem{WriteProblem::Kind::Device, m_device.errorString()};
    }
    m_held.truncate(0); // keeps what it reserved
}

} // namespace Reports
