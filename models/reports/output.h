#pragma once

#include "reports/writing.h"

#include <QByteArray>

namespace Reports {

/// Counts the rows that a writer has written, tells them, and asks whether it should go on.
class RowCounter
{
public:
    explicit RowCounter(const Writing &writing)
        : m_writing(writing)
    { }

    /// False where nobody wants more.
    bool next();
    bool isStopped() const { return m_writing.stop.stop_requested(); }

private:
    const Writing &m_writing;
    qint64 m_rows = 0;
};

/// Where a writer of text puts what it has: in portions to a device, until something is in the way. The device and the
/// way of writing outlive it.
class Output
{
public:
    Output(QIODevice &device, const Writing &writing);

    void put(QByteArrayView text);
    void put(QStringView text) { put(QByteArrayView(text.toUtf8())); }
    /// A row is complete; false where the writer should end.
    bool endRow();
    /// Something was in the way: what is put now goes nowhere.
    bool isBroken() const { return m_problem.has_value(); }
    /// Writes what is still held.
    Written finish();

private:
    void flush();

    QIODevice &m_device;
    const Writing &m_writing;
    QByteArray m_held;
    RowCounter m_rows;
    std::optional<WriteProblem> m_problem;
};

} // namespace Reports
