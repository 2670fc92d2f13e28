#include "policy/policyplacing.h"

#include "policy/passwordtester.h"

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

/// The member as an object, made where it is absent or null.
Json::Value &objectIn(Json::Value &parent, const char *member)
{
    Json::Value &object = parent[member];
    if (!object.is_object()) {
        object = Json::Value::object();
    }
    return object;
}

std::string wordOf(const Edit &edit)
{
    return std::get<QString>(edit.value).toStdString();
}

bool placeLegacy(Json::Value &options, const Edit &edit)
{
    switch (edit.key) {
    case Key::Level:
        options["passwordPolicy"] = wordOf(edit);
        return true;
    case Key::MinLength:
        objectIn(options, "password_complexity_options")["min_length"] = std::get<int>(edit.value);
        return true;
    case Key::Dictionary:
        if (wordOf(edit) == "en_100k") {
            return false;
        }
        objectIn(options, "password_dictionary")["enable"] = wordOf(edit) != "off";
        return true;
    case Key::DictionaryWords: {
        Json::Value &dictionary = objectIn(options, "password_dictionary");
        if (!dictionary.contains("enable")) {
            dictionary["enable"] = false; // Auth0 requires the member
        }
        dictionary["dictionary"] = toJson(std::get<QStringList>(edit.value));
        return true;
    }
    case Key::HistorySize: {
        Json::Value &history = objectIn(options, "password_history");
        const int size = std::get<int>(edit.value);
        history["enable"] = size > 0;
        if (size > 0) {
            history["size"] = size;
        }
        return true;
    }
    case Key::ProfileData:
        objectIn(options, "password_no_personal_info")["enable"] = std::get<bool>(edit.value);
        return true;
    default:
        return false;
    }
}

bool placeFlexible(Json::Value &options, const Edit &edit)
{
    if (edit.key == Key::Level || (edit.key == Key::MinLength && std::get<int>(edit.value) > int(maximumBytes))) {
        return false;
    }
    Json::Value &policy = objectIn(options, "password_options");
    switch (edit.key) {
    case Key::MinLength:
        objectIn(policy, "complexity")["min_length"] = std::get<int>(edit.value);
        break;
    case Key::CharacterTypes:
        objectIn(policy, "complexity")["character_types"] = toJson(std::get<QStringList>(edit.value));
        break;
    case Key::CharacterTypeRule:
    case Key::IdenticalCharacters:
    case Key::SequentialCharacters:
    case Key::MaxLengthExceeded:
        objectIn(policy, "complexity")[nameOf(edit.key).data()] = wordOf(edit);
        break;
    case Key::Dictionary: {
        Json::Value &dictionary = objectIn(policy, "dictionary");
        dictionary["active"] = wordOf(edit) != "off";
        if (wordOf(edit).starts_with("en_")) {
            dictionary["default"] = wordOf(edit);
        }
        break;
    }
    case Key::DictionaryWords:
        objectIn(policy, "dictionary")["custom"] = toJson(std::get<QStringList>(edit.value));
        break;
    case Key::HistorySize: {
        Json::Value &history = objectIn(policy, "history");
        const int size = std::get<int>(edit.value);
        history["active"] = size > 0;
        if (size > 0) {
            history["size"] = size;
        }
        break;
    }
    case Key::ProfileData: {
        Json::Value &profile = objectIn(policy, "profile_data");
        profile["active"] = std::get<bool>(edit.value);
        // A rule about no fields would be on and do nothing.
        if (std::get<bool>(edit.value) && Json::stringsAt(profile, "blocked_fields").isEmpty()) {
            profile["blocked_fields"] = toJson(defaultBlockedFields());
        }
        break;
    }
    case Key::BlockedFields:
        objectIn(policy, "profile_data")["blocked_fields"] = toJson(std::get<QStringList>(edit.value));
        break;
    case Key::Level:
        break;
    }
    return true;
}

} // namespace

const QList<std::string> &legacyMembers()
{
    static const QList<std::string> members{"passwordPolicy", "password_complexity_options", "password_history",
                                            "password_dictionary", "password_no_personal_info"};
    return members;
}

Json::Value toJson(const QStringList &texts)
{
    Json::Value list = Json::Value::array();
    for (const QString &text : texts) {
        list.push_back(text.toStdString());
    }
    return list;
}

bool place(Json::Value &options, Domain::PolicyGeneration generation, const Edit &edit)
{
    return generation == Domain::PolicyGeneration::Flexible ? placeFlexible(options, edit) : placeLegacy(options, edit);
}

} // namespace Policy
