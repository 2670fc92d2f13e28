#include "change/policywish.h"

#include "change/translation.h"
#include "policy/effectivepolicy.h"
#include "policy/policyedit.h"
#include "policy/policytitles.h"
#include "json/leaves.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Generation = Domain::PolicyGeneration;

Generation generationOf(const Json::Value *options)
{
    return options ? Json::readPasswordPolicy(*options).generation() : Generation::None;
}

/// The wish's edits, and the connection's own character types with those that were named.
QList<Policy::Edit> editsFor(const Json::Value &options, const PolicyWish &wish)
{
    QList<Policy::Edit> edits = wish.edits;
    if (wish.types.isEmpty()) {
        return edits;
    }
    const Policy::EffectivePolicy policy = Policy::normalise(Json::readPasswordPolicy(options));
    const bool isLegacy = policy.legacy && (!policy.flexible || wish.keep == Generation::Legacy);
    const QStringList held = (isLegacy ? policy.legacy : policy.flexible).value_or(Policy::Reading()).characterTypes;
    QStringList wanted;
    for (const QString &type : {u"lowercase"_s, u"uppercase"_s, u"number"_s, u"special"_s}) {
        if (wish.types.value(type, held.contains(type))) {
            wanted.append(type);
        }
    }
    edits.append({Policy::Key::CharacterTypes, wanted});
    return edits;
}

/// The options after the policy's part of the wish.
tl::expected<Policy::EditedOptions, Policy::Refusal> edited(const Json::Value *options, const QString &strategy,
                                                            const PolicyWish &wish, QList<Policy::Loss> &losses)
{
    const bool isBoth = generationOf(options) == Generation::Both;
    if (isBoth || !wish.to) {
        const auto keep = wish.to ? wish.to : wish.keep;
        return Policy::applyEdits(options, options ? editsFor(*options, wish) : wish.edits,
                                  {strategy, isBoth ? keep : std::nullopt});
    }
    const auto converted = Policy::convert(options, strategy, *wish.to);
    if (!converted) {
        return tl::make_unexpected(converted.error());
    }
    losses = converted->losses;
    const QList<Policy::Edit> edits = editsFor(converted->options, wish);
    return edits.isEmpty() ? Policy::EditedOptions{converted->options, {}}
                           : Policy::applyEdits(&converted->options, edits, {strategy, std::nullopt});
}

void setSwitches(Json::Value &connection, const PolicyWish &wish, QStringList &notes)
{
    for (const Policy::Switch which : Policy::allSwitches()) {
        if (!wish.switches.contains(which)) {
            continue;
        }
        const Policy::Setting setting = wish.switches.value(which);
        const bool *flag = std::get_if<bool>(&setting);
        const Json::Value value = flag ? Json::Value(*flag) : Json::Value(Policy::textOf(setting).toStdString());
        const Json::Pointer pointer = *Json::Pointer::parse(pointerOf(which));
        const bool isBelowMethods = pointer.tokens().size() > 2;
        if (isBelowMethods && Json::valueAt(connection, pointer.parent()) == nullptr) {
            notes.append(
                tr("%1 is not set: the connection carries no authentication_methods.password.").arg(pointer.last()));
        } else {
            (void)Json::assign(connection, pointer, value);
        }
    }
}

/// What to tell where nothing of the wish came through: everything that the generation has no place for, or nothing.
QString reasonOf(const QStringList &notes, const PolicyWish &wish)
{
    const bool onlyRaises
        = std::any_of(wish.edits.begin(), wish.edits.end(), [](const Policy::Edit &edit) { return edit.onlyRaise; });
    return !notes.isEmpty() ? notes.join(u' ')
        : onlyRaises        ? tr("It asks for as much already.")
                            : tr("It is so already.");
}

std::optional<Json::Merge> merged(const PolicySubject &subject)
{
    const auto now = Json::parse(subject.connection);
    if (!now) {
        return std::nullopt;
    }
    return Json::merge(*now, subject.staged);
}

} // namespace

QString pointerOf(Policy::Switch which)
{
    switch (which) {
    case Policy::Switch::DisableSignup:
        return u"/options/disable_signup"_s;
    case Policy::Switch::DisableSelfServiceChange:
        return u"/options/disable_self_service_change_password"_s;
    case Policy::Switch::PasswordEnabled:
        return u"/options/authentication_methods/password/enabled"_s;
    case Policy::Switch::ApiBehavior:
        return u"/options/authentication_methods/password/api_behavior"_s;
    case Policy::Switch::SignupBehavior:
        return u"/options/authentication_methods/password/signup_behavior"_s;
    }
    return {};
}

std::optional<QByteArray> asStaged(const PolicySubject &subject)
{
    if (subject.staged.isEmpty()) {
        return subject.connection;
    }
    const std::optional<Json::Merge> merge = merged(subject);
    return merge && merge->conflicts.isEmpty() ? std::optional(Json::write(merge->value)) : std::nullopt;
}

PolicyOutcome policyOutcome(const PolicySubject &subject, const PolicyWish &wish)
{
    PolicyOutcome outcome{{subject.object, {}, subject.connection, {}}};
    const std::optional<Json::Merge> merge = merged(subject);
    if (!merge) {
        outcome.skipped = tr("What Auth0 sent of it is no JSON.");
        return outcome;
    }
    if (!merge->conflicts.isEmpty()) {
        outcome.skipped = tr("Somebody else changed what is staged for it. Review that first.");
        return outcome;
    }
    const Json::Value &connection = merge->value;
    const Json::Value *options = Json::memberAt(connection, "options");
    const auto result = edited(options, Json::stringAt(connection, "strategy"), wish, outcome.losses);
    const bool onlySwitchesFit
        = !result && result.error().kind == Policy::Refusal::Kind::CannotHold && !wish.switches.isEmpty();
    if (!result && !onlySwitchesFit) {
        outcome.losses.clear();
        outcome.skipped = result.error().reason;
        return outcome;
    }
    QStringList notSet;
    if (onlySwitchesFit) {
        notSet.append(result.error().reason);
    } else {
        for (const Policy::SkippedEdit &skipped : result->skipped) {
            notSet.append(tr("%1 is not set: %2").arg(Policy::titleOf(skipped.edit.key), skipped.reason));
        }
    }
    Json::Value wanted = connection;
    if (result) {
        wanted["options"] = result->options;
    }
    setSwitches(wanted, wish, notSet);
    for (const Policy::Loss &loss : outcome.losses) {
        outcome.item.notes.append(loss.text);
    }
    outcome.item.notes += notSet;
    outcome.item.changes = Json::leafChanges(connection, wanted);
    if (outcome.item.changes.isEmpty()) {
        outcome.isSoAlready = notSet.isEmpty();
        outcome.skipped = reasonOf(notSet, wish);
        outcome.item.notes.clear();
    }
    return outcome;
}

} // namespace Change
