#include "policy/policytemplate.h"

#include "policy/policyplacing.h"
#include "policy/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

QList<Edit> composition(const QString &level)
{
    const Reading reading = readingOfLevel(level);
    QList<Edit> edits;
    for (const Key key : {Key::Level, Key::MinLength, Key::CharacterTypes, Key::CharacterTypeRule,
                          Key::IdenticalCharacters, Key::SequentialCharacters}) {
        edits.append({key, settingOf(reading, key)});
    }
    return edits;
}

/// Length and a list of common passwords instead of rules about characters. The level is what says so in a legacy
/// policy.
QList<Edit> lengthAndBlocklist(int minLength)
{
    return {
        {Key::Level, u"low"_s},
        {Key::MinLength, minLength},
        {Key::CharacterTypes, QStringList()},
        {Key::CharacterTypeRule, u"all"_s},
        {Key::IdenticalCharacters, u"allow"_s},
        {Key::SequentialCharacters, u"allow"_s},
        {Key::MaxLengthExceeded, u"error"_s},
        {Key::Dictionary, u"on"_s},
    };
}

QList<Edit> withProfileData(QList<Edit> edits)
{
    edits.append({Key::ProfileData, true});
    return edits;
}

QString nistSource()
{
    return tr("NIST SP 800-63B-4 (2025), section 3.1.1.2: at least 15 characters, or 8 where the password is only one "
              "factor of several; no composition rules; a blocklist with words of the context, such as the user name; "
              "the entire password is verified, not a part of it.");
}

QString levelSource()
{
    return tr("Auth0's legacy levels, as its own password-sheriff 2.0.0 has them.");
}

tl::expected<Edit, QString> readSetting(const QString &name, const Json::Value &value)
{
    const std::optional<Key> key = keyFor(name);
    if (!key) {
        return tl::make_unexpected(tr("There is no setting “%1”.").arg(name));
    }
    if (*key == Key::Dictionary && value.is_boolean()) {
        return Edit{*key, value.get<bool>() ? u"on"_s : u"off"_s};
    }
    if (value.is_boolean()) {
        return checkedEdit(*key, value.get<bool>());
    }
    if (value.is_string()) {
        return checkedEdit(*key, Json::toQString(value.get_ref<const std::string &>()));
    }
    const Json::Value holder{{"value", value}};
    if (value.is_array()) {
        const QStringList list = Json::stringsAt(holder, "value");
        const bool isTexts = list.size() == qsizetype(value.size());
        return isTexts ? checkedEdit(*key, list) : tl::make_unexpected(tr("%1 takes a list of texts.").arg(name));
    }
    const std::optional<int> number = value.is_number_integer() ? Json::intAt(holder, "value") : std::nullopt;
    return number ? checkedEdit(*key, *number) : tl::make_unexpected(tr("%1 has no usable value.").arg(name));
}

Json::Value jsonOf(const Setting &value)
{
    if (const QStringList *list = std::get_if<QStringList>(&value)) {
        return toJson(*list);
    }
    if (const QString *word = std::get_if<QString>(&value)) {
        return word->toStdString();
    }
    if (const bool *isOn = std::get_if<bool>(&value)) {
        return *isOn;
    }
    return std::get<int>(value);
}

} // namespace

const QList<PolicyTemplate> &givenTemplates()
{
    static const QList<PolicyTemplate> templates{
        {u"nist-800-63b"_s, tr("NIST 800-63B, password alone"), nistSource(), withProfileData(lengthAndBlocklist(15))},
        {u"nist-800-63b-mfa"_s, tr("NIST 800-63B, with a second factor"), nistSource(),
         withProfileData(lengthAndBlocklist(8))},
        {u"owasp-asvs-5"_s, tr("OWASP ASVS 5.0"),
         tr("OWASP Application Security Verification Standard 5.0 (2025), section V6.2: at least 8 characters, 15 "
            "recommended; no composition rules; common passwords and words of the context blocked; passwords verified "
            "exactly as received."),
         withProfileData(lengthAndBlocklist(8))},
        {u"owasp-asvs-4"_s, tr("OWASP ASVS 4.0"),
         tr("OWASP Application Security Verification Standard 4.0.3 (2021), section V2.1: at least 12 characters; no "
            "composition rules; no truncation; breached passwords blocked."),
         lengthAndBlocklist(12)},
        {u"auth0-good"_s, tr("Auth0 good"), levelSource(), composition(u"good"_s)},
        {u"auth0-excellent"_s, tr("Auth0 excellent"), levelSource(), composition(u"excellent"_s)},
    };
    return templates;
}

tl::expected<PolicyTemplate, QString> readTemplate(const QByteArray &text)
{
    const auto object = Json::parse(text, Json::Strictness::Edit);
    if (!object) {
        return tl::make_unexpected(object.error().message);
    }
    const Json::Value *settings = Json::memberAt(*object, "settings");
    if (settings == nullptr || !settings->is_object() || settings->empty()) {
        return tl::make_unexpected(tr("A template is a JSON object with a member “settings” that names at least one."));
    }
    PolicyTemplate policyTemplate{{}, Json::stringAt(*object, "name"), Json::stringAt(*object, "source"), {}};
    for (const auto &[name, value] : settings->items()) {
        const auto edit = readSetting(Json::toQString(name), value);
        if (!edit) {
            return tl::make_unexpected(edit.error());
        }
        policyTemplate.edits.append(*edit);
    }
    return policyTemplate;
}

QByteArray writeTemplate(const PolicyTemplate &policyTemplate)
{
    Json::Value settings = Json::Value::object();
    for (const Edit &edit : policyTemplate.edits) {
        settings[nameOf(edit.key).data()] = jsonOf(edit.value);
    }
    const Json::Value object{{"name", policyTemplate.name.toStdString()},
                             {"source", policyTemplate.source.toStdString()},
                             {"settings", settings}};
    return Json::writePretty(object) + '\n';
}

} // namespace Policy
