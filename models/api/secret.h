#pragma once

#include <QByteArray>
#include <QDebug>

#include <memory>

namespace Api {

/// A secret text. Copies share one buffer, which is overwritten when the last of them goes. It cannot be printed:
/// take reveal() only to put it on the wire. Best effort: what Qt copies on the way is out of reach.
class Secret
{
public:
    Secret() = default;
    explicit Secret(const QByteArray &text);

    bool isEmpty() const { return !m_buffer; }
    /// A copy of the text; keep it no longer than the statement that needs it.
    QByteArray reveal() const;

    friend bool operator==(const Secret &left, const Secret &right);

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

void operator<<(const QDebug &, const Secret &) = delete;

} // namespace Api
