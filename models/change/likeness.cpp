#include "change/likeness.h"

#include "change/changewords.h"
#include "change/fieldtitles.h"
#include "change/metadatarules.h"
#include "change/translation.h"
#include "json/leaves.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Step = LikenessStep;

Json::Value objectIn(const QByteArray &text)
{
    Json::Value value = Json::parse(text).value_or(Json::Value::object());
    return value.is_object() ? value : Json::Value::object();
}

Json::Value asStaged(const LikenessSubject &subject)
{
    return Json::merge(objectIn(subject.seen), subject.staged).value;
}

QString shown(const Json::Value *value)
{
    return !value || value->is_null() ? QString()
        : value->is_string()          ? Json::toQString(value->get<std::string>())
                                      : QString::fromUtf8(Json::write(*value));
}

bool isThere(const Json::Value *value)
{
    return value && !value->is_null();
}

/// Two places of two objects that are compared as one.
bool differ(const Json::Value *left, const Json::Value *right)
{
    return isThere(left) != isThere(right) || (isThere(left) && !Json::isSame(*left, *right));
}

QString colorsText(const Json::Value *colors)
{
    return colors && colors->is_object()
        ? tr("%1 on %2").arg(Json::stringAt(*colors, "primary"), Json::stringAt(*colors, "page_background"))
        : QString();
}

/// What one key of metadata comes to.
void addKey(Likeness &likeness, const LikenessSubject &subject, const Identity &identity, const QString &member,
            const QString &key, const Json::Value *model, const Json::Value *now)
{
    if (!differ(model, now)) {
        return;
    }
    const auto leave = [&](const QString &reason) { likeness.left.append({subject.object, reason}); };
    if (identity.keys.contains(key) || identity.isNamedIn(key) || identity.isNamedIn(shown(model))
        || identity.isNamedIn(shown(now))) {
        return leave(tr("Metadata “%1” tells whose it is.").arg(key));
    }
    if (identity.secrets.names(member.toUtf8(), key.toUtf8())) {
        return leave(tr("Metadata “%1” may be a secret.").arg(key));
    }
    Step step{Step::Aspect::Metadata, subject.object, tr("Metadata %1").arg(key), shown(now), shown(model)};
    step.takesAway = !isThere(model);
    step.assignments.append(
        {Json::Pointer({member, key}), isThere(model) ? std::optional(Json::write(*model)) : std::nullopt});
    likeness.steps.append(step);
}

/// "assign membership: on, show as button: off", of an entry of organization connections; as the review has it.
QString entryText(const ObjectRef &object, const QString &id, const Json::Value *entry)
{
    if (!isThere(entry)) {
        return tr("off");
    }
    if (!entry->is_object()) {
        return tr("on");
    }
    QStringList words;
    for (const auto &member : entry->items()) {
        const Json::Pointer pointer({id, Json::toQString(member.key())});
        words.append(tr("%1: %2").arg(fieldTitle(object.kind, pointer),
                                      valueText(object.kind, pointer, Json::write(member.value()))));
    }
    return words.isEmpty() ? tr("on") : words.join(u", "_s);
}

Step::Assignment whole(const QString &id, const Json::Value &value)
{
    return {Json::Pointer({id}), Json::write(value)};
}

/// An entry that is there gets the model's switches; one that the model does not name keeps its value, since Auth0
/// knows no way to unset it.
QList<Step::Assignment> entryAssignments(const QString &id, const Json::Value &model, const Json::Value *now)
{
    if (!isThere(now) || !model.is_object() || !now->is_object()) {
        return isThere(now) ? QList<Step::Assignment>() : QList{whole(id, model)};
    }
    QList<Step::Assignment> assignments;
    for (const auto &member : model.items()) {
        if (differ(&member.value(), Json::memberAt(*now, member.key().c_str()))) {
            assignments.append({Json::Pointer({id, Json::toQString(member.key())}), Json::write(member.value())});
        }
    }
    return assignments;
}

} // namespace

Likeness &Likeness::operator+=(const Likeness &other)
{
    steps += other.steps;
    left += other.left;
    return *this;
}

