#include "json/guard.h"

#include "json/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

/// The digits that a number text carries, without sign, point, exponent and outer zeros.
std::string significantDigits(const std::string &text)
{
    std::string digits;
    for (const char c : text) {
        if (c == 'e' || c == 'E') {
            break;
        }
        if (c >= '0' && c <= '9') {
            digits.push_back(c);
        }
    }
    const auto first = digits.find_first_not_of('0');
    if (first == std::string::npos) {
        return {};
    }
    return digits.substr(first, digits.find_last_not_of('0') - first + 1);
}

} // namespace

bool Guard::number_float(number_float_t value, const string_t &text)
{
    if (m_strictness == Strictness::Read) {
        return true;
    }
    // A number survives when the shortest text that gives the same double carries the same digits.
    const std::string written = Value(value).dump();
    if (significantDigits(written) != significantDigits(text)) {
        return fail(ParseError::Kind::LossyNumber,
                    tr("The number %1 cannot be kept exactly; write it as text").arg(toQString(text)));
    }
    return true;
}

bool Guard::enter()
{
    const int limit = m_strictness == Strictness::Edit ? maximumEditableDepth : maximumDepth;
    if (++m_depth > limit) {
        return fail(ParseError::Kind::Depth, tr("It is nested more than %1 levels deep").arg(limit));
    }
    return true;
}

bool Guard::start_object(std::size_t)
{
    if (m_strictness == Strictness::Edit) {
        m_keys.emplace_back();
    }
    return enter();
}

bool Guard::key(string_t &name)
{
    if (m_strictness == Strictness::Edit && !m_keys.back().insert(name).second) {
        return fail(ParseError::Kind::DuplicateKey,
                    tr("The key \"%1\" stands twice in one object").arg(toQString(name)));
    }
    return true;
}

bool Guard::end_object()
{
    if (m_strictness == Strictness::Edit) {
        m_keys.pop_back();
    }
    --m_depth;
    return true;
}

bool Guard::start_array(std::size_t)
{
    return enter();
}

bool Guard::end_array()
{
    --m_depth;
    return true;
}

bool Guard::parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &reason)
{
    // The library's own message quotes the text, which may hold a secret.
    constexpr int outOfRange = 406;
    const bool isTooLarge = reason.id == outOfRange;
    m_error
        = {isTooLarge ? ParseError::Kind::LossyNumber : ParseError::Kind::Syntax,
           std::max<qsizetype>(0, qsizetype(position) - 1),
           isTooLarge ? tr("A number is too large to be kept; write it as text") : tr("It is not well-formed JSON")};
    return false;
}

bool Guard::fail(ParseError::Kind kind, const QString &message)
{
    m_error = {kind, 0, message};
    return false;
}

} // namespace Json
