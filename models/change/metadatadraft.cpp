#include "change/metadatadraft.h"

#include "change/preparing.h"
#include "change/translation.h"
#include "json/indent.h"
#include "json/leaves.h"
#include "json/slices.h"
#include "json/textedit.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// Puts back what is hidden in what was not touched.
void unmask(Json::Value &wanted, const Json::Value &shown, const Json::Value &real)
{
    if (wanted.is_object() && shown.is_object() && real.is_object()) {
        for (auto member = wanted.begin(); member != wanted.end(); ++member) {
            const auto shownMember = shown.find(member.key());
            const auto realMember = real.find(member.key());
            if (shownMember != shown.end() && realMember != real.end()) {
                unmask(*member, *shownMember, *realMember);
            }
        }
    } else if (Json::isSame(wanted, shown)) {
        wanted = real;
    }
}

void findMasks(const Json::Pointer &place, const Json::Value &value, QList<MetadataProblem> &problems)
{
    if (value.is_string() && value == Json::maskText) {
        problems.append({MetadataProblem::Severity::Refused, place,
                         tr("The secret that is hidden here was moved or copied, and would be lost. Undo that, or "
                            "write its value.")});
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            findMasks(place.child(QString::number(i)), value[i], problems);
        }
    } else if (value.is_object()) {
        for (const auto &member : value.items()) {
            findMasks(place.child(Json::toQString(member.key())), member.value(), problems);
        }
    }
}

/// The leaves of a value that are the same on both sides.
void collectKept(const Json::Pointer &place, const Json::Value &now, const Json::Value &after,
                 QList<MetadataFate> &fates)
{
    if (now.is_object() && after.is_object()) {
        for (const auto &member : after.items()) {
            if (const auto old = now.find(member.key()); old != now.end()) {
                collectKept(place.child(Json::toQString(member.key())), *old, member.value(), fates);
            }
        }
    } else if (Json::isSame(now, after)) {
        const QByteArray text = Json::write(after);
        fates.append({MetadataFate::Kind::SentBack, place, text, text});
    }
}

/// A leaf that is an object: each of its own leaves, so that what vanishes is told by name.
void collectLeaves(const Json::Pointer &place, const Json::Value &value, MetadataFate::Kind kind,
                   QList<MetadataFate> &fates)
{
    if (value.is_object() && !value.empty()) {
        for (const auto &member : value.items()) {
            collectLeaves(place.child(Json::toQString(member.key())), member.value(), kind, fates);
        }
        return;
    }
    const QByteArray text = Json::write(value);
    const bool isAdded = kind == MetadataFate::Kind::Added;
    fates.append({kind, place, isAdded ? QByteArray() : text, isAdded ? text : QByteArray()});
}

void collectFates(const Json::LeafChange &change, QList<MetadataFate> &fates)
{
    const auto before = change.before ? Json::parse(*change.before) : Json::Outcome<Json::Value>();
    const auto after = change.after ? Json::parse(*change.after) : Json::Outcome<Json::Value>();
    const bool becomesOther = change.before && change.after && (before->is_object() || after->is_object());
    if (change.before && (!change.after || becomesOther)) {
        collectLeaves(change.pointer, *before, MetadataFate::Kind::Vanishes, fates);
    }
    if (change.after && (!change.before || becomesOther)) {
        collectLeaves(change.pointer, *after, MetadataFate::Kind::Added, fates);
    }
    if (change.before && change.after && !becomesOther) {
        fates.append({MetadataFate::Kind::Changed, change.pointer, *change.before, *change.after});
    }
}

} // namespace

bool MetadataReview::isRefused() const
{
    return textProblem || std::any_of(problems.cbegin(), problems.cend(), [](const MetadataProblem &problem) {
               return problem.severity == MetadataProblem::Severity::Refused;
           });
}

MetadataDraft::MetadataDraft(ObjectRef object, QString member, QByteArray seen, const std::optional<PlanItem> &staged,
                             Json::SecretKeys secrets)
    : m_object(std::move(object))
    , m_member(std::move(member))
    , m_seen(std::move(seen))
    , m_secrets(std::move(secrets))
{
    const auto held = Json::memberSlice(m_seen, m_member.toUtf8());
    const bool holdsObject = held && held->startsWith('{');
    const QByteArray heldBytes = holdsObject ? held->toByteArray() : QByteArrayLiteral("{}");
    m_base = heldBytes;
    m_heldText = shown(heldBytes);
    if (staged) {
        const auto now = Json::parse(m_seen);
        const Json::Merge merged = now ? Json::merge(*now, staged->changes) : Json::Merge{};
        const Json::Value *wanted = Json::memberAt(merged.value, m_member.toUtf8().constData());
        const bool isOther = merged.applied > 0
            && std::any_of(staged->changes.cbegin(), staged->changes.cend(),
                           [this](const Json::LeafChange &change) { return change.pointer.first() == m_member; });
        if (isOther) {
            m_base = wanted && wanted->is_object() ? Json::write(*wanted) : QByteArrayLiteral("{}");
        }
    }
    m_text = shown(m_base);
}

