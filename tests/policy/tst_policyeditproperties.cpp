#include "policy/policyedit.h"

#include "policy/policyplacing.h"
#include "json/passwordpolicy_json.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using Generation = Domain::PolicyGeneration;

namespace {

/// The options without the policy: what no edit may touch.
QByteArray rest(Json::Value options)
{
    for (const std::string &member : Policy::legacyMembers()) {
        options.erase(member);
    }
    options.erase("password_options");
    return Json::write(options);
}

Json::Value someValue()
{
    const std::vector<Json::Value> values{nullptr,
                                          true,
                                          3.0166,
                                          1.0,
                                          "text",
                                          "",
                                          Json::Value::array({1, nullptr}),
                                          Json::Value{{"enable", nullptr}, {"deep", Json::Value{{"a", 0}}}}};
    return *rc::gen::elementOf(values);
}

/// Options with members that nobody knows, nulls among them, around and inside a policy of some generation.
Json::Value someOptions()
{
    std::vector<std::string> keys{"mfa", "zebra", "validation", "passkey_options", "Ünknown", ""};
    const auto generation = *rc::gen::inRange(0, 4);
    if (generation == 1 || generation == 3) {
        keys.insert(keys.end(),
                    {"passwordPolicy", "password_complexity_options", "password_history", "password_dictionary",
                     "password_no_personal_info"});
    }
    if (generation >= 2) {
        keys.push_back("password_options");
    }
    const auto order
        = *rc::gen::container<std::vector<std::size_t>>(keys.size(), rc::gen::inRange<std::size_t>(0, keys.size()));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::swap(keys[i], keys[order[i]]);
    }
    const std::map<std::string, std::vector<Json::Value>> policy{
        {"passwordPolicy", {nullptr, "low", "good", "excellent"}},
        {"password_complexity_options", {nullptr, Json::Value{{"min_length", 8}}, Json::Value{{"new", 1.0}}}},
        {"password_history", {nullptr, Json::Value{{"size", 5}, {"enable", false}}}},
        {"password_dictionary", {nullptr, Json::Value{{"x", nullptr}, {"enable", true}, {"dictionary", {"acme"}}}}},
        {"password_no_personal_info", {nullptr, Json::Value{{"enable", true}}}},
        {"password_options",
         {Json::Value::object(),
          Json::Value{{"future", {{"a", nullptr}}}, {"complexity", {{"min_length", 15}, {"more", 1.0}}}},
          Json::Value{{"history", {{"size", 3}, {"active", false}}}, {"profile_data", {{"active", true}}}}}},
    };
    Json::Value options = Json::Value::object();
    for (const std::string &key : keys) {
        const auto known = policy.find(key);
        options[key] = known == policy.end() ? someValue() : *rc::gen::elementOf(known->second);
    }
    return options;
}

Policy::Edit someEdit()
{
    const std::vector<QString> texts{u"min_length=1"_s,
                                     u"min_length=72"_s,
                                     u"min_length=128"_s,
                                     u"character_types=none"_s,
                                     u"character_types=lowercase,uppercase,number,special"_s,
                                     u"character_type_rule=three_of_four"_s,
                                     u"character_type_rule=all"_s,
                                     u"identical_characters=block"_s,
                                     u"sequential_characters=allow"_s,
                                     u"max_length_exceeded=truncate"_s,
                                     u"dictionary=on"_s,
                                     u"dictionary=off"_s,
                                     u"dictionary=en_100k"_s,
                                     u"history_size=0"_s,
                                     u"history_size=24"_s,
                                     u"profile_data=on"_s,
                                     u"profile_data=off"_s,
                                     u"level=fair"_s,
                                     u"dictionary_words=a,b"_s,
                                     u"dictionary_words=none"_s,
                                     u"blocked_fields=name"_s};
    return *Policy::parseEdit(*rc::gen::elementOf(texts));
}

} // namespace

/// What holds of any edits of any options.
class TestPolicyEditProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingButThePolicyChanges();
};

void TestPolicyEditProperties::nothingButThePolicyChanges()
{
    const bool holds = rc::check("only leaves of the policy change", [] {
        const Json::Value before = someOptions();
        QList<Policy::Edit> list;
        for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
            list.append(someEdit());
        }
        const auto keep = *rc::gen::elementOf(
            std::vector<std::optional<Generation>>{std::nullopt, Generation::Legacy, Generation::Flexible});
        const auto edited = Policy::applyEdits(&before, list, {u"auth0"_s, keep});
        if (!edited) {
            RC_ASSERT(!edited.error().reason.isEmpty());
            return;
        }
        RC_ASSERT(rest(edited->options).toStdString() == rest(before).toStdString());
        const Generation generation = Json::readPasswordPolicy(edited->options).generation();
        RC_ASSERT(generation != Generation::Both);
        // Members that nobody knows survive inside the policy too.
        const Json::Value *future = Json::memberAt(edited->options, "password_options");
        if (future != nullptr && before.contains(Json::Value::json_pointer("/password_options/future"))) {
            RC_ASSERT(Json::write(future->at("future")) == R"({"a":null})");
            RC_ASSERT(Json::write(future->at("complexity").at("more")) == "1.0");
        }
        // "On" and then "off" leaves what being on once brought.
        QSet<int> keys;
        for (const Policy::Edit &edit : std::as_const(list)) {
            keys.insert(int(edit.key));
        }
        const auto again = Policy::applyEdits(&edited->options, list, {u"auth0"_s, {}});
        RC_ASSERT(keys.size() < list.size() || !again || Json::write(again->options) == Json::write(edited->options));
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestPolicyEditProperties)
#include "tst_policyeditproperties.moc"
