#pragma once

#include <tl/expected.hpp>

#include <QString>

namespace Json {

/// Why a text is not accepted, and where.
struct ParseError
{
    enum class Kind { Syntax, Depth, DuplicateKey, LossyNumber, WrongShape };
    Kind kind = Kind::Syntax;
    qsizetype offset = 0; ///< bytes from the start of the text
    QString message; ///< for a person; without the text itself, which may hold secrets

    friend bool operator==(const ParseError &, const ParseError &) = default;
};

template <typename T> using Outcome = tl::expected<T, ParseError>;

} // namespace Json