QString MetadataDraft::shown(const QByteArray &metadata) const
{
    // Masked under its name: a secret may be one only there.
    const QByteArray object = '{' + Json::quoted(m_member).toUtf8() + ':' + metadata + '}';
    const QByteArray masked = Json::masked(object, m_secrets);
    const auto slice = Json::memberSlice(masked, m_member.toUtf8());
    return Json::withVisibleEscapes(QString::fromUtf8(Json::indented(slice ? slice->toByteArray() : metadata)));
}

MetadataReview MetadataDraft::review(const QString &text, const MetadataTypes &types,
                                     const MetadataSchema &schema) const
{
    MetadataReview review;
    if (const auto tree = Json::TextTree::read(text); !tree) {
        review.textProblem = tree.error();
        return review;
    }
    const auto now = Json::parse(m_seen);
    const auto typed = Json::parse(text.toUtf8(), Json::Strictness::Edit);
    if (!now || !typed) {
        review.textProblem = Json::TextProblem{
            Json::ParseError::Kind::WrongShape, 0, 0, 1, 1, tr("The object that Auth0 sent cannot be read.")};
        return review;
    }
    Json::Value metadata = *typed;
    unmask(metadata, *Json::parse(m_text.toUtf8()), *Json::parse(m_base));
    const std::string member = m_member.toStdString();
    const Json::Value *held = Json::memberAt(*now, member.c_str());
    const bool heldNothing = !held || !held->is_object() || held->empty();
    Json::Value wanted = *now;
    if (!(heldNothing && metadata.is_object() && metadata.empty())) {
        wanted[member] = metadata;
    }
    const Json::Pointer place({m_member});
    review.changes = Json::leafChanges(*now, wanted);
    review.problems = metadataProblems(m_object.kind, *now, wanted);
    findMasks(place, metadata, review.problems);
    review.violations = schema.violations(m_object.kind, m_member, metadata);
    review.problems += review.violations;
    review.problems += types.hints(m_member, metadata);
    review.bytes = Json::write(metadata).size();
    review.keys = metadata.is_object() ? int(metadata.size()) : 0;
    if (m_object.kind == ObjectKind::User) {
        review.profileBytes = Json::write(wanted).size();
        if (review.profileBytes > maximumProfileBytes && !review.changes.isEmpty()) {
            review.problems.append({MetadataProblem::Severity::Warning, place,
                                    tr("The profile would take about %L1 of the %L2 bytes that Auth0 allows; larger "
                                       "ones are taken until 4 March 2027.")
                                        .arg(review.profileBytes)
                                        .arg(maximumProfileBytes)});
        }
    }
    if (!metadata.is_object() || review.isRefused()) {
        return review;
    }
    review.takesAllAway = !heldNothing && metadata.empty();
    const bool nullRemoves = m_object.kind == ObjectKind::User || m_object.kind == ObjectKind::Application;
    for (const auto &entry : metadata.items()) {
        const Json::Value *old = held ? Json::memberAt(*held, entry.key().c_str()) : nullptr;
        if (nullRemoves && entry.value().is_null() && old && !old->is_null()) {
            review.removedByNull.append(Json::toQString(entry.key()));
        }
    }
    const Outcome<Prepared> prepared = prepare(m_object, m_seen, review.changes);
    if (!prepared) {
        review.problems.append({MetadataProblem::Severity::Refused, place, prepared.error().reason});
    } else if (!prepared->requests.isEmpty() && prepared->requests.first().body) {
        const QByteArray body = Json::masked(*prepared->requests.first().body, m_secrets);
        review.body = body;
        addFates(*now, prepared->promise, *Json::parse(body), review);
    }
    return review;
}

void MetadataDraft::addFates(const Json::Value &now, const QByteArray &promise, const Json::Value &body,
                             MetadataReview &review) const
{
    const QByteArray key = m_member.toUtf8();
    const auto after = Json::parse(Json::masked(promise, m_secrets));
    const auto before = Json::parse(Json::masked(Json::write(now), m_secrets));
    static const Json::Value none = Json::Value::object();
    const auto memberOf = [&key](const Json::Value &object) -> const Json::Value & {
        const Json::Value *found = Json::memberAt(object, key.constData());
        return found && found->is_object() ? *found : none;
    };
    const Json::Value &sent = memberOf(body);
    const Json::Value &held = memberOf(*before);
    const Json::Value &holds = memberOf(*after);
    for (const Json::LeafChange &change : Json::leafChanges(held, holds)) {
        Json::LeafChange placed = change;
        placed.pointer = Json::Pointer(QStringList{m_member} + change.pointer.tokens());
        collectFates(placed, review.fates);
    }
    for (const auto &entry : sent.items()) {
        const auto old = held.find(entry.key());
        const auto kept = holds.find(entry.key());
        if (old != held.end() && kept != holds.end()) {
            collectKept(Json::Pointer({m_member, Json::toQString(entry.key())}), *old, *kept, review.fates);
        }
    }
    // A secret that changed is masked on both sides.
    QSet<Json::Pointer> changed;
    for (const Json::LeafChange &change : review.changes) {
        changed.insert(change.pointer);
    }
    for (MetadataFate &fate : review.fates) {
        const bool isSecret = fate.kind == MetadataFate::Kind::SentBack && changed.contains(fate.pointer);
        fate.kind = isSecret ? MetadataFate::Kind::Changed : fate.kind;
    }
}

} // namespace Change
