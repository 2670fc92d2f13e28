#include "reports/terraformwriter.h"

#include "reports/exportvalue.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Json::Value;
using Shape = TerraformArgument::Shape;

/// Said by nobody: the provider leaves it alone.
bool isNothing(const Value &value)
{
    return value.is_null() || value == false || (value.is_structured() && value.empty())
        || (value.is_string() && wholeBytes(value).isEmpty());
}

bool isScalar(const Value &value)
{
    return value.is_primitive() && !value.is_null();
}

/// The provider's maps hold texts.
Value asText(const Value &value)
{
    return value.is_string() || value.is_binary() ? value : Value(Json::write(value).toStdString());
}

/// What Auth0 works out itself of a connection, or its connector tells.
bool isWorkedOut(const QString &place, const std::string &member)
{
    static const QSet<QByteArray> members{"thumbprints", "expires",      "subject",        "oidc_metadata", "agentIP",
                                          "agentMode",   "agentVersion", "schema_version", "cert"};
    return place == "connection options."_L1 && members.contains(QByteArray::fromStdString(member));
}

bool isArgument(const std::string &member)
{
    return std::ranges::any_of(terraformConnectionOptions(),
                               [&member](const TerraformArgument &argument) { return member == argument.member; });
}

/// The scopes of these are a text or a list; those of all others are flags named like the scope.
bool namesScopes(const QString &strategy)
{
    return strategy == "oidc"_L1 || strategy == "okta"_L1 || strategy == "oauth2"_L1 || strategy == "custom"_L1;
}

bool flagsScopes(const QString &strategy)
{
    static const QStringList strategies{u"apple"_s,
                                        u"facebook"_s,
                                        u"github"_s,
                                        u"google-apps"_s,
                                        u"google-oauth2"_s,
                                        u"linkedin"_s,
                                        u"salesforce"_s,
                                        u"salesforce-community"_s,
                                        u"salesforce-sandbox"_s,
                                        u"waad"_s,
                                        u"windowslive"_s};
    return strategies.contains(strategy);
}

} // namespace

void TerraformWriter::write(HclWriter &out, const Value &object, TerraformArguments arguments, const QString &place)
{
    // Arguments before blocks, as people write them.
    for (const bool blocks : {false, true}) {
        for (const TerraformArgument &argument : arguments) {
            const bool isBlock = argument.shape == Shape::Block || argument.shape == Shape::Blocks;
            const Value *value = Json::memberAt(object, argument.member);
            if (isBlock != blocks || value == nullptr || value->is_null()) {
                continue;
            }
            if (!writeOne(out, *value, argument, place) && !isWorkedOut(place, argument.member)) {
                count(place + QLatin1StringView(argument.member));
            }
        }
    }
    for (const auto &[key, value] : object.items()) {
        const bool isKnown = std::ranges::any_of(
            arguments, [&key = key](const TerraformArgument &argument) { return key == argument.member; });
        if (!isKnown && !isNothing(value) && !isWorkedOut(place, key)) {
            count(place + Json::toQString(key));
        }
    }
}

bool TerraformWriter::writeOne(HclWriter &out, const Value &value, const TerraformArgument &argument,
                               const QString &place)
{
    const QByteArray name = argument.argument;
    const QString inside = place + QLatin1StringView(argument.member) + u'.';
    switch (argument.shape) {
    case Shape::Value:
    case Shape::Text:
        if (isScalar(value)) {
            out.attribute(name, argument.shape == Shape::Text ? asText(value) : value);
        }
        return isScalar(value);
    case Shape::List: {
        const bool isList = value.is_array() && std::ranges::all_of(value, isScalar);
        if (isList) {
            out.attribute(name, value);
        }
        return isList;
    }
    case Shape::Map: {
        if (!value.is_object()) {
            return false;
        }
        Value texts = Value::object();
        for (const auto &[key, member] : value.items()) {
            if (isScalar(member)) {
                texts[key] = asText(member);
            } else if (!isNothing(member)) {
                count(inside + Json::toQString(key));
            }
        }
        if (!texts.empty()) {
            out.attribute(name, texts);
        }
        return true;
    }
    case Shape::Encoded:
        if (!isNothing(value)) {
            out.attribute(name, rawValue("jsonencode(" + HclWriter::expression(value, out.indent()) + ')'));
        }
        return true;
    case Shape::Block:
    case Shape::Blocks: {
        const bool isMany = argument.shape == Shape::Blocks && value.is_array();
        if (!isMany && !value.is_object()) {
            return value.is_null();
        }
        for (const Value &one : isMany ? value : Value::array({value})) {
            // A block without arguments would be as good as one with defaults.
            if (one.is_object() && (!one.empty() || argument.nested.empty())) {
                out.open(name);
                write(out, one, argument.nested, inside);
                out.close();
            }
        }
        return true;
    }
    }
    return false;
}

Value terraformOptions(const Value &options, const QString &strategy)
{
    Value made = Value::object();
    Value scopes = Value::array();
    for (const auto &[key, value] : options.items()) {
        if (key == "scope" && namesScopes(strategy)) {
            if (value.is_array()) {
                scopes = value;
            } else if (value.is_string()) {
                const QString text = Json::toQString(value.get_ref<const std::string &>());
                for (const QString &scope : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
                    scopes.push_back(scope.toStdString());
                }
            }
        } else if (flagsScopes(strategy) && key == "scope") {
            continue; // the flags beside it say the same
        } else if (flagsScopes(strategy) && value.is_boolean() && (!isArgument(key) || key == "name")) {
            if (value == true) {
                scopes.push_back(key);
            }
        } else if (strategy == "email"_L1 && key == "email" && value.is_object()) {
            for (const auto &[part, text] : value.items()) {
                made[part == "body" ? "template" : part] = text;
            }
        } else {
            made[key] = value;
        }
    }
    if (!scopes.empty()) {
        made["scopes"] = scopes;
    }
    return made;
}

} // namespace Reports
