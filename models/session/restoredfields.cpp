#include "session/restoredfields.h"

#include "change/preparing.h"
#include "session/translation.h"
#include "json/leaves.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Analysis::ComparedKind;
using Analysis::FieldDifference;

bool isThere(const Json::Value *value)
{
    return value && !value->is_null();
}

Json::Value objectIn(const QByteArray &text)
{
    Json::Value value = Json::parse(text).value_or(Json::Value::object());
    return value.is_object() ? value : Json::Value::object();
}

/// What stands for nothing at the top of an object, where Auth0 takes no null (OpenAPI); nothing where nothing does.
std::optional<Json::Value> nothingLike(ComparedKind kind, const Json::Pointer &pointer, const Json::Value &now)
{
    if (const QByteArray standard = Analysis::documentedDefault(kind, pointer.text()); !standard.isEmpty()) {
        return *Json::parse(standard);
    }
    if (now.is_array()) {
        return Json::Value::array();
    }
    const bool mayBeEmpty = kind == ComparedKind::Application && pointer.text() != "/name"_L1;
    return now.is_string() && mayBeEmpty ? std::optional(Json::Value("")) : std::nullopt;
}

/// A null on the way gives way to an object.
void assignInside(Json::Value &root, const Json::Pointer &pointer, const Json::Value &value)
{
    for (qsizetype length = 1; length < pointer.tokens().size(); ++length) {
        const Json::Pointer way(pointer.tokens().mid(0, length));
        if (const Json::Value *held = Json::valueAt(root, way); held && held->is_null()) {
            (void)Json::assign(root, way, Json::Value::object());
        }
    }
    (void)Json::assign(root, pointer, value);
}

/// Why a field stays, as far as that shows before a request is made of it.
std::optional<QString> obstacleTo(Change::ObjectKind kind, const FieldDifference &field, const Json::Value &now)
{
    if (Change::notEditable(kind, field.pointer)) {
        return tr("Tenantry does not change it.");
    }
    if (field.before && field.before->contains(Json::maskText)) {
        return tr("It holds a secret, and no snapshot keeps those.");
    }
    const bool isOption = kind == Change::ObjectKind::Connection && field.pointer.first() == "options"_L1;
    if (isOption && Json::stringAt(now, "strategy") != "auth0"_L1) {
        return tr("Tenantry changes the options of databases only.");
    }
    return std::nullopt;
}

/// Puts the field back; the answer is why it cannot be, or empty.
QString putBack(ComparedKind kind, const FieldDifference &field, const Json::Value &old, Json::Value &root)
{
    const bool isInside = field.pointer.tokens().size() > 1;
    const Json::Value *held = Json::valueAt(old, field.pointer);
    const Json::Value *now = Json::valueAt(root, field.pointer);
    if (isThere(held) || (held && isInside)) {
        assignInside(root, field.pointer, *held);
    } else if (isInside) {
        (void)Json::assign(root, field.pointer, std::nullopt);
    } else if (now) {
        const auto nothing = nothingLike(kind, field.pointer, *now);
        if (!nothing) {
            return tr("Auth0 does not take it away once it was given.");
        }
        (void)Json::assign(root, field.pointer, *nothing);
    }
    return {};
}

/// Takes away, below the top, what the snapshot has not and what says nothing any more: a policy of the other
/// generation is one too many, also without its settings.
void removeHolders(const QList<FieldDifference> &removed, const QList<FieldDifference> &left, const Json::Value &old,
                   Json::Value &root)
{
    for (const FieldDifference &field : removed) {
        for (qsizetype length = 2; length < field.pointer.tokens().size(); ++length) {
            const Json::Pointer holder(field.pointer.tokens().mid(0, length));
            const bool saysMore = std::any_of(left.begin(), left.end(), [&holder](const FieldDifference &one) {
                return one.pointer != holder && holder.holds(one.pointer);
            });
            if (!isThere(Json::valueAt(old, holder)) && !saysMore) {
                (void)Json::assign(root, holder, std::nullopt);
                break;
            }
        }
    }
}

} // namespace

RestoredFields restoredFields(ComparedKind kind, const Change::ObjectRef &object, const QList<FieldDifference> &fields,
                              const QByteArray &old, const QByteArray &seen, const Json::SecretKeys &secrets)
{
    const Analysis::ComparisonTerms terms{secrets};
    const Json::Value before = objectIn(old);
    const Json::Value now = objectIn(seen);
    RestoredFields result;
    QMap<QString, QList<FieldDifference>> roots;
    for (const FieldDifference &field : fields) {
        if (const auto reason = obstacleTo(object.kind, field, now)) {
            result.stays.append({field.pointer, *reason});
        } else {
            roots[field.pointer.first()].append(field);
        }
    }
    // Each member at the top by itself: one that would be refused must not keep the others.
    Json::Value wanted = now;
    for (auto root = roots.cbegin(); root != roots.cend(); ++root) {
        Json::Value alone = now;
        for (const FieldDifference &field : *root) {
            if (const QString reason = putBack(kind, field, before, alone); !reason.isEmpty()) {
                result.stays.append({field.pointer, reason});
            }
        }
        removeHolders(*root, Analysis::fieldDifferences(kind, old, Json::write(alone), terms), before, alone);
        const Json::Pointer top({root.key()});
        const auto prepared = Change::prepare(object, seen, Json::leafChanges(now, alone));
        if (!prepared) {
            result.stays.append({root->size() == 1 ? root->first().pointer : top, prepared.error().reason});
        } else if (const Json::Value *value = Json::valueAt(alone, top)) {
            (void)Json::assign(wanted, top, *value);
        }
    }
    result.changes = Json::leafChanges(now, wanted);
    return result;
}

} // namespace Session
