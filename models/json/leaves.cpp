#include "json/leaves.h"

#include <algorithm>

namespace Json {

namespace {

/// The index that a token is in a list of `size`: digits without leading zeros.
std::optional<std::size_t> indexOf(const QString &token, std::size_t size)
{
    bool isNumber = false;
    const uint index = token.toUInt(&isNumber);
    if (!isNumber || QString::number(index) != token || index >= size) {
        return std::nullopt;
    }
    return index;
}

std::optional<QByteArray> textOf(const Value *value)
{
    return value ? std::optional(write(*value)) : std::nullopt;
}

std::optional<QString> nameBefore(const Value &object, Value::const_iterator member)
{
    return member == object.begin() ? std::nullopt : std::optional(toQString(std::prev(member).key()));
}

void collect(const Pointer &pointer, const Value &before, const Value &after, QList<LeafChange> &changes)
{
    if (!before.is_object() || !after.is_object()) {
        if (!isSame(before, after)) {
            changes.append({pointer, write(before), write(after), std::nullopt});
        }
        return;
    }
    for (auto member = after.begin(); member != after.end(); ++member) {
        const Pointer place = pointer.child(toQString(member.key()));
        const auto old = before.find(member.key());
        if (old == before.end()) {
            changes.append({place, std::nullopt, write(*member), nameBefore(after, member)});
        } else {
            collect(place, *old, *member, changes);
        }
    }
    // From the last to the first, so that the inverse finds the member that each one follows.
    for (auto member = before.end(); member != before.begin();) {
        --member;
        if (!after.contains(member.key())) {
            changes.append(
                {pointer.child(toQString(member.key())), write(*member), std::nullopt, nameBefore(before, member)});
        }
    }
}

/// Puts a new member after the one that it followed; at the end where that one is gone.
void insert(Value &object, const QString &name, Value value, const std::optional<QString> &follows)
{
    auto &members = object.get_ref<Value::object_t &>();
    auto place = members.begin();
    if (follows) {
        const std::string sibling = follows->toStdString();
        place = std::find_if(members.begin(), members.end(),
                             [&sibling](const auto &member) { return member.first == sibling; });
        place = place == members.end() ? place : std::next(place);
    }
    // The members' names are const, so that they can be appended, but neither inserted nor moved.
    Value::object_t reordered;
    reordered.reserve(members.size() + 1);
    for (auto member = members.begin(); member != place; ++member) {
        reordered.emplace_back(member->first, std::move(member->second));
    }
    reordered.emplace_back(name.toStdString(), std::move(value));
    for (auto member = place; member != members.end(); ++member) {
        reordered.emplace_back(member->first, std::move(member->second));
    }
    members.swap(reordered);
}

/// Writes a leaf; false where its parent is no object. Parents that are missing are made.
bool place(Value &root, const LeafChange &change)
{
    if (change.pointer.isWhole()) {
        if (!change.after) {
            return false;
        }
        root = *parse(*change.after);
        return true;
    }
    Value *parent = &root;
    for (const QString &token : change.pointer.parent().tokens()) {
        if (!parent->is_object()) {
            return false;
        }
        const std::string name = token.toStdString();
        if (!parent->contains(name)) {
            (*parent)[name] = Value::object();
        }
        parent = &(*parent)[name];
    }
    if (!parent->is_object()) {
        return false;
    }
    const std::string name = change.pointer.last().toStdString();
    const auto member = parent->find(name);
    if (!change.after) {
        if (member != parent->end()) {
            parent->erase(member);
        }
    } else if (member != parent->end()) {
        *member = *parse(*change.after);
    } else {
        insert(*parent, change.pointer.last(), *parse(*change.after), change.follows);
    }
    return true;
}

bool matches(const Value *now, const std::optional<QByteArray> &text)
{
    if (!now || !text) {
        return !now && !text;
    }
    const Outcome<Value> value = parse(*text);
    return value && isSame(*now, *value);
}

/// Sets or removes one member of an object, or one entry of a list.
bool assignMember(Value &holder, const QString &token, const std::optional<Value> &value)
{
    if (holder.is_object()) {
        const std::string name = token.toStdString();
        if (!value) {
            return holder.erase(name) > 0;
        }
        holder[name] = *value;
        return true;
    }
    if (!holder.is_array()) {
        return false;
    }
    if (value && token == u'-') {
        holder.push_back(*value);
        return true;
    }
    const auto index = indexOf(token, holder.size());
    if (index && value) {
        holder[*index] = *value;
    } else if (index) {
        holder.erase(*index);
    }
    return index.has_value();
}

} // namespace

const Value *valueAt(const Value &root, const Pointer &pointer)
{
    const Value *value = &root;
    for (const QString &token : pointer.tokens()) {
        if (value->is_object()) {
            const auto member = value->find(token.toStdString());
            if (member == value->end()) {
                return nullptr;
            }
            value = &*member;
        } else if (value->is_array()) {
            const auto index = indexOf(token, value->size());
            if (!index) {
                return nullptr;
            }
            value = &(*value)[*index];
        } else {
            return nullptr;
        }
    }
    return value;
}

bool assign(Value &root, const Pointer &pointer, const std::optional<Value> &value)
{
    if (pointer.isWhole()) {
        return false;
    }
    Value copy = root;
    Value *parent = &copy;
    for (const QString &token : pointer.parent().tokens()) {
        if (parent->is_array()) {
            const auto index = indexOf(token, parent->size());
            if (!index) {
                return false;
            }
            parent = &(*parent)[*index];
        } else if (parent->is_object()) {
            const std::string name = token.toStdString();
            if (!parent->contains(name)) {
                (*parent)[name] = Value::object();
            }
            parent = &(*parent)[name];
        } else {
            return false;
        }
    }
    if (!assignMember(*parent, pointer.last(), value)) {
        return false;
    }
    root = std::move(copy);
    return true;
}

bool isSame(const Value &left, const Value &right)
{
    if (left.is_object() && right.is_object()) {
        return left.size() == right.size()
            && std::all_of(left.items().begin(), left.items().end(), [&right](const auto &member) {
                   const auto other = right.find(member.key());
                   return other != right.end() && isSame(member.value(), *other);
               });
    }
    if (left.is_array() && right.is_array()) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), isSame);
    }
    return left == right;
}

QList<LeafChange> leafChanges(const Value &before, const Value &after)
{
    QList<LeafChange> changes;
    collect(Pointer(), before, after, changes);
    return changes;
}

QList<LeafChange> inverse(const QList<LeafChange> &changes)
{
    QList<LeafChange> inverses;
    inverses.reserve(changes.size());
    for (auto change = changes.crbegin(); change != changes.crend(); ++change) {
        inverses.append(change->inverse());
    }
    return inverses;
}

Merge merge(const Value &now, const QList<LeafChange> &changes)
{
    Merge result{now, {}, 0};
    for (const LeafChange &change : changes) {
        const Value *leaf = valueAt(now, change.pointer);
        if (matches(leaf, change.after)) {
            continue;
        }
        if (!matches(leaf, change.before) || !place(result.value, change)) {
            result.conflicts.append({change, textOf(leaf)});
            continue;
        }
        ++result.applied;
    }
    return result;
}

} // namespace Json
