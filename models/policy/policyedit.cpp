#include "policy/policyedit.h"

#include "policy/passwordtester.h"
#include "policy/policyplacing.h"
#include "policy/translation.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

using Generation = Domain::PolicyGeneration;

/// Which generation an edit goes to, or why to none.
tl::expected<Generation, Refusal> generationFor(const Json::Value &options, const EditScope &scope)
{
    using Kind = Refusal::Kind;
    const Generation held = Json::readPasswordPolicy(options).generation();
    if (held == Generation::Both) {
        if (scope.keep) {
            return *scope.keep;
        }
        return tl::make_unexpected(Refusal{Kind::BothGenerations,
                                           tr("The connection holds a legacy and a flexible policy, and Auth0 takes "
                                              "one at a time. Say which to keep.")});
    }
    // Without any policy member it is read as a legacy policy.
    const Generation effective = held == Generation::Flexible ? held : Generation::Legacy;
    if (scope.keep && *scope.keep != effective) {
        return tl::make_unexpected(
            Refusal{Kind::OtherGeneration,
                    tr("The connection holds no %1 policy. Convert it first.").arg(wordFor(*scope.keep))});
    }
    return effective;
}

/// Takes away what the generation that is kept cannot stand beside.
void keepOnly(Json::Value &options, Generation generation)
{
    if (generation == Generation::Legacy) {
        options.erase("password_options");
        return;
    }
    for (const std::string &member : legacyMembers()) {
        options.erase(member);
    }
}

Reading readingOf(const Json::Value &options, Generation generation)
{
    const EffectivePolicy effective = normalise(Json::readPasswordPolicy(options));
    return (generation == Generation::Flexible ? effective.flexible : effective.legacy).value_or(Reading());
}

/// Settings whose absence does not say the same as their default, or that a reading does not show where they are off.
bool isWrittenOut(Key key)
{
    return key == Key::MinLength || key == Key::DictionaryWords || key == Key::BlockedFields;
}

/// No words where there are none: not worth a member.
bool isEmptyAnyway(const Json::Value &options, Generation generation, const Edit &edit)
{
    if (edit.key != Key::DictionaryWords || !std::get<QStringList>(edit.value).isEmpty()) {
        return false;
    }
    const Domain::PasswordPolicy policy = Json::readPasswordPolicy(options);
    return generation == Generation::Flexible
        ? policy.flexible.value_or(Domain::FlexiblePasswordPolicy()).dictionaryCustom.isEmpty()
        : policy.legacy.value_or(Domain::LegacyPasswordPolicy()).dictionary.isEmpty();
}

bool isSameComposition(const Reading &reading, const QString &level)
{
    const Reading wanted = readingOfLevel(level);
    return std::all_of(allKeys().begin(), allKeys().end(), [&](Key key) {
        const bool isComposition
            = key == Key::CharacterTypes || key == Key::CharacterTypeRule || key == Key::IdenticalCharacters;
        return !isComposition || isSame(settingOf(reading, key), settingOf(wanted, key));
    });
}

/// True where the policy amounts to the setting, wherever that comes from.
bool amountsTo(const Reading &reading, const Edit &edit)
{
    if (edit.key == Key::Dictionary && edit.value == Setting(u"on"_s)) {
        return reading.dictionary;
    }
    if (edit.key == Key::CharacterTypeRule && reading.characterTypes.isEmpty()) {
        return reading.generation == Generation::Legacy; // a rule about no types
    }
    if (edit.key == Key::Level && reading.generation == Generation::Flexible) {
        return isSameComposition(reading, std::get<QString>(edit.value));
    }
    return isSame(settingOf(reading, edit.key), edit.value);
}

QString reasonNotHeld(Generation generation, const Edit &edit)
{
    if (generation == Generation::Flexible && edit.key == Key::MinLength) {
        return tr("A flexible policy asks for at most %1 characters.").arg(maximumBytes);
    }
    if (generation == Generation::Legacy && edit.key == Key::Dictionary) {
        return tr("A legacy policy knows only the dictionary of 10,000 words.");
    }
    return tr("A %1 policy has no %2.").arg(wordFor(generation), nameOf(edit.key));
}

