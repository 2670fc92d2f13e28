#include "json/slices.h"

#include "json/scanner.h"
#include "json/translation.h"
#include "json/value.h"

namespace Json {

namespace {

/// The slice with its quotes, so that unquoted() can read a key as it reads a string.
bool keyEquals(QByteArrayView written, QByteArrayView key)
{
    if (!written.contains('\\')) {
        return written == key;
    }
    const QByteArray quoted = '"' + written.toByteArray() + '"';
    return unquoted(quoted).toUtf8() == key;
}

std::optional<QByteArrayView> elementSlice(QByteArrayView array, qsizetype index)
{
    std::optional<QByteArrayView> found;
    Scanner(array).eachElement(0, [&](QByteArrayView element) {
        if (index-- == 0) {
            found = element;
        }
        return !found;
    });
    return found;
}

std::optional<QByteArrayView> stepInto(QByteArrayView value, QByteArrayView step)
{
    if (value.startsWith('[')) {
        bool isIndex = false;
        const qsizetype index = step.toByteArray().toLongLong(&isIndex);
        return isIndex && index >= 0 ? elementSlice(value, index) : std::nullopt;
    }
    return memberSlice(value, step);
}

} // namespace

Outcome<QList<QByteArray>> elements(const QByteArray &text)
{
    // The guard walks the whole text once, so that the scanner may trust it.
    if (const auto checked = check(text, Strictness::Read); !checked) {
        return tl::make_unexpected(checked.error());
    }
    const Scanner scanner(text);
    const qsizetype start = scanner.skipSpace(0);
    if (scanner.at(start) != '[') {
        return tl::make_unexpected(ParseError{ParseError::Kind::WrongShape, start, tr("It is not a list")});
    }
    QList<QByteArray> slices;
    scanner.eachElement(start, [&](QByteArrayView element) {
        slices.append(element.toByteArray());
        return true;
    });
    return slices;
}

std::optional<QByteArrayView> memberSlice(QByteArrayView object, QByteArrayView key)
{
    std::optional<QByteArrayView> found;
    Scanner(object).eachMember(0, [&](QByteArrayView name, QByteArrayView value) {
        if (keyEquals(name, key)) {
            found = value;
        }
        return true;
    });
    return found;
}

std::optional<QByteArrayView> pathSlice(QByteArrayView object, QByteArrayView path)
{
    const qsizetype start = Scanner(object).skipSpace(0);
    object = object.sliced(qMin(start, object.size()));
    for (qsizetype dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        const auto next = stepInto(object, path.first(dot));
        if (next) {
            if (auto found = pathSlice(*next, path.sliced(dot + 1))) {
                return found;
            }
        }
    }
    return stepInto(object, path);
}

QString unquoted(QByteArrayView string)
{
    const Value value = Value::parse(string.begin(), string.end(), nullptr, false);
    return value.is_string() ? toQString(value.get_ref<const std::string &>()) : QString();
}

QByteArray withoutMembers(const QByteArray &object, const QList<QByteArray> &keys)
{
    QByteArray out;
    out.reserve(object.size());
    out += '{';
    Scanner(object).eachMember(0, [&](QByteArrayView name, QByteArrayView value) {
        const bool dropped
            = std::any_of(keys.begin(), keys.end(), [&](const QByteArray &key) { return keyEquals(name, key); });
        if (!dropped) {
            if (out.size() > 1) {
                out += ',';
            }
            out += '"';
            out += name;
            out += "\":";
            out += value;
        }
        return true;
    });
    out += '}';
    return out;
}

} // namespace Json
