#pragma once

#include "json/value.h"

#include <set>
#include <string>
#include <vector>

namespace Json {

/// A SAX consumer that builds nothing: it looks for what makes a text unfit before a tree is built, so that depth
/// costs no stack.
class Guard : public nlohmann::json_sax<Value>
{
public:
    explicit Guard(Strictness strictness)
        : m_strictness(strictness)
    { }

    const ParseError &error() const { return m_error; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t value, const string_t &text) override;
    bool string(string_t &) override { return true; }
    bool binary(binary_t &) override { return true; }
    bool start_object(std::size_t) override;
    bool key(string_t &name) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;
    bool parse_error(std::size_t position, const std::string &token,
                     const nlohmann::detail::exception &reason) override;

private:
    bool enter();
    bool fail(ParseError::Kind kind, const QString &message);

    Strictness m_strictness;
    ParseError m_error;
    int m_depth = 0;
    std::vector<std::set<std::string>> m_keys; // one per open object; only where strict
};

} // namespace Json
