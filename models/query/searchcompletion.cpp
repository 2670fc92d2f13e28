#include "query/searchcompletion.h"

#include "domain/logtypes.h"
#include "query/filterlexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

constexpr qsizetype mostTexts = 12;

const QStringList userFields{u"email"_s,
                             u"email_verified"_s,
                             u"name"_s,
                             u"given_name"_s,
                             u"family_name"_s,
                             u"nickname"_s,
                             u"username"_s,
                             u"user_id"_s,
                             u"phone_number"_s,
                             u"phone_verified"_s,
                             u"blocked"_s,
                             u"created_at"_s,
                             u"updated_at"_s,
                             u"last_login"_s,
                             u"last_ip"_s,
                             u"logins_count"_s,
                             u"organization_id"_s,
                             u"identities"_s,
                             u"app_metadata"_s,
                             u"user_metadata"_s,
                             u"picture"_s,
                             u"locale"_s,
                             u"multifactor"_s,
                             u"last_password_reset"_s,
                             u"_exists_"_s,
                             u"multifactor_last_modified"_s};
const QStringList logFields{u"client_id"_s,     u"client_name"_s,
                            u"connection"_s,    u"connection_id"_s,
                            u"description"_s,   u"date"_s,
                            u"hostname"_s,      u"ip"_s,
                            u"log_id"_s,        u"organization_id"_s,
                            u"user_id"_s,       u"user_name"_s,
                            u"user_agent"_s,    u"strategy"_s,
                            u"strategy_type"_s, u"type"_s,
                            u"_exists_"_s,      u"organization_name"_s,
                            u"audience"_s,      u"scope"_s,
                            u"session_id"_s,    u"details"_s,
                            u"location_info"_s, u"isMobile"_s};

/// Where the term begins that the cursor is in, or nothing within quotes.
std::optional<qsizetype> termStart(const QString &text, qsizetype cursor)
{
    bool isQuoted = false;
    qsizetype start = 0;
    for (qsizetype i = 0; i < cursor; ++i) {
        const QChar c = text.at(i);
        if (c == u'\\') {
            ++i;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (c.isSpace() || c == u'(' || c == u'-' || c == u'+')) {
            // A hyphen is part of a word that has begun.
            start = c.isSpace() || c == u'(' || start == i ? i + 1 : start;
        }
    }
    return isQuoted ? std::nullopt : std::optional(start);
}

using Text = SearchCompletion::Text;

/// A value as it may stand behind the colon.
QString valueText(const QString &value)
{
    const bool isPlain = std::all_of(value.begin(), value.end(),
                                     [](QChar c) { return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_'); });
    return isPlain ? value : quoted(value);
}

constexpr QLatin1StringView appMetadata("app_metadata.");

QList<Text> valuesOf(const QString &field, const SearchedNames &names)
{
    static const QStringList flags{u"blocked"_s, u"email_verified"_s, u"phone_verified"_s, u"isMobile"_s};
    QList<Text> values;
    if (flags.contains(field)) {
        values = {{u"true"_s, {}}, {u"false"_s, {}}};
    } else if (field == "connection"_L1 || field == "identities.connection"_L1) {
        for (const QString &connection : names.connections) {
            values.append({valueText(connection), {}});
        }
    } else if (field.startsWith(appMetadata)) {
        const auto place = names.metadata.find(field.sliced(appMetadata.size()));
        for (const QString &value : place == names.metadata.end() ? QStringList() : place->second) {
            values.append({valueText(value), {}});
        }
    } else if (field == "type"_L1) {
        for (const Domain::LogType &type : Domain::logTypes()) {
            values.append({type.code, Domain::wordsForLogType(type.code)});
        }
    }
    return values;
}

/// Each with what must follow it.
QList<Text> fieldsOf(Kind kind, const SearchedNames &names)
{
    QList<Text> fields;
    for (const QString &field : searchFields(kind)) {
        const bool isObject = field == "app_metadata"_L1 || field == "user_metadata"_L1;
        const bool isList = field == "identities"_L1;
        fields.append({isObject ? field + u'.' : isList ? u"identities.connection:"_s : field + u':', {}});
        if (field == "app_metadata"_L1) {
            for (const auto &[place, values] : names.metadata) {
                fields.append({appMetadata + place + u':', {}});
            }
        }
    }
    return fields;
}

} // namespace

const QStringList &searchFields(Kind kind)
{
    return kind == Kind::Users ? userFields : logFields;
}

SearchCompletion searchCompletion(Kind kind, const QString &text, qsizetype cursor, const SearchedNames &names)
{
    const auto start = termStart(text, cursor);
    if (!start) {
        return {cursor, {}};
    }
    const QString term = text.mid(*start, cursor - *start);
    const qsizetype colon = term.indexOf(u':');
    SearchCompletion found{colon < 0 ? *start : *start + colon + 1, {}};
    const QString begun = term.mid(colon + 1);
    if (begun.isEmpty() && colon < 0) {
        return found;
    }
    const QList<Text> candidates = colon < 0 ? fieldsOf(kind, names) : valuesOf(term.first(colon), names);
    const auto add = [&](auto fits) {
        for (const Text &candidate : candidates) {
            if (found.texts.size() < mostTexts && candidate.text != begun && !found.texts.contains(candidate)
                && fits(candidate)) {
                found.texts.append(candidate);
            }
        }
    };
    add([&](const Text &candidate) {
        const qsizetype at = candidate.text.indexOf(begun, 0, Qt::CaseInsensitive);
        return at == 0 || (at == 1 && candidate.text.startsWith(u'"'));
    });
    if (colon >= 0) { // values are known by what stands inside them, or by their words
        add([&](const Text &candidate) {
            return candidate.text.contains(begun, Qt::CaseInsensitive)
                || candidate.about.contains(begun, Qt::CaseInsensitive);
        });
    }
    return found;
}

} // namespace Query
