#include "auth/variables.h"

#include "auth/translation.h"
#include "json/value.h"

#include <QRegularExpression>

#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

using Entries = tl::expected<QList<ImportEntry>, QString>;

/// Checkmate's names differ by their prefix; deploy-cli's and Terraform's by what follows it.
constexpr std::array prefixes{QLatin1StringView("AUTH0_"), QLatin1StringView("AUTH0CHECKMATE_")};

QMap<QString, QString> stringMembers(const Json::Value &object)
{
    QMap<QString, QString> values;
    for (const auto &[key, value] : object.items()) {
        if (value.is_string()) {
            values.insert(QString::fromStdString(key), Json::toQString(value.get_ref<const std::string &>()));
        }
    }
    return values;
}

Entries fromJson(const QByteArray &text, const std::function<QList<ImportEntry>(const Json::Value &)> &read)
{
    const auto root = Json::parse(text);
    if (!root || !root->is_object()) {
        return tl::make_unexpected(
            tr("The file is not a JSON object, so nothing was taken from it. Choose the program's config.json."));
    }
    return read(*root);
}

QList<ImportEntry> deployCliEntries(const Json::Value &root)
{
    const auto values = stringMembers(root);
    return values.value(u"AUTH0_DOMAIN"_s).isEmpty() ? QList<ImportEntry>() : entriesOf(values);
}

QList<ImportEntry> auth0CliEntries(const Json::Value &root)
{
    QList<ImportEntry> entries;
    const Json::Value *tenants = Json::memberAt(root, "tenants");
    if (!tenants || !tenants->is_object()) {
        return entries;
    }
    for (const auto &[domain, tenant] : tenants->items()) {
        if (!tenant.is_object()) {
            continue;
        }
        ImportEntry entry{QString::fromStdString(domain), stringMembers(tenant)};
        if (entry.values.value(u"domain"_s).isEmpty()) {
            entry.values.insert(u"domain"_s, entry.label);
        }
        entries.append(std::move(entry));
    }
    return entries;
}

QString unquoted(const QString &text)
{
    const QString value = text.trimmed();
    if (value.startsWith(u'\'')) {
        return value.mid(1, value.indexOf(u'\'', 1) - 1);
    }
    if (!value.startsWith(u'"')) {
        static const QRegularExpression comment(u"\\s#.*$"_s);
        return QString(value).remove(comment).trimmed();
    }
    QString plain;
    for (qsizetype i = 1; i < value.size() && value[i] != u'"'; ++i) {
        if (value[i] == u'\\' && i + 1 < value.size()) {
            ++i;
            plain += value[i] == u'n' ? QChar(u'\n') : value[i];
        } else {
            plain += value[i];
        }
    }
    return plain;
}

/// The text with comments blanked out and strings kept, so that braces can be counted.
QString withoutComments(const QString &text)
{
    static const QRegularExpression comment(u"(\"(?:[^\"\\\\\\n]|\\\\.)*\")|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    QString kept;
    qsizetype end = 0;
    for (auto matches = comment.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        kept += QStringView(text).sliced(end, match.capturedStart() - end);
        kept += match.hasCaptured(1) ? match.captured(1) : u" "_s;
        end = match.capturedEnd();
    }
    kept += QStringView(text).sliced(end);
    return kept;
}

/// The text between the brace at `open` and the one that closes it.
QString blockAt(const QString &text, qsizetype open)
{
    int depth = 0;
    bool isString = false;
    for (qsizetype i = open; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isString && c == u'\\') {
            ++i;
        } else if (c == u'"') {
            isString = !isString;
        } else if (!isString && c == u'{') {
            ++depth;
        } else if (!isString && c == u'}' && --depth == 0) {
            return text.sliced(open + 1, i - open - 1);
        }
    }
    return {};
}

} // namespace

QMap<QString, QString> parseDotEnv(const QString &text)
{
    // A quoted value may run over several lines, as PEM keys do.
    static const QRegularExpression line(
        u"^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*('[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\r\\n]*)"_s,
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QMap<QString, QString> variables;
    for (auto matches = line.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        variables.insert(match.captured(1), unquoted(match.captured(2)));
    }
    return variables;
}

QList<ImportEntry> parseProviderBlocks(const QString &text)
{
    static const QRegularExpression opening(u"\\bprovider\\s+\"auth0\"\\s*\\{"_s);
    static const QRegularExpression attribute(
        u"^\\s*(domain|client_id|client_secret|api_token|audience|client_assertion_signing_alg|alias)"
        "\\s*=\\s*\"((?:[^\"\\\\\\n]|\\\\.)*)\"\\s*$"_s,
        QRegularExpression::MultilineOption);
    const QString code = withoutComments(text);
    QList<ImportEntry> entries;
    for (auto matches = opening.globalMatch(code); matches.hasNext();) {
        ImportEntry entry;
        const QString block = blockAt(code, matches.next().capturedEnd() - 1);
        for (auto found = attribute.globalMatch(block); found.hasNext();) {
            const auto match = found.next();
            if (!match.captured(2).contains("${"_L1)) {
                entry.values.insert(match.captured(1), match.captured(2));
            }
        }
        entry.label = entry.values.take(u"alias"_s);
        entries.append(entry);
    }
    return entries;
}

QList<ImportEntry> entriesOf(const QMap<QString, QString> &variables)
{
    QList<ImportEntry> entries;
    for (const QLatin1StringView prefix : prefixes) {
        ImportEntry entry{prefix, {}};
        for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable) {
            if (variable.key().startsWith(prefix) && !variable.value().isEmpty()) {
                entry.values.insert(variable.key(), variable.value());
            }
        }
        if (!entry.values.isEmpty()) {
            entries.append(entry);
        }
    }
    return entries;
}

Entries readEntries(ImportFormat format, const QByteArray &text)
{
    if (text.size() > maximumImportSize) {
        return tl::make_unexpected(
            tr("The file is longer than 1 MiB, which no settings file of these programs is. Nothing was read."));
    }
    switch (format) {
    case ImportFormat::DeployCli:
        return fromJson(text, &deployCliEntries);
    case ImportFormat::Auth0Cli:
        return fromJson(text, &auth0CliEntries);
    case ImportFormat::Terraform:
        return parseProviderBlocks(QString::fromUtf8(text));
    case ImportFormat::Environment:
    case ImportFormat::DotEnv:
        break;
    }
    return entriesOf(parseDotEnv(QString::fromUtf8(text)));
}

} // namespace Auth
