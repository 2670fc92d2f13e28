#include "json/value.h"

#include "json/guard.h"
#include "json/scanner.h"

#include <QStringList>

#include <limits>

namespace Json {

Outcome<void> check(const QByteArray &text, Strictness strictness)
{
    Guard guard(strictness);
    if (!Value::sax_parse(text.constData(), text.constData() + text.size(), &guard)) {
        return tl::make_unexpected(guard.error());
    }
    return {};
}

Outcome<Value> parse(const QByteArray &text, Strictness strictness)
{
    // Reading is the frequent case, and there only the depth is worth a look of its own: the library's parser does not
    // recurse, but what a deep tree is used for would.
    const bool needsGuard = strictness == Strictness::Edit || Scanner(text).depth() > maximumDepth;
    if (needsGuard) {
        if (const auto checked = check(text, strictness); !checked) {
            return tl::make_unexpected(checked.error());
        }
    }
    Value value = Value::parse(text.constData(), text.constData() + text.size(), nullptr, false);
    if (value.is_discarded()) {
        return tl::make_unexpected(check(text, strictness).error());
    }
    return value;
}

QByteArray write(const Value &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, Value::error_handler_t::replace));
}

QByteArray writePretty(const Value &value)
{
    return QByteArray::fromStdString(value.dump(2, ' ', false, Value::error_handler_t::replace));
}

const Value *memberAt(const Value &object, const char *key)
{
    if (!object.is_object()) {
        return nullptr;
    }
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

QString stringAt(const Value &object, const char *key)
{
    const Value *member = memberAt(object, key);
    return member && member->is_string() ? toQString(member->get_ref<const std::string &>()) : QString();
}

std::optional<bool> boolAt(const Value &object, const char *key)
{
    const Value *member = memberAt(object, key);
    return member && member->is_boolean() ? std::optional(member->get<bool>()) : std::nullopt;
}

std::optional<int> intAt(const Value &object, const char *key)
{
    const Value *member = memberAt(object, key);
    if (!member || !member->is_number()) {
        return std::nullopt;
    }
    const double number = member->get<double>();
    if (!(number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max())) {
        return std::nullopt;
    }
    return int(number);
}

QStringList stringsAt(const Value &object, const char *key)
{
    QStringList strings;
    const Value *member = memberAt(object, key);
    if (member && member->is_array()) {
        strings.reserve(qsizetype(member->size()));
        for (const Value &entry : *member) {
            if (entry.is_string()) {
                strings.append(toQString(entry.get_ref<const std::string &>()));
            }
        }
    }
    return strings;
}

QString toQString(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace Json
