#include "change/changewords.h"

#include "change/fieldtitles.h"
#include "change/translation.h"
#include "policy/policytitles.h"
#include "policy/strengthchange.h"
#include "json/leaves.h"
#include "json/passwordpolicy_json.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Generation = Domain::PolicyGeneration;

/// A leaf of `options` that a policy has a value for although it is not there.
struct Default
{
    QStringView way; ///< below options
    Generation generation;
    Policy::Key key;
};
constexpr std::array defaults{
    Default{u"passwordPolicy", Generation::Legacy, Policy::Key::Level},
    Default{u"password_complexity_options/min_length", Generation::Legacy, Policy::Key::MinLength},
    Default{u"password_options/complexity/min_length", Generation::Flexible, Policy::Key::MinLength},
    Default{u"password_options/complexity/identical_characters", Generation::Flexible,
            Policy::Key::IdenticalCharacters},
    Default{u"password_options/complexity/sequential_characters", Generation::Flexible,
            Policy::Key::SequentialCharacters},
    Default{u"password_options/complexity/max_length_exceeded", Generation::Flexible, Policy::Key::MaxLengthExceeded},
};

/// Switches below `options` that are off where they are not there; each with the generation that it belongs to.
struct OffSwitch
{
    QStringView way;
    Generation generation;
};
constexpr std::array offSwitches{
    OffSwitch{u"password_history/enable", Generation::Legacy},
    OffSwitch{u"password_dictionary/enable", Generation::Legacy},
    OffSwitch{u"password_no_personal_info/enable", Generation::Legacy},
    OffSwitch{u"password_options/history/active", Generation::Flexible},
    OffSwitch{u"password_options/dictionary/active", Generation::Flexible},
    OffSwitch{u"password_options/profile_data/active", Generation::Flexible},
    OffSwitch{u"disable_signup", Generation::None},
    OffSwitch{u"disable_self_service_change_password", Generation::None},
};

/// The policy that a connection's options amount to; nothing where it came without them.
std::optional<Policy::EffectivePolicy> policyOf(const Json::Value &object)
{
    const Json::Value *options = Json::memberAt(object, "options");
    if (!options || !options->is_object()) {
        return std::nullopt;
    }
    return Policy::normalise(Json::readPasswordPolicy(*options));
}

QString marked(const QString &value)
{
    return tr("%1 (default)").arg(value);
}

/// What Auth0 goes by where the leaf is not there; empty where it has no such value.
QString defaultText(const Json::Pointer &pointer, const std::optional<Policy::EffectivePolicy> &policy)
{
    if (!policy || pointer.first() != "options"_L1) {
        return {};
    }
    const QString way = pointer.tokens().mid(1).join(u'/');
    const auto isThere = [&policy](Generation generation) {
        return generation == Generation::None
            || (generation == Generation::Legacy ? policy->legacy : policy->flexible).has_value();
    };
    const auto off
        = std::find_if(offSwitches.begin(), offSwitches.end(), [&way](const OffSwitch &one) { return one.way == way; });
    if (off != offSwitches.end()) {
        return isThere(off->generation) ? marked(tr("off")) : QString();
    }
    const auto found
        = std::find_if(defaults.begin(), defaults.end(), [&way](const Default &one) { return one.way == way; });
    if (found == defaults.end() || !isThere(found->generation)) {
        return {};
    }
    const Policy::Reading &reading = found->generation == Generation::Legacy ? *policy->legacy : *policy->flexible;
    return marked(Policy::textOf(Policy::settingOf(reading, found->key)));
}

std::optional<Json::Value> parsed(const std::optional<QByteArray> &text)
{
    if (!text) {
        return std::nullopt;
    }
    const auto value = Json::parse(*text);
    return value ? std::optional(*value) : std::nullopt;
}

/// The leaves of a change of options whose object comes or goes, down to where there are names.
void appendLeaves(QList<Json::LeafChange> &leaves, ObjectKind kind, const Json::LeafChange &change)
{
    const bool isOfOptions = kind == ObjectKind::Connection && change.pointer.first() == "options"_L1;
    const auto before = parsed(change.before);
    const auto after = parsed(change.after);
    const bool isObject = (!before || before->is_object()) && (!after || after->is_object()) && (before || after);
    // The flexible policy has a name as a whole as well, and comes or goes with what it says.
    const bool isPolicy = change.pointer.text() == "/options/password_options"_L1;
    if (!isOfOptions || !isObject || (!isPolicy && !fieldTitle(kind, change.pointer).isEmpty())) {
        leaves.append(change);
        return;
    }
    const Json::Value none = Json::Value::object();
    const QList<Json::LeafChange> inner = Json::leafChanges(before.value_or(none), after.value_or(none));
    if (inner.isEmpty()) {
        leaves.append(change); // {} comes or goes
    }
    for (const Json::LeafChange &leaf : inner) {
        Json::LeafChange own = leaf;
        own.pointer = Json::Pointer(change.pointer.tokens() + leaf.pointer.tokens());
        appendLeaves(leaves, kind, own);
    }
}

