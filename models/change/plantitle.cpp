#include "change/plantitle.h"

#include "change/changewords.h"
#include "change/fieldtitles.h"
#include "change/translation.h"
#include "policy/strengthchange.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// Fields that a title names; where there are more, it counts the others.
constexpr qsizetype namedFields = 2;
/// Characters of a value that a title has room for.
constexpr qsizetype shownCharacters = 30;

struct Field
{
    QString name;
    QString value{}; ///< as it stands behind the name; empty: the items differ, or it is too long
};

/// What is changed of the objects of one kind.
struct OfKind
{
    ObjectKind kind = ObjectKind::Connection;
    QString phrase{}; ///< "Block %1", of what is done to users; empty for edits that are told by their fields
    QList<Field> fields{};
    qsizetype objects = 0;
    ObjectRef first{};
    QSet<QString> comes{}; ///< of a relation: ids of the other side
    QSet<QString> goes{};
    bool isMixed = false; ///< of a relation: something stays, and is changed
};

bool isRelation(ObjectKind kind)
{
    return kind == ObjectKind::ConnectionClients || kind == ObjectKind::OrganizationConnections
        || kind == ObjectKind::UserOrganizations;
}

/// The word for what a leaf is of: its title, or the member of the object that it lies in.
QString fieldName(ObjectKind kind, const Json::Pointer &pointer)
{
    const QString title = fieldTitle(kind, pointer);
    const bool isOption = kind == ObjectKind::Connection && pointer.first() == "options"_L1;
    return !title.isEmpty() ? title
        : pointer.isWhole() ? tr("Everything")
        : isOption          ? pointer.tokens().mid(0, 2).join(u'.')
                            : pointer.first();
}

/// What a leaf becomes, as a title says it: only of fields that have a name, since the others lie deeper than it tells.
QString shortValue(ObjectKind kind, const Json::LeafChange &leaf)
{
    const auto value = leaf.after && !fieldTitle(kind, leaf.pointer).isEmpty() ? Json::parse(*leaf.after)
                                                                               : Json::Outcome<Json::Value>();
    if (!leaf.after || !value) {
        return {};
    }
    if (value->is_boolean()) {
        return value->get<bool>() ? tr("(on)") : tr("(off)");
    }
    if (value->is_number()) {
        return QString::fromUtf8(*leaf.after);
    }
    const QString text = value->is_string() ? QString::fromStdString(value->get<std::string>()) : QString();
    static const QRegularExpression word(u"^\\w+$"_s);
    return text.isEmpty() || text.size() > shownCharacters ? QString()
        : word.match(text).hasMatch()                      ? text
                                                           : tr("“%1”").arg(text);
}

/// What a change of generation is called; empty where there is none.
QString conversionName(const PlanItem &item)
{
    if (item.object.kind != ObjectKind::Connection) {
        return {};
    }
    bool isLegacyWritten = false;
    std::optional<bool> comes; // the flexible policy as a whole
    for (const Json::LeafChange &change : item.changes) {
        if (change.pointer.text() == "/options/password_options"_L1
            && change.before.has_value() != change.after.has_value()) {
            comes = change.after.has_value();
        } else if (Policy::isOfPolicy(change.pointer) && change.after) {
            isLegacyWritten = true;
        }
    }
    return !comes         ? QString()
        : *comes          ? tr("Flexible password policy instead of the legacy one")
        : isLegacyWritten ? tr("Legacy password policy instead of the flexible one")
                          : tr("No flexible password policy");
}

void add(OfKind &own, const Field &field)
{
    const auto known = std::find_if(own.fields.begin(), own.fields.end(),
                                    [&field](const Field &one) { return one.name == field.name; });
    if (known == own.fields.end()) {
        own.fields.append(field);
    } else if (known->value != field.value) {
        known->value.clear();
    }
}

void addFields(OfKind &own, const PlanItem &item)
{
    const QString conversion = conversionName(item);
    if (!conversion.isEmpty()) {
        add(own, {conversion});
    }
    for (const Json::LeafChange &leaf : namedLeaves(item)) {
        if (conversion.isEmpty() || !Policy::isOfPolicy(leaf.pointer)) {
            add(own, {fieldName(own.kind, leaf.pointer), shortValue(own.kind, leaf)});
        }
    }
}

void addSwitches(OfKind &own, const PlanItem &item)
{
    for (const Json::LeafChange &change : item.changes) {
        const bool isWhole = change.pointer.tokens().size() == 1;
        own.isMixed = own.isMixed || !isWhole || (change.before && change.after);
        (change.after ? own.comes : own.goes).insert(change.pointer.first());
    }
}

QString countedObjects(ObjectKind kind, qsizetype count)
{
    const char *one = nullptr;
    const char *many = nullptr;
    switch (kind) {
    case ObjectKind::Application:
        one = QT_TRANSLATE_NOOP("Change", "one application");
        many = QT_TRANSLATE_NOOP("Change", "%1 applications");
        break;
    case ObjectKind::Connection:
    case ObjectKind::ConnectionClients:
        one = QT_TRANSLATE_NOOP("Change", "one connection");
        many = QT_TRANSLATE_NOOP("Change", "%1 connections");
        break;
    case ObjectKind::Organization:
    case ObjectKind::OrganizationConnections:
        one = QT_TRANSLATE_NOOP("Change", "one organization");
        many = QT_TRANSLATE_NOOP("Change", "%1 organizations");
        break;
    case ObjectKind::User:
    case ObjectKind::UserOrganizations:
        one = QT_TRANSLATE_NOOP("Change", "one user");
        many = QT_TRANSLATE_NOOP("Change", "%1 users");
        break;
    }
    return count == 1 ? tr(one) : tr(many).arg(count);
}

