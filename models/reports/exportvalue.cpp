#include "reports/exportvalue.h"

#include "reports/exportnames.h"
#include "reports/translation.h"

#include "analysis/scriptsecrets.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

/// A word of capitals, digits and single "_".
QString wordOf(const QString &text)
{
    static const QRegularExpression other(u"[^A-Z0-9]+"_s);
    QString word = text.normalized(QString::NormalizationForm_KD).toUpper();
    word.replace(other, u"_"_s);
    while (word.endsWith(u'_')) {
        word.chop(1);
    }
    return word.startsWith(u'_') ? word.mid(1) : word;
}

constexpr qsizetype longestWord = 60;

const QStringList &legacyPolicyMembers()
{
    static const QStringList members{u"passwordPolicy"_s, u"password_complexity_options"_s, u"password_history"_s,
                                     u"password_no_personal_info"_s, u"password_dictionary"_s};
    return members;
}

} // namespace

Json::Value rawValue(const QByteArray &text)
{
    return Json::Value::binary(std::vector<std::uint8_t>(text.begin(), text.end()));
}

std::optional<QByteArray> rawText(const Json::Value &value)
{
    if (!value.is_binary()) {
        return std::nullopt;
    }
    const std::vector<std::uint8_t> &bytes = value.get_binary();
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

QString wholeText(const Json::Value &text)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(wholeBytes(text));
}

QByteArray wholeBytes(const Json::Value &text)
{
    return text.is_string() ? QByteArray::fromStdString(text.get_ref<const std::string &>()) : QByteArray();
}

Json::Value *memberIn(Json::Value &object, const QString &path)
{
    Json::Value *value = &object;
    for (const QString &key : path.split(u'.')) {
        const auto found = value->is_object() ? value->find(key.toStdString()) : value->end();
        if (!value->is_object() || found == value->end()) {
            return nullptr;
        }
        value = &*found;
    }
    return value;
}

void eraseMember(Json::Value &object, const QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.');
    Json::Value *parent = dot < 0 ? &object : memberIn(object, path.first(dot));
    if (parent != nullptr && parent->is_object()) {
        parent->erase(path.mid(dot + 1).toStdString());
    }
}

Json::Value withFirst(const Json::Value &object, std::initializer_list<const char *> first)
{
    Json::Value ordered = Json::Value::object();
    for (const char *key : first) {
        if (const Json::Value *member = Json::memberAt(object, key)) {
            ordered[key] = *member;
        }
    }
    for (const auto &[key, value] : object.items()) {
        if (!ordered.contains(key)) {
            ordered[key] = value;
        }
    }
    return ordered;
}

QList<NamedObject> byName(const QList<QByteArray> &objects, const char *idKey)
{
    QList<NamedObject> list;
    for (const QByteArray &object : objects) {
        const Json::Value value = Json::parse(object).value_or(Json::Value::object());
        list.append({Json::stringAt(value, "name"), Json::stringAt(value, idKey), object});
    }
    std::ranges::sort(list, {}, [](const NamedObject &object) { return std::tie(object.name, object.id); });
    return list;
}

Json::Value scriptPaths(const Json::Value &scripts, const QString &place, const QString &connection,
                        ExportFolder &folder)
{
    Json::Value paths = Json::Value::object();
    ExportFileNames names;
    for (const auto &[key, script] : scripts.items()) {
        if (!script.is_string()) {
            continue;
        }
        const QString path = u"%1/%2"_s.arg(place, names.unique(wholeText(key), u".js"_s));
        folder.files[path] = wholeBytes(script);
        if (const QStringList found = Analysis::secretsIn(wholeText(script)); !found.isEmpty()) {
            folder.notes.append(
                tr("%1: a secret seems to stand in %2 (%3).").arg(connection, path, found.join(u", "_s)));
        }
        paths[key] = path.toStdString();
    }
    return paths;
}

bool holdsBothPolicies(const Json::Value &options)
{
    return options.contains("password_options")
        && std::ranges::any_of(legacyPolicyMembers(),
                               [&options](const QString &member) { return options.contains(member.toStdString()); });
}

void keepPolicy(Json::Value &options, ExportInput::KeptPolicy kept)
{
    if (kept == ExportInput::KeptPolicy::Legacy) {
        options.erase("password_options");
    } else if (kept == ExportInput::KeptPolicy::Flexible) {
        for (const QString &member : legacyPolicyMembers()) {
            options.erase(member.toStdString());
        }
    }
}

void ExportSecrets::avoid(const QByteArray &text)
{
    const auto isOfName = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    for (const char *marker : {"##", "@@"}) {
        for (qsizetype at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
            qsizetype end = at + 2;
            while (end < text.size() && isOfName(text.at(end))) {
                ++end;
            }
            if (QByteArrayView(text).sliced(end).startsWith(marker)) {
                m_names.insert(QString::fromLatin1(text.sliced(at + 2, end - at - 2)));
            }
        }
    }
}

Json::Value ExportSecrets::taken(const NamedObject &object, const QString &kind, const QStringList &without)
{
    Json::Value known = Json::parse(object.original).value_or(Json::Value::object());
    Json::Value masked = Json::parse(Json::masked(object.original, m_secrets)).value_or(Json::Value::object());
    for (const QString &path : without) {
        eraseMember(known, path);
        eraseMember(masked, path);
    }
    m_kind = kind;
    m_name = object.name;
    m_id = object.id;
    replace(masked, known, {});
    return masked;
}

void ExportSecrets::replace(Json::Value &masked, const Json::Value &original, const QString &path)
{
    if (masked.is_object()) {
        for (auto member = masked.begin(); member != masked.end(); ++member) {
            const QString key = Json::toQString(member.key());
            replace(member.value(), original.at(member.key()), path.isEmpty() ? key : path + u'.' + key);
        }
    } else if (masked.is_array()) {
        for (std::size_t i = 0; i < masked.size(); ++i) {
            replace(masked[i], original.at(i), path + u'.' + QString::number(i));
        }
    } else if (masked != original) {
        masked = placeholder(original, path);
    }
}

Json::Value ExportSecrets::placeholder(const Json::Value &secret, const QString &path)
{
    QString member = path;
    if (member.startsWith("options."_L1)) {
        member.remove(0, 8);
    }
    // "__" stands between the object and its member: neither has it, so that no two of them give the same name.
    const QString name = u"%1_%2__%3"_s.arg(m_kind.toUpper(), exportWord(m_kind, m_name, m_id).toUpper(),
                                            wordOf(member).right(longestWord));
    QString chosen = name;
    for (int attempt = 0; m_names.contains(chosen); ++attempt) {
        chosen = u"%1__%2"_s.arg(name, markOf(m_id + u'\n' + path, attempt).toUpper());
    }
    m_names.insert(chosen);
    // Of a block of YAML a reader takes the blanks at its beginning for an indent.
    const QByteArray text = wholeBytes(secret);
    const bool isLine = secret.is_string() && !text.contains('\n') && !text.contains('\r') && text == text.trimmed();
    m_placeholders.append({chosen, m_kind, m_name, path, isLine});
    return m_written(m_placeholders.last());
}

} // namespace Reports
