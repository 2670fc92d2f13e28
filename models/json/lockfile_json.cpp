#include "json/lockfile_json.h"

#include "json/translation.h"
#include "json/value.h"

namespace Json {

namespace {

constexpr const char byteOrderMark[] = "\xEF\xBB\xBF";
constexpr const char call[] = "Auth0.setClient(";

tl::unexpected<ParseError> otherShape(const QString &message)
{
    return tl::make_unexpected(ParseError{ParseError::Kind::WrongShape, 0, message});
}

/// What stands between the parentheses of the one call; nothing where the script is another.
std::optional<QByteArray> argumentOf(const QByteArray &script)
{
    QByteArray text = script.startsWith(byteOrderMark) ? script.mid(qsizetype(sizeof byteOrderMark) - 1) : script;
    text = text.trimmed();
    if (!text.startsWith(call)) {
        return std::nullopt;
    }
    text = text.mid(qsizetype(sizeof call) - 1);
    if (text.endsWith(';')) {
        text = text.chopped(1).trimmed();
    }
    // Whatever else stands before it is no JSON.
    return text.endsWith(')') ? std::optional(text.chopped(1)) : std::nullopt;
}

void addConnections(const Value &strategy, QList<Domain::LockFile::Connection> *connections)
{
    const Value *entries = memberAt(strategy, "connections");
    if (!entries || !entries->is_array()) {
        return;
    }
    for (const Value &entry : *entries) {
        if (const QString name = stringAt(entry, "name"); !name.isEmpty()) {
            connections->append({name, stringAt(strategy, "name")});
        }
    }
}

} // namespace

Outcome<Domain::LockFile> readLockFile(const QByteArray &script)
{
    const std::optional<QByteArray> argument = argumentOf(script);
    if (!argument) {
        return otherShape(tr("It is not a call of Auth0.setClient"));
    }
    const Outcome<Value> object = parse(*argument);
    if (!object) {
        return tl::make_unexpected(object.error());
    }
    const Value *strategies = memberAt(*object, "strategies");
    if (!strategies || !strategies->is_array()) {
        return otherShape(tr("It holds no list of strategies"));
    }
    Domain::LockFile file;
    file.application = stringAt(*object, "id");
    for (const Value &strategy : *strategies) {
        addConnections(strategy, &file.connections);
    }
    return file;
}

} // namespace Json
