#include "json/objects.h"

#include "json/translation.h"

namespace Json {

Outcome<Value> parseObject(const QByteArray &text, const char *idKey)
{
    auto value = parse(text);
    if (!value) {
        return value;
    }
    if (!value->is_object() || stringAt(*value, idKey).isEmpty()) {
        return tl::make_unexpected(ParseError{ParseError::Kind::WrongShape, 0,
                                              tr("It is not an object with \"%1\"").arg(QLatin1StringView(idKey))});
    }
    return value;
}

QDateTime timeAt(const Value &object, const char *key)
{
    return QDateTime::fromString(stringAt(object, key), Qt::ISODateWithMs).toUTC();
}

} // namespace Json
