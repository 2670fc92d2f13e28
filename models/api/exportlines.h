#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>

#include <functional>
#include <memory>
#include <stop_token>

namespace Api {

/// Takes a file of lines apart while it comes in: packed by gzip, as its first bytes say, or not. Holds one line and
/// one piece at most, however long the file is.
class ExportLines
{
public:
    struct Sink
    {
        std::function<void(const QByteArray &)> line; ///< without its end; never empty
        std::function<void()> tooLong; ///< of a line over longestLine; the rest of it is passed over
    };

    explicit ExportLines(Sink sink);
    ~ExportLines();

    /// The next bytes. The error says, for a person, why the file cannot be read; nothing may follow it. Stops early,
    /// without an error, where it is asked to.
    tl::expected<void, QString> feed(QByteArrayView bytes, const std::stop_token &stop = {});
    /// That was all; an error where the file broke off.
    tl::expected<void, QString> end();

    static constexpr qsizetype longestLine = qsizetype(2) * 1024 * 1024;

private:
    struct Unpacking;

    tl::expected<void, QString> unpack(QByteArrayView bytes, const std::stop_token &stop);
    void take(QByteArrayView text);
    void deliver();

    Sink m_sink;
    QByteArray m_head; ///< until it is known whether the file is packed
    bool m_isKnown = false;
    std::unique_ptr<Unpacking> m_unpacking; ///< nullptr: it is not packed
    QByteArray m_line;
    bool m_isTooLong = false;
};

} // namespace Api
