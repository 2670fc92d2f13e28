#include "api/exportlines.h"

#include "api/translation.h"

#include <zlib.h>

#include <array>

namespace Api {

namespace {

constexpr qsizetype magicSize = 2;
constexpr qsizetype pieceSize = qsizetype(64) * 1024;
constexpr int gzipWindow = 15 + 16;

bool isGzip(QByteArrayView head)
{
    return head.size() >= magicSize && head[0] == '\x1f' && head[1] == '\x8b';
}

} // namespace

struct ExportLines::Unpacking
{
    z_stream stream{};
    bool isAtEnd = false; ///< of a packed part; another may follow
    std::array<char, pieceSize> piece{};

    Unpacking()
    {
        // It fails for want of memory alone; then the first use of it says so.
        (void)inflateInit2(&stream, gzipWindow);
    }
    ~Unpacking() { inflateEnd(&stream); }
    Unpacking(const Unpacking &) = delete;
    Unpacking &operator=(const Unpacking &) = delete;
};

ExportLines::ExportLines(Sink sink)
    : m_sink(std::move(sink))
{ }

ExportLines::~ExportLines() = default;

tl::expected<void, QString> ExportLines::feed(QByteArrayView bytes, const std::stop_token &stop)
{
    if (!m_isKnown) {
        m_head.append(bytes);
        if (m_head.size() < magicSize) {
            return {};
        }
        m_isKnown = true;
        if (isGzip(m_head)) {
            m_unpacking = std::make_unique<Unpacking>();
        }
        const QByteArray head = std::exchange(m_head, {});
        return feed(head, stop);
    }
    if (m_unpacking) {
        return unpack(bytes, stop);
    }
    take(bytes);
    return {};
}

tl::expected<void, QString> ExportLines::unpack(QByteArrayView bytes, const std::stop_token &stop)
{
    z_stream &stream = m_unpacking->stream;
    // zlib only reads it; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    while (!stop.stop_requested()) {
        if (m_unpacking->isAtEnd) {
            if (stream.avail_in == 0) {
                return {};
            }
            inflateReset(&stream);
            m_unpacking->isAtEnd = false;
        }
        stream.next_out = reinterpret_cast<Bytef *>(m_unpacking->piece.data());
        stream.avail_out = static_cast<uInt>(m_unpacking->piece.size());
        const int result = inflate(&stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            return tl::make_unexpected(tr("The export is damaged: it cannot be unpacked. Count again."));
        }
        const auto made = qsizetype(m_unpacking->piece.size()) - qsizetype(stream.avail_out);
        take(QByteArrayView(m_unpacking->piece.data(), made));
        m_unpacking->isAtEnd = result == Z_STREAM_END;
        if (!m_unpacking->isAtEnd && made == 0) {
            return {}; // it needs more
        }
    }
    return {};
}

void ExportLines::take(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView part = end < 0 ? text : text.first(end);
        if (!m_isTooLong && m_line.size() + part.size() <= longestLine) {
            m_line.append(part);
        } else if (!m_isTooLong) {
            m_isTooLong = true;
            m_line = {};
        }
        if (end < 0) {
            return;
        }
        deliver();
        text = text.sliced(end + 1);
    }
}

void ExportLines::deliver()
{
    if (m_isTooLong) {
        m_sink.tooLong();
    } else {
        if (m_line.endsWith('\r')) {
            m_line.chop(1);
        }
        if (!m_line.isEmpty()) {
            m_sink.line(m_line);
        }
    }
    m_isTooLong = false;
    m_line.resize(0); // keeps its memory
}

tl::expected<void, QString> ExportLines::end()
{
    if (!m_isKnown) {
        m_isKnown = true;
        take(m_head);
    }
    if (m_unpacking && !m_unpacking->isAtEnd) {
        return tl::make_unexpected(tr("The export broke off before its end. Count again."));
    }
    deliver();
    return {};
}

} // namespace Api