/// Of a change of generation no leaf says anything by itself: what the two policies come to stands at the leaves of the
/// new one, and what comes by a default at the first of them.
void markConversion(QList<ChangeWords> &words, const QList<Policy::Deviation> &changes)
{
    const auto isNew = [](const ChangeWords &one) { return one.leaf.after && Policy::isOfPolicy(one.leaf.pointer); };
    auto first = std::find_if(words.begin(), words.end(), isNew);
    first = first == words.end() ? words.begin() : first;
    for (const Policy::Deviation &change : changes) {
        if (change.key == Policy::Key::Level) {
            continue; // it speaks through the settings it brings along
        }
        const auto own = std::find_if(words.begin(), words.end(), [&](const ChangeWords &one) {
            const auto name = Policy::leafName(one.leaf.pointer.tokens().mid(1).join(u'/'));
            return isNew(one) && name && name->key == change.key;
        });
        ChangeWords &told = own == words.end() ? *first : *own;
        QList<Policy::Direction> all{change.direction};
        if (told.direction) {
            all.append(*told.direction);
        }
        told.direction = Policy::combined(all);
    }
}

/// What a leaf does where both policies are known: nothing where its part is off before and after, or the value is the
/// one that counted anyway; and it takes nothing away from a part that asks for no less as a whole.
std::optional<Policy::Direction> settingChange(const Json::LeafChange &leaf, const QList<Policy::Deviation> &changes)
{
    const std::optional<Policy::Direction> alone = Policy::strengthChange(leaf);
    const auto name = Policy::leafName(leaf.pointer.tokens().mid(1).join(u'/'));
    if (!alone || !name) {
        return alone;
    }
    const auto own = std::find_if(changes.begin(), changes.end(),
                                  [&name](const Policy::Deviation &change) { return change.key == name->key; });
    if (own == changes.end()) {
        return std::nullopt;
    }
    return Policy::asksForLess(*alone) && !Policy::asksForLess(own->direction) ? own->direction : alone;
}

/// What a new level makes of the policy: with the length that it brings along, or without where one is written out.
std::optional<Policy::Direction> levelChange(const Json::LeafChange &leaf, const QList<Policy::Deviation> &changes)
{
    const auto own = std::find_if(changes.begin(), changes.end(),
                                  [](const Policy::Deviation &change) { return change.key == Policy::Key::Level; });
    return own == changes.end() ? Policy::strengthChange(leaf) : std::optional(own->direction);
}

bool isLevel(const Json::LeafChange &leaf)
{
    return leaf.pointer.text() == "/options/passwordPolicy"_L1;
}

bool isDatabase(const Json::Value &connection)
{
    return Json::stringAt(connection, "strategy") == "auth0"_L1;
}

/// What a plan that was read from a file tells of the options before: its request has them whole, as they were to
/// become. Nothing where it does not say.
std::optional<Json::Value> toldByRequests(const PlanItem &item)
{
    QList<Json::LeafChange> changes = Json::inverse(item.changes);
    changes.removeIf([](const Json::LeafChange &change) { return change.pointer.first() != "options"_L1; });
    for (const RequestPreview &request : item.saved) {
        const auto body = Json::parse(request.body);
        const Json::Value *options = body ? Json::memberAt(*body, "options") : nullptr;
        if (options && options->is_object() && !changes.isEmpty()) {
            // Only databases have policies, which is all that is asked of it.
            return Json::merge({{"strategy", "auth0"}, {"options", *options}}, changes).value;
        }
    }
    return std::nullopt;
}

/// What a leaf is of: its field; of a relation the object of the other side, where its name is known, and the field.
QString titleOf(const PlanItem &item, const Json::Pointer &pointer)
{
    const QString field = fieldTitle(item.object.kind, pointer);
    const QString name = pointer.isWhole() ? QString() : item.names.value(pointer.first());
    return name.isEmpty() ? field : field.isEmpty() ? name : tr("%1: %2").arg(name, field);
}

QString textOf(ObjectKind kind, const Json::Pointer &pointer, const std::optional<QByteArray> &value,
               const std::optional<Policy::EffectivePolicy> &policy)
{
    if (value) {
        return valueText(kind, pointer, *value);
    }
    if (kind == ObjectKind::UserOrganizations) {
        return tr("no member");
    }
    const bool isOff = kind == ObjectKind::ConnectionClients
        || (kind == ObjectKind::OrganizationConnections && pointer.tokens().size() == 1)
        || (kind == ObjectKind::User && pointer.tokens() == QStringList{u"blocked"_s});
    return isOff ? tr("off") : defaultText(pointer, policy);
}

