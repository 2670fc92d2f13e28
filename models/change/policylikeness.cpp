#include "change/likeness.h"

#include "change/fieldtitles.h"
#include "change/policydifferences.h"
#include "change/policywish.h"
#include "change/translation.h"
#include "policy/policyplacing.h"
#include "policy/policyrefusal.h"
#include "policy/strengthchange.h"
#include "json/leaves.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Step = LikenessStep;

/// Why the policy of either cannot be carried; empty where it can.
QString obstacleBetween(const Json::Value &model, const Json::Value &own, const Policy::PolicyRow &modelRow,
                        const Policy::PolicyRow &ownRow)
{
    for (const Json::Value *connection : {&own, &model}) {
        if (const auto refusal
            = Policy::refusalOf(Json::memberAt(*connection, "options"), Json::stringAt(*connection, "strategy"))) {
            return refusal->reason;
        }
    }
    const bool isBoth
        = modelRow.generation == Domain::PolicyGeneration::Both || ownRow.generation == Domain::PolicyGeneration::Both;
    return isBoth ? tr("One of the two holds both generations of password policy. Convert it first, so that it is "
                       "said which of them counts.")
                  : QString();
}

/// The members of the policy as the model writes them, whatever its generation.
QList<Step::Assignment> policyAssignments(const Json::Value &model, const Json::Value &own)
{
    QList<std::string> members = Policy::legacyMembers();
    members.append("password_options");
    QList<Step::Assignment> assignments;
    for (const std::string &member : std::as_const(members)) {
        const Json::Value *wanted = Json::memberAt(model["options"], member.c_str());
        const Json::Value *now = Json::memberAt(own["options"], member.c_str());
        if (wanted ? !now || !Json::isSame(*wanted, *now) : now != nullptr) {
            assignments.append({Json::Pointer({u"options"_s, Json::toQString(member)}),
                                wanted ? std::optional(Json::write(*wanted)) : std::nullopt});
        }
    }
    return assignments;
}

QString switchText(const Policy::Setting &setting)
{
    const bool *flag = std::get_if<bool>(&setting);
    return flag ? (*flag ? tr("on") : tr("off")) : Policy::textOf(setting);
}

/// Signing up, changing a password by oneself, signing in with a password, or up without one: what lets more people do
/// more asks for less.
std::optional<Policy::Direction> directionOf(Policy::Switch which, const Policy::Setting &after)
{
    const bool *flag = std::get_if<bool>(&after);
    bool isOpen = false;
    switch (which) {
    case Policy::Switch::DisableSignup:
    case Policy::Switch::DisableSelfServiceChange:
        isOpen = flag && !*flag;
        break;
    case Policy::Switch::PasswordEnabled:
        isOpen = flag && *flag;
        break;
    case Policy::Switch::ApiBehavior:
        isOpen = Policy::textOf(after) == "optional"_L1;
        break;
    case Policy::Switch::SignupBehavior:
        isOpen = Policy::textOf(after) == "allow"_L1;
        break;
    }
    return isOpen ? Policy::Direction::Looser : Policy::Direction::Stricter;
}

/// A policy that asks for more in one way makes up for no other in which it asks for less.
std::optional<Policy::Direction> directionOf(const Policy::EffectivePolicy &before,
                                             const Policy::EffectivePolicy &after)
{
    const QList<Policy::Deviation> changes = Policy::settingChanges(before, after);
    for (const Policy::Direction less : {Policy::Direction::Weaker, Policy::Direction::Looser}) {
        if (std::any_of(changes.cbegin(), changes.cend(),
                        [less](const Policy::Deviation &change) { return change.direction == less; })) {
            return less;
        }
    }
    return Policy::combined(changes);
}

/// "good, min 8, history: off": the summary where it is another than that of `other`, and what differs beyond it.
QString policyText(const Policy::PolicyRow &row, const Policy::PolicyRow &other,
                   const QList<PolicyDifference> &differences, bool isAfter)
{
    QStringList words;
    if (row.policy.summary() != other.policy.summary()) {
        words.append(row.policy.summary());
    }
    for (const PolicyDifference &difference : differences) {
        if (!difference.isInSummary) {
            words.append(tr("%1: %2").arg(difference.title, isAfter ? difference.after : difference.before));
        }
    }
    return words.join(u", "_s);
}

void addSwitches(Likeness &likeness, const ObjectRef &object, const Policy::PolicyRow &model,
                 const Policy::PolicyRow &own)
{
    // Below authentication_methods Auth0 fills in what is not carried: that is no difference.
    for (const Policy::Switch which : differingSwitches(own, model)) {
        const Policy::Setting wanted = *switchValue(model, which);
        const Policy::Setting now = *switchValue(own, which);
        const Json::Pointer pointer = *Json::Pointer::parse(pointerOf(which));
        const bool *flag = std::get_if<bool>(&wanted);
        const Json::Value value = flag ? Json::Value(*flag) : Json::Value(Policy::textOf(wanted).toStdString());
        const QString title = fieldTitle(object.kind, pointer);
        likeness.steps.append({Step::Aspect::Switch,
                               object,
                               title.isEmpty() ? pointer.last() : title,
                               switchText(now),
                               switchText(wanted),
                               false,
                               {{pointer, Json::write(value)}},
                               directionOf(which, wanted)});
    }
}

} // namespace

Likeness policyLikeness(const QByteArray &model, const LikenessSubject &subject)
{
    Likeness likeness;
    const auto staged = asStaged({subject.object, subject.seen, subject.staged});
    if (!staged) {
        likeness.left.append({subject.object, tr("Somebody else changed what is staged for it. Review that first.")});
        return likeness;
    }
    const auto modelRow = Policy::policyRow(model);
    const auto ownRow = Policy::policyRow(*staged);
    if (!modelRow || !ownRow) {
        return likeness;
    }
    const Json::Value wanted = Json::parse(model).value_or(Json::Value::object());
    const Json::Value now = Json::parse(*staged).value_or(Json::Value::object());
    const QList<PolicyDifference> differences = policyDifferences(*ownRow, *modelRow);
    const bool isAlike = modelRow->hasOptions && ownRow->hasOptions && differences.isEmpty();
    if (const QString obstacle = obstacleBetween(wanted, now, *modelRow, *ownRow); !obstacle.isEmpty()) {
        if (!isAlike) {
            likeness.left.append({subject.object, obstacle});
        }
        return likeness;
    }
    if (!isAlike) {
        likeness.steps.append({Step::Aspect::Policy, subject.object, tr("Password policy"),
                               policyText(*ownRow, *modelRow, differences, false),
                               policyText(*modelRow, *ownRow, differences, true), false, policyAssignments(wanted, now),
                               directionOf(ownRow->policy, modelRow->policy)});
    }
    addSwitches(likeness, subject.object, *modelRow, *ownRow);
    return likeness;
}

} // namespace Change
