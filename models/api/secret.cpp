#include "api/secret.h"

#include <string.h> // explicit_bzero

#include <vector>

namespace Api {

struct Secret::Buffer
{
    explicit Buffer(const QByteArray &text)
        : bytes(text.cbegin(), text.cend())
    { }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;
    ~Buffer() { explicit_bzero(bytes.data(), bytes.size()); }

    std::vector<char> bytes;
};

Secret::Secret(const QByteArray &text)
    : m_buffer(text.isEmpty() ? nullptr : std::make_shared<const Buffer>(text))
{ }

QByteArray Secret::reveal() const
{
    return m_buffer ? QByteArray(m_buffer->bytes.data(), static_cast<qsizetype>(m_buffer->bytes.size())) : QByteArray();
}

bool operator==(const Secret &left, const Secret &right)
{
    return left.reveal() == right.reveal();
}

} // namespace Api
