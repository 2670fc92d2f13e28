#include "reports/deployobjects.h"

#include "reports/exportvalue.h"
#include "reports/translation.h"

using namespace Qt::StringLiterals;

namespace Reports {

using Json::Value;

const QStringList &clientMembersNotTaken()
{
    static const QStringList members{u"client_id"_s,
                                     u"client_secret"_s,
                                     u"tenant"_s,
                                     u"global"_s,
                                     u"owners"_s,
                                     u"encrypted"_s,
                                     u"encryption_key"_s,
                                     u"signing_keys"_s,
                                     u"callback_url_template"_s,
                                     u"config_route"_s,
                                     u"custom_login_page_preview"_s,
                                     u"token_vault_privileged_access"_s};
    return members;
}

Value deployClient(Value client)
{
    // What is not named stays as it is; null would take it away, or ask for a scope of its own.
    for (auto member = client.begin(); member != client.end();) {
        member = member->is_null() ? client.erase(member) : std::next(member);
    }
    // deploy-cli makes the newer member of the older one, whatever it says.
    const bool isCrossOrigin = Json::boolAt(client, "cross_origin_auth").value_or(false);
    if (isCrossOrigin && !client.contains("cross_origin_authentication")) {
        client["cross_origin_authentication"] = true;
    }
    client.erase("cross_origin_auth");
    // Its absence means to deploy-cli that all keys of the application are to go; without keys, that all stay.
    if (Value *methods = memberIn(client, u"client_authentication_methods"_s); methods && methods->is_object()) {
        for (Value &method : *methods) {
            if (method.is_object() && method.contains("credentials")) {
                method["credentials"] = Value::array();
            }
        }
    }
    return client;
}

bool endsDeployCli(const QString &name)
{
    // It counts names as members of an object of JavaScript, which has these already.
    static const QSet<QString> names{u"__proto__"_s,        u"constructor"_s,      u"hasOwnProperty"_s,
                                     u"isPrototypeOf"_s,    u"toString"_s,         u"toLocaleString"_s,
                                     u"valueOf"_s,          u"__defineGetter__"_s, u"__defineSetter__"_s,
                                     u"__lookupGetter__"_s, u"__lookupSetter__"_s, u"propertyIsEnumerable"_s};
    return names.contains(name);
}

QString deployRefusal(const Value &options, const QString &strategy)
{
    if (strategy != "auth0"_L1 && strategy != "oidc"_L1 && strategy != "okta"_L1) {
        for (const char *member : {"token_endpoint_auth_signing_alg", "id_token_signed_response_algs",
                                   "token_endpoint_jwtca_aud_format", "id_token_session_expiry_supported"}) {
            if (options.contains(member)) {
                return tr("deploy-cli takes options.%1 of oidc and okta only.").arg(QLatin1StringView(member));
            }
        }
    }
    if (strategy != "auth0"_L1) {
        return {};
    }
    Value copy = options;
    if (const Value *attributes = memberIn(copy, u"attributes"_s); attributes != nullptr && attributes->is_object()) {
        const auto isTrue = [&copy](const QString &path) {
            const Value *flag = memberIn(copy, u"attributes."_s + path);
            return flag != nullptr && *flag == true;
        };
        const bool isByMail = isTrue(u"email.identifier.active"_s);
        if (!isByMail && !isTrue(u"username.identifier.active"_s) && !isTrue(u"phone_number.identifier.active"_s)) {
            return tr("deploy-cli asks for an active identifier among options.attributes.");
        }
        const Value *unique = memberIn(copy, u"attributes.email.unique"_s);
        if (isByMail && unique != nullptr && *unique == false) {
            return tr("deploy-cli takes no e-mail address for an identifier that need not be unique.");
        }
        const Value *method = memberIn(copy, u"attributes.email.verification_method"_s);
        if (method != nullptr && *method != "otp" && *method != "link") {
            return tr("deploy-cli does not know its options.attributes.email.verification_method.");
        }
    }
    const Value *rule = memberIn(copy, u"password_options.complexity.character_type_rule"_s);
    const Value *types = memberIn(copy, u"password_options.complexity.character_types"_s);
    if (rule != nullptr && *rule == "three_of_four" && (types == nullptr || types->size() < 4)) {
        return tr("deploy-cli asks for all four character types with “three_of_four”.");
    }
    return {};
}

Value deployMarker(const ExportPlaceholder &placeholder)
{
    // A block takes any line as it is; "@@" is replaced by JSON, quotes included, which is YAML for whatever stands
    // there.
    const QByteArray name = placeholder.name.toLatin1();
    return rawValue(placeholder.isLine ? "|-\n##" + name + "##" : "\"@@" + name + "@@\"");
}

} // namespace Reports