/// The one object, or how many there are.
QString objectsOf(const OfKind &own)
{
    if (own.objects > 1) {
        return countedObjects(own.kind, own.objects);
    }
    ObjectRef object = own.first;
    object.kind = own.kind == ObjectKind::ConnectionClients ? ObjectKind::Connection
        : own.kind == ObjectKind::OrganizationConnections   ? ObjectKind::Organization
        : own.kind == ObjectKind::UserOrganizations         ? ObjectKind::User
                                                            : own.kind;
    return described(object);
}

QString relationTitle(const OfKind &own)
{
    const bool isOfConnections = own.kind == ObjectKind::ConnectionClients;
    const QString objects = objectsOf(own);
    const bool isOfUsers = own.kind == ObjectKind::UserOrganizations;
    if (own.isMixed || own.comes.isEmpty() == own.goes.isEmpty()) {
        return (isOfConnections ? tr("Applications of %1")
                    : isOfUsers ? tr("Organizations of %1")
                                : tr("Connections of %1"))
            .arg(objects);
    }
    const bool comes = own.goes.isEmpty();
    const qsizetype others = comes ? own.comes.size() : own.goes.size();
    if (isOfUsers) {
        const QString organizations = countedObjects(ObjectKind::Organization, others);
        return (comes ? tr("Add %1 to %2") : tr("Remove %1 from %2")).arg(objects, organizations);
    }
    if (isOfConnections) {
        const QString applications = countedObjects(ObjectKind::Application, others);
        return (comes ? tr("Turn %1 on for %2") : tr("Turn %1 off for %2")).arg(objects, applications);
    }
    const QString connections = countedObjects(ObjectKind::Connection, others);
    return (comes ? tr("Add %1 to %2") : tr("Remove %1 from %2")).arg(connections, objects);
}

/// "Minimum length 14, Level good and 3 more"
QString fieldsText(const QList<Field> &fields)
{
    QStringList words;
    for (const Field &field : fields.first(std::min(fields.size(), namedFields))) {
        words.append(field.value.isEmpty() ? field.name : field.name + u' ' + field.value);
    }
    return fields.size() > namedFields ? tr("%1 and %2 more").arg(words.join(u", "_s)).arg(fields.size() - namedFields)
                                       : words.join(tr(" and "));
}

/// What is done to a user, be it an action or an edit that amounts to one, and that an object comes or goes; empty for
/// any other.
QString phraseOf(const PlanItem &item)
{
    if (item.action) {
        return phraseOf(*item.action);
    }
    if (item.creation || item.removal) {
        return item.creation ? tr("Make %1") : tr("Delete %1");
    }
    std::optional<SupportKind> kind;
    for (const Json::LeafChange &change : item.changes) {
        const QString leaf = item.object.kind == ObjectKind::User ? change.pointer.text() : QString();
        if (leaf == "/blocked"_L1) {
            kind = change.after == QByteArray("true") ? SupportKind::Block : SupportKind::Unblock;
        } else if (leaf == "/email"_L1) {
            kind = SupportKind::ChangeEmail;
        } else if (leaf != "/email_verified"_L1) {
            return {};
        }
    }
    return kind ? phraseOf(SupportAction{*kind}) : QString();
}

QString titleOf(const OfKind &own)
{
    if (!own.phrase.isEmpty()) {
        return own.phrase.arg(objectsOf(own));
    }
    if (isRelation(own.kind)) {
        return relationTitle(own);
    }
    // "Minimum length 14 on", but "Minimum length of".
    const QList<Field> named = own.fields.first(std::min(own.fields.size(), namedFields));
    const bool isValueTold
        = std::any_of(named.cbegin(), named.cend(), [](const Field &field) { return !field.value.isEmpty(); });
    const QString pattern = isValueTold
        ? QCoreApplication::translate("Change", "%1 on %2", "fields with values, and the objects that get them")
        : QCoreApplication::translate("Change", "%1 of %2", "fields, and the objects that have them");
    return pattern.arg(fieldsText(own.fields), objectsOf(own));
}

QList<OfKind> kindsOf(const QList<PlanItem> &items)
{
    QList<OfKind> kinds;
    for (const PlanItem &item : items) {
        const QString phrase = phraseOf(item);
        auto own = std::find_if(kinds.begin(), kinds.end(), [&item, &phrase](const OfKind &one) {
            return one.kind == item.object.kind && one.phrase == phrase;
        });
        if (own == kinds.end()) {
            kinds.append({item.object.kind, phrase});
            own = std::prev(kinds.end());
            own->first = item.object;
        }
        ++own->objects;
        if (phrase.isEmpty()) {
            isRelation(own->kind) ? addSwitches(*own, item) : addFields(*own, item);
        }
    }
    return kinds;
}

} // namespace

QString titleFor(const QList<PlanItem> &items)
{
    QStringList titles;
    for (const OfKind &own : kindsOf(items)) {
        titles.append(titleOf(own));
    }
    return titles.join(u"; "_s);
}

QString titleFor(const QList<Plan> &plans)
{
    QList<PlanItem> items;
    qsizetype tenants = 0;
    for (const Plan &plan : plans) {
        items += plan.items;
        tenants += plan.isEmpty() ? 0 : 1;
    }
    const QString title = titleFor(items);
    return tenants < 2
        ? title
        : QCoreApplication::translate("Change", "%1 in %2 tenants", "a plan's title, a number").arg(title).arg(tenants);
}

} // namespace Change
