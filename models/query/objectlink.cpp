#include "query/objectlink.h"

#include "query/columns.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

constexpr QLatin1StringView prefix("tenantry://");
constexpr qsizetype longestTenant = 253; // of a domain, and more than any name wants
constexpr qsizetype longestId = 400;

tl::unexpected<QString> refuse(const char *why)
{
    return tl::make_unexpected(QCoreApplication::translate("Query", why));
}

constexpr auto foreign = QT_TRANSLATE_NOOP(
    "Query", "This is no link of Tenantry: one begins with tenantry:// and names a tenant, a kind and an ID.");
constexpr auto tooLong = QT_TRANSLATE_NOOP("Query", "The link is too long to be one of Tenantry's.");
constexpr auto badCharacter
    = QT_TRANSLATE_NOOP("Query", "The link holds characters that no link of Tenantry has. It may have been changed.");
constexpr auto badTenant = QT_TRANSLATE_NOOP("Query", "The link names no tenant that could be one.");
constexpr auto badKind
    = QT_TRANSLATE_NOOP("Query", "The link names a kind of object that Tenantry does not show by a link.");
constexpr auto badId = QT_TRANSLATE_NOOP("Query", "The link names no ID that an object of this kind could have.");

bool isPlain(QChar unit)
{
    const char16_t code = unit.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9')
        || code == u'-' || code == u'.' || code == u'_' || code == u'~';
}

int hexValue(QChar unit)
{
    const char16_t code = unit.unicode();
    if (code >= u'0' && code <= u'9') {
        return code - u'0';
    }
    const char16_t lower = code | 0x20U;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// What a segment stands for: plain characters, `also` ones, and bytes of UTF-8 as %XX.
std::optional<QString> decoded(QStringView segment, QStringView also)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < segment.size(); ++at) {
        const QChar unit = segment.at(at);
        if (isPlain(unit) || also.contains(unit)) {
            bytes.append(char(unit.unicode()));
            continue;
        }
        const int high = unit == u'%' && at + 2 < segment.size() ? hexValue(segment.at(at + 1)) : -1;
        const int low = high >= 0 ? hexValue(segment.at(at + 2)) : -1;
        if (low < 0) {
            return std::nullopt;
        }
        bytes.append(char(high * 16 + low));
        at += 2;
    }
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

/// Nothing that cannot be seen, and nothing that would part a link or a path.
bool isSeen(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar unit) {
        return unit.isPrint() && !unit.isSurrogate() && unit.category() != QChar::Other_Format && unit != u'/'
            && unit != u'\\' && unit != u'%' && (unit == u' ' || !unit.isSpace());
    });
}

bool isTenant(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestTenant && isSeen(text) && text.trimmed() == text && text != u"."_s
        && text != u".."_s;
}

/// Auth0 makes the ids of these; those of users come from elsewhere.
bool isId(Kind kind, const QString &text)
{
    if (text.isEmpty() || text.size() > longestId || text == u"."_s || text == u".."_s) {
        return false;
    }
    const bool isAuth0s = kind == Kind::Applications || kind == Kind::Connections || kind == Kind::Organizations;
    return std::all_of(text.begin(), text.end(), [isAuth0s](QChar unit) {
        const bool isVisible = unit.unicode() > 0x20 && unit.unicode() < 0x7F;
        return isAuth0s ? isPlain(unit) : isVisible && !u"/\\%\"<>`{}^"_s.contains(unit);
    });
}

bool isLinked(Kind kind)
{
    return kind != Kind::Tenants && kind != Kind::Policies && kind != Kind::Logs;
}

} // namespace

tl::expected<ObjectLink, QString> readLink(QStringView text)
{
    if (text.size() > longestLink) {
        return refuse(tooLong);
    }
    if (!text.startsWith(prefix, Qt::CaseInsensitive)) {
        return refuse(foreign);
    }
    if (std::any_of(text.begin(), text.end(),
                    [](QChar unit) { return unit.unicode() <= 0x20 || unit.unicode() >= 0x7F; })) {
        return refuse(badCharacter);
    }
    QList<QStringView> parts = text.sliced(prefix.size()).split(u'/');
    if (parts.size() == 2 && parts.last().isEmpty()) {
        parts.removeLast(); // what some programs add to a link without a path
    }
    const std::optional<QString> tenant = decoded(parts.first(), {});
    if (!tenant || !isTenant(*tenant)) {
        return refuse(badTenant);
    }
    if (parts.size() == 1) {
        return ObjectLink{*tenant, Kind::Tenants, {}};
    }
    const std::optional<Kind> kind = kindFor(parts.at(1));
    if (!kind || !isLinked(*kind)) {
        return refuse(badKind);
    }
    const std::optional<QString> id = parts.size() == 3 ? decoded(parts.at(2), u"|@:+") : std::nullopt;
    if (!id || !isId(*kind, *id)) {
        return refuse(badId);
    }
    return ObjectLink{*tenant, *kind, *id};
}

QString linkText(const ObjectLink &link)
{
    const auto encoded = [](const QString &part) { return QString::fromLatin1(QUrl::toPercentEncoding(part)); };
    QString text = prefix + encoded(link.tenant);
    if (link.kind != Kind::Tenants) {
        text += u'/' + wordFor(link.kind) + u'/' + encoded(link.id);
    }
    const auto read = readLink(text);
    return read && *read == link ? text : QString();
}

} // namespace Query
