#pragma once

#include <QHashFunctions>
#include <QStringList>
#include <QStringView>

#include <optional>
#include <utility>

namespace Json {

/// A JSON Pointer (RFC 6901): the way from the top of a document to one of its values. A value; without tokens it means
/// the whole document.
class Pointer
{
public:
    Pointer() = default;
    explicit Pointer(QStringList tokens)
        : m_tokens(std::move(tokens))
    { }

    /// Reads "/app_metadata/company~1id"; nothing where the text is no pointer: it must be empty or start with "/",
    /// and "~" stand before 0 or 1 only.
    static std::optional<Pointer> parse(QStringView text);

    QString text() const;
    const QStringList &tokens() const & { return m_tokens; }
    QStringList tokens() && { return std::move(m_tokens); } // of a temporary: a reference would outlive it
    bool isWhole() const { return m_tokens.isEmpty(); }
    /// The last token; empty for the whole document.
    QString last() const { return m_tokens.isEmpty() ? QString() : m_tokens.last(); }
    /// The first token; empty for the whole document.
    QString first() const { return m_tokens.isEmpty() ? QString() : m_tokens.first(); }

    Pointer child(const QString &token) const { return Pointer(m_tokens + QStringList{token}); }
    /// The value that holds this one; the whole document is its own.
    Pointer parent() const { return Pointer(m_tokens.mid(0, m_tokens.size() - 1)); }
    /// Whether `other` is this value or lies inside it.
    bool holds(const Pointer &other) const;

    friend bool operator==(const Pointer &, const Pointer &) = default;
    friend bool operator<(const Pointer &left, const Pointer &right) { return left.m_tokens < right.m_tokens; }
    friend size_t qHash(const Pointer &pointer, size_t seed = 0) { return ::qHash(pointer.m_tokens, seed); }

private:
    QStringList m_tokens;
};

} // namespace Json