/// What Auth0 would refuse of a flexible policy, as far as these edits caused it (auth0.md 4.8).
std::optional<Refusal> problemOf(const Domain::FlexiblePasswordPolicy &policy, const QList<Edit> &edits)
{
    const bool isTouched = std::any_of(edits.begin(), edits.end(), [](const Edit &edit) {
        return edit.key == Key::CharacterTypes || edit.key == Key::CharacterTypeRule;
    });
    if (isTouched && policy.characterTypeRule == u"three_of_four"_s
        && policy.characterTypes.value_or(QStringList()).size() != 4) {
        return Refusal{Refusal::Kind::Invalid,
                       tr("The rule three_of_four needs all four character types. Set character_types as well, or "
                          "character_type_rule=all.")};
    }
    return std::nullopt;
}

/// Level first, since it brings other settings along; fields before the switch that fills them in.
QList<Edit> inOrder(QList<Edit> edits)
{
    std::stable_sort(edits.begin(), edits.end(), [](const Edit &left, const Edit &right) {
        const auto rank = [](const Edit &edit) {
            return edit.key == Key::Level ? 0 : edit.key == Key::ProfileData ? 2 : 1;
        };
        return rank(left) < rank(right);
    });
    return edits;
}

/// What is only to be raised never comes out below what it was, whatever a level brings along; nothing where it stands
/// as high already.
std::optional<Edit> raised(const Edit &edit, const Reading &before, const Reading &now)
{
    if (!edit.onlyRaise || !isNumber(edit.key)) {
        return edit;
    }
    const auto numberIn = [&edit](const Reading &reading) { return std::get<int>(settingOf(reading, edit.key)); };
    const int wanted = std::max(std::get<int>(edit.value), numberIn(before));
    return numberIn(now) >= wanted ? std::nullopt : std::optional(Edit{edit.key, wanted, true});
}

} // namespace

tl::expected<EditedOptions, Refusal> applyEdits(const Json::Value *options, const QList<Edit> &edits,
                                                const EditScope &scope)
{
    if (const auto refusal = refusalOf(options, scope.strategy)) {
        return tl::make_unexpected(*refusal);
    }
    const auto generation = generationFor(*options, scope);
    if (!generation) {
        return tl::make_unexpected(generation.error());
    }
    EditedOptions edited{*options, {}};
    if (Json::readPasswordPolicy(*options).generation() == Generation::Both) {
        keepOnly(edited.options, *generation);
    }
    QList<Edit> notHeld;
    const Reading before = readingOf(edited.options, *generation);
    Reading now = before;
    for (const Edit &wish : inOrder(edits)) {
        const std::optional<Edit> edit = raised(wish, before, now);
        if (!edit) {
            continue;
        }
        Json::Value next = edited.options;
        if (!place(next, *generation, *edit)) {
            notHeld.append(*edit);
        } else if (isEmptyAnyway(edited.options, *generation, *edit)) {
            continue;
        } else if (isWrittenOut(edit->key) || !amountsTo(now, *edit)) {
            edited.options = std::move(next);
            now = readingOf(edited.options, *generation);
        }
    }
    for (const Edit &edit : notHeld) {
        if (!amountsTo(now, edit)) {
            edited.skipped.append({edit, reasonNotHeld(*generation, edit)});
        }
    }
    const auto flexible = Json::readPasswordPolicy(edited.options).flexible;
    if (const auto problem = flexible ? problemOf(*flexible, edits) : std::nullopt) {
        return tl::make_unexpected(*problem);
    }
    if (!edits.isEmpty() && edited.skipped.size() == edits.size()) {
        return tl::make_unexpected(Refusal{Refusal::Kind::CannotHold, edited.skipped.first().reason});
    }
    return edited;
}

} // namespace Policy