/// A connection of an organization as a whole: that it is on, and its switches; what has no words, as it is.
QString entryText(const Json::Pointer &pointer, const Json::Value &entry)
{
    QStringList parts{tr("on")};
    for (const auto &member : entry.items()) {
        const QString name = Json::toQString(member.key());
        const Json::Pointer leaf(pointer.tokens() + QStringList{name});
        const QString title = fieldTitle(ObjectKind::OrganizationConnections, leaf);
        parts.append(
            tr("%1: %2").arg(title.isEmpty() ? name : title,
                             valueText(ObjectKind::OrganizationConnections, leaf, Json::write(member.value()))));
    }
    return parts.join(u" · "_s);
}

} // namespace

QString valueText(ObjectKind kind, const Json::Pointer &pointer, const QByteArray &value)
{
    if (kind == ObjectKind::OrganizationConnections && pointer.tokens().size() == 1) {
        if (const auto entry = parsed(value); entry && entry->is_object()) {
            return entryText(pointer, *entry);
        }
    }
    if (kind == ObjectKind::UserOrganizations && value == "true") {
        return tr("member");
    }
    const bool isSwitch = kind == ObjectKind::ConnectionClients || !fieldTitle(kind, pointer).isEmpty();
    if (isSwitch && value == "true") {
        return tr("on");
    }
    return isSwitch && value == "false" ? tr("off") : QString::fromUtf8(value);
}

QList<Json::LeafChange> namedLeaves(const PlanItem &item)
{
    QList<Json::LeafChange> leaves;
    for (const Json::LeafChange &change : item.changes) {
        appendLeaves(leaves, item.object.kind, change);
    }
    return leaves;
}

QList<ChangeWords> wordsOf(const PlanItem &item, const QByteArray &seen)
{
    if (item.action) {
        const ActionWords told = wordsOf(*item.action);
        QList<ChangeWords> words{{{}, told.title, told.before, told.after, std::nullopt}};
        if (const QString id = item.action->application.text(); !id.isEmpty()) { // whose name the mail bears
            words.append({{}, tr("Application"), {}, item.names.value(id, id), std::nullopt});
        }
        return words;
    }
    if (item.removal) {
        return {{{}, tr("The whole object"), tr("is there"), tr("deleted"), std::nullopt}};
    }
    const ObjectKind kind = item.object.kind;
    const QList<Json::LeafChange> leaves = namedLeaves(item);
    std::optional<Policy::EffectivePolicy> before;
    std::optional<Policy::EffectivePolicy> after;
    const auto object = kind != ObjectKind::Connection ? std::nullopt
        : seen.isEmpty()                               ? toldByRequests(item)
                                                       : parsed(seen);
    const bool isJudged = kind == ObjectKind::Connection && !Policy::changesGeneration(item.changes);
    bool isKnown = false; // what the one policy before and the one after are
    QList<Policy::Deviation> changes;
    if (object) {
        const Json::Value changed = Json::merge(*object, item.changes).value;
        before = policyOf(*object);
        after = policyOf(changed);
        const bool isAsked = std::any_of(leaves.begin(), leaves.end(),
                                         [](const Json::LeafChange &leaf) { return Policy::isOfPolicy(leaf.pointer); });
        isKnown = isAsked && before && after && isDatabase(*object) && isDatabase(changed);
        if (isKnown) {
            changes = Policy::settingChanges(*before, *after);
        }
        isKnown = isKnown && before->readings().size() == 1 && after->readings().size() == 1;
    }
    QList<ChangeWords> words;
    words.reserve(leaves.size());
    for (const Json::LeafChange &leaf : leaves) {
        words.append({leaf, titleOf(item, leaf.pointer), textOf(kind, leaf.pointer, leaf.before, before),
                      textOf(kind, leaf.pointer, leaf.after, after),
                      !isJudged           ? std::nullopt
                          : isLevel(leaf) ? levelChange(leaf, changes)
                          : isKnown       ? settingChange(leaf, changes)
                                          : Policy::strengthChange(leaf)});
    }
    if (!isJudged) {
        markConversion(words, changes);
    }
    return words;
}

QString markOf(std::optional<Policy::Direction> direction)
{
    if (!direction || !Policy::asksForLess(*direction)) {
        return {};
    }
    return Policy::markedWord(*direction);
}

QString markOf(const QList<ChangeWords> &words)
{
    std::optional<Policy::Direction> worst;
    for (const ChangeWords &one : words) {
        const bool isLess = one.direction && Policy::asksForLess(*one.direction);
        if (isLess && worst != Policy::Direction::Weaker) {
            worst = one.direction;
        }
    }
    return markOf(worst);
}

} // namespace Change