Likeness brandingLikeness(const QByteArray &model, const LikenessSubject &subject, const Identity &identity)
{
    const Json::Pointer logo({u"branding"_s, u"logo_url"_s});
    const Json::Pointer colors({u"branding"_s, u"colors"_s});
    const Json::Value wanted = objectIn(model);
    const Json::Value now = asStaged(subject);
    Likeness likeness;
    const auto add
        = [&](const Json::Pointer &pointer, const QString &title, const QString &before, const QString &after) {
              const Json::Value *value = Json::valueAt(wanted, pointer);
              Step step{Step::Aspect::Branding, subject.object, title, before, after};
              step.takesAway = !isThere(value);
              step.assignments.append({pointer, isThere(value) ? std::optional(Json::write(*value)) : std::nullopt});
              likeness.steps.append(step);
          };
    const Json::Value *logoWanted = Json::valueAt(wanted, logo);
    const Json::Value *logoNow = Json::valueAt(now, logo);
    if (differ(logoWanted, logoNow)) {
        if (identity.isNamedIn(shown(logoWanted)) || identity.isNamedIn(shown(logoNow))) {
            likeness.left.append({subject.object, tr("The logo's address names its customer.")});
        } else {
            add(logo, fieldTitle(subject.object.kind, logo), shown(logoNow), shown(logoWanted));
        }
    }
    const Json::Value *colorsWanted = Json::valueAt(wanted, colors);
    const Json::Value *colorsNow = Json::valueAt(now, colors);
    if (differ(colorsWanted, colorsNow)) { // both or none: Auth0 takes no single one
        add(colors, tr("Colours"), colorsText(colorsNow), colorsText(colorsWanted));
    }
    return likeness;
}

Likeness metadataLikeness(const QByteArray &model, const LikenessSubject &subject, const Identity &identity)
{
    const Json::Value wanted = objectIn(model);
    const Json::Value now = asStaged(subject);
    Likeness likeness;
    for (const char *member : metadataMembers(subject.object.kind)) {
        const Json::Value *ofModel = Json::memberAt(wanted, member);
        const Json::Value *own = Json::memberAt(now, member);
        const auto visit = [&](const Json::Value *keys, bool onlyOwn) {
            if (!keys || !keys->is_object()) {
                return;
            }
            for (const auto &entry : keys->items()) {
                const Json::Value *other = ofModel ? Json::memberAt(*ofModel, entry.key().c_str()) : nullptr;
                if (!onlyOwn || !isThere(other)) {
                    addKey(likeness, subject, identity, QString::fromLatin1(member), Json::toQString(entry.key()),
                           onlyOwn ? nullptr : &entry.value(),
                           own ? Json::memberAt(*own, entry.key().c_str()) : nullptr);
                }
            }
        };
        visit(ofModel, false);
        visit(own, true);
    }
    return likeness;
}

Likeness relationLikeness(const QByteArray &model, const LikenessSubject &subject, const RelationTerms &terms)
{
    const bool isOfApplications = subject.object.kind == ObjectKind::ConnectionClients;
    const auto aspect = isOfApplications ? Step::Aspect::Application : Step::Aspect::Connection;
    const auto title = [&](const QString &id) {
        const QString name = terms.names.value(id, id);
        return isOfApplications ? tr("Enabled for %1").arg(name) : tr("Connection %1").arg(name);
    };
    const Json::Value wanted = objectIn(model);
    const Json::Value now = asStaged(subject);
    Likeness likeness;
    QSet<QString> stay;
    for (const auto &entry : wanted.items()) {
        const QString theirs = Json::toQString(entry.key());
        const QString id = terms.likes.value(theirs);
        if (id.isEmpty()) {
            likeness.left.append({subject.object, tr("%1 has no like here.").arg(terms.names.value(theirs, theirs))});
            continue;
        }
        stay.insert(id);
        const Json::Value *own = Json::memberAt(now, id.toStdString().c_str());
        const QList<Step::Assignment> assignments = entryAssignments(id, entry.value(), own);
        if (!assignments.isEmpty()) {
            likeness.steps.append({aspect, subject.object, title(id), entryText(subject.object, id, own),
                                   entryText(subject.object, id, &entry.value()), false, assignments});
        }
    }
    for (const auto &entry : now.items()) {
        const QString id = Json::toQString(entry.key());
        if (stay.contains(id)) {
            continue;
        }
        if (terms.own.contains(id)) {
            likeness.left.append({subject.object, tr("%1 has no like there.").arg(terms.names.value(id, id))});
            continue;
        }
        likeness.steps.append({aspect,
                               subject.object,
                               title(id),
                               entryText(subject.object, id, &entry.value()),
                               entryText(subject.object, id, nullptr),
                               true,
                               {{Json::Pointer({id}), std::nullopt}}});
    }
    return likeness;
}

QList<PlanItem> itemsOf(const QList<LikenessSubject> &subjects, const QList<LikenessStep> &steps)
{
    QList<PlanItem> items;
    for (const LikenessSubject &subject : subjects) {
        const Json::Value now = asStaged(subject);
        Json::Value wanted = now;
        for (const Step &step : steps) {
            if (step.object == subject.object) {
                for (const Step::Assignment &assignment : step.assignments) {
                    const auto value = assignment.value ? Json::parse(*assignment.value) : Json::Outcome<Json::Value>();
                    (void)Json::assign(wanted, assignment.pointer,
                                       assignment.value && value ? std::optional(*value) : std::nullopt);
                }
            }
        }
        const QList<Json::LeafChange> changes = Json::leafChanges(now, wanted);
        if (!changes.isEmpty()) {
            items.append({subject.object, changes, subject.seen});
        }
    }
    return items;
}

} // namespace Change
