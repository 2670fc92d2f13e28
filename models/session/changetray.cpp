#include "session/changetray.h"

#include "session/estate.h"

#include "change/plantitle.h"
#include "json/leaves.h"

#include <algorithm>
#include <utility>

namespace Session {

namespace {

using Changes = QList<Json::LeafChange>;

/// What an edit that was made of several comes to. One that went and came back may hold the same members in another
/// order, which is nothing to send; where it differs, only what differs is told, and the rest stays as Auth0 has it.
Changes narrowed(const Json::LeafChange &change)
{
    if (change.before == change.after) {
        return {};
    }
    const auto before = Json::parse(change.before.value_or(QByteArray()));
    const auto after = Json::parse(change.after.value_or(QByteArray()));
    if (!before || !after) {
        return {change}; // it comes, or goes
    }
    Changes changes = Json::leafChanges(*before, *after);
    if (changes.size() == 1 && changes.first().pointer.isWhole()) {
        return {change};
    }
    for (Json::LeafChange &inner : changes) {
        inner.pointer = Json::Pointer(change.pointer.tokens() + inner.pointer.tokens());
    }
    return changes;
}

void dropWhatIsNone(Changes &changes)
{
    Changes left;
    for (const Json::LeafChange &change : std::as_const(changes)) {
        left += narrowed(change);
    }
    changes = std::move(left);
}

bool overlap(const Json::Pointer &one, const Json::Pointer &other)
{
    return one != other && (one.holds(other) || other.holds(one));
}

/// Edits of which one lies inside another: what they make of the object together, told anew.
std::optional<Changes> workedOut(const QByteArray &seen, const Changes &earlier, const Changes &later)
{
    const auto before = Json::parse(seen);
    if (!before) {
        return std::nullopt;
    }
    Json::Value after = *before;
    for (const Json::LeafChange &change : earlier + later) {
        std::optional<Json::Value> value;
        if (change.after) {
            const auto parsed = Json::parse(*change.after);
            if (!parsed) {
                return std::nullopt;
            }
            value = *parsed;
        }
        (void)Json::assign(after, change.pointer, value);
    }
    return Json::leafChanges(*before, after);
}

/// The earlier edits of an object with the later ones on top.
Changes together(Changes earlier, const Changes &later, const QByteArray &seen)
{
    const bool isNested = std::any_of(later.cbegin(), later.cend(), [&earlier](const Json::LeafChange &change) {
        return std::any_of(earlier.cbegin(), earlier.cend(), [&change](const Json::LeafChange &before) {
            return overlap(before.pointer, change.pointer);
        });
    });
    if (isNested) {
        if (const auto changes = workedOut(seen, earlier, later)) {
            return *changes;
        }
    }
    QHash<Json::Pointer, qsizetype> places;
    for (qsizetype i = 0; i < earlier.size(); ++i) {
        places.insert(earlier.at(i).pointer, i);
    }
    for (const Json::LeafChange &change : later) {
        const auto place = places.constFind(change.pointer);
        if (place == places.cend()) {
            earlier.append(change);
            continue;
        }
        Json::LeafChange &staged = earlier[*place];
        staged.after = change.after;
        // Its place is that of the side that has it: where it was, if it was there.
        staged.follows = staged.before ? staged.follows : change.follows;
    }
    return earlier;
}

/// What the leaves of a relation are called that name the other side by id.
QHash<QString, QString> namesIn(const TenantSession &session, const Change::PlanItem &item)
{
    const std::optional<Query::Kind> other = otherTableOf(item.object.kind);
    QHash<QString, QString> names = item.names;
    if (!other) {
        return names;
    }
    for (const Json::LeafChange &change : item.changes) {
        const QString id = change.pointer.isWhole() ? QString() : change.pointer.first();
        const Query::RecordPtr record = session.record(*other, id);
        if (const QString name = record ? Query::textAt(*record, *other, u"name") : QString(); !name.isEmpty()) {
            names.insert(id, name);
        }
    }
    return names;
}

} // namespace

ChangeTray::ChangeTray(Estate &estate, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
{ }

ChangeTray::~ChangeTray() = default;

/// Whether anything is left of what takes another plan back.
bool ChangeTray::Staged::isReverting() const
{
    return !frame.reverts.isEmpty()
        && std::any_of(reverting.cbegin(), reverting.cend(),
                       [this](const Change::ObjectRef &object) { return order.contains(object); });
}

const ChangeTray::Staged *ChangeTray::find(const Domain::TenantId &tenant) const
{
    const auto found = std::find_if(m_staged.begin(), m_staged.end(),
                                    [&tenant](const Staged &staged) { return staged.tenant == tenant; });
    return found == m_staged.end() ? nullptr : &*found;
}

ChangeTray::Staged *ChangeTray::find(const Domain::TenantId &tenant)
{
    return const_cast<Staged *>(std::as_const(*this).find(tenant));
}

ChangeTray::Staged *ChangeTray::open(const Domain::TenantId &tenant)
{
    if (Staged *staged = find(tenant)) {
        return staged;
    }
    const TenantSession *session = m_estate.find(tenant);
    if (!session) {
        return nullptr;
    }
    Change::Plan frame;
    frame.tenant = Change::planTenant(session->profile());
    m_staged.push_back({tenant, frame, {}, {}, {}});
    return &m_staged.back();
}

void ChangeTray::put(Staged &staged, const Change::PlanItem &item)
{
    if (item.changes.isEmpty()) {
        drop(staged, item.object);
        return;
    }
    quint64 &order = staged.order[item.object];
    if (order == 0) {
        order = ++m_lastOrder;
    }
    staged.items[order] = item;
}

void ChangeTray::add(Staged &staged, const Change::PlanItem &item)
{
    Change::PlanItem whole = item;
    if (const quint64 order = staged.order.value(item.object)) {
        const Change::PlanItem &earlier = staged.items.at(order);
        whole.seen = item.seen.isEmpty() ? earlier.seen : item.seen;
        whole.changes = together(earlier.changes, item.changes, whole.seen);
        whole.names.insert(earlier.names);
        whole.user = item.user.isEmpty() ? earlier.user : item.user;
        for (const QString &note : earlier.notes) {
            if (!whole.notes.contains(note)) {
                whole.notes.append(note);
            }
        }
    }
    dropWhatIsNone(whole.changes);
    put(staged, whole);
}

void ChangeTray::drop(Staged &staged, const Change::ObjectRef &object)
{
    if (const quint64 order = staged.order.take(object)) {
        staged.items.erase(order);
    }
}

void ChangeTray::dropEmpty()
{
    std::erase_if(m_staged, [](const Staged &staged) { return staged.items.empty(); });
    Q_EMIT changed();
}

void ChangeTray::stage(const Domain::TenantId &tenant, const QList<Change::PlanItem> &items)
{
    Staged *staged = open(tenant);
    if (!staged) {
        return;
    }
    if (!staged->items.empty()) {
        staged->frame.title.clear(); // it is no longer what the title says
    }
    for (const Change::PlanItem &item : items) {
        add(*staged, item);
    }
    dropEmpty();
}

void ChangeTray::stage(const TenantPlan &plan)
{
    Staged *staged = open(plan.tenant);
    if (staged && (staged->items.empty() || !staged->isReverting())) {
        staged->frame.reverts = plan.plan.reverts;
        staged->reverting.clear();
        for (const Change::PlanItem &item : plan.plan.items) {
            staged->reverting.insert(item.object);
        }
    }
    if (staged && staged->items.empty()) {
        staged->frame.title = plan.plan.title;
        staged->frame.notes = plan.plan.notes;
        staged->frame.skipped = plan.plan.skipped;
        for (const Change::PlanItem &item : plan.plan.items) {
            add(*staged, item);
        }
        dropEmpty();
        return;
    }
    stage(plan.tenant, plan.plan.items);
}

void ChangeTray::unstage(const Domain::TenantId &tenant, const QList<Change::ObjectRef> &objects)
{
    if (Staged *staged = find(tenant)) {
        for (const Change::ObjectRef &object : objects) {
            drop(*staged, object);
        }
        dropEmpty();
    }
}

void ChangeTray::unstage(const Domain::TenantId &tenant, const Change::ObjectRef &object, const Json::Pointer &leaf)
{
    Staged *staged = find(tenant);
    if (std::optional<Change::PlanItem> item = this->staged(tenant, object); staged && item) {
        item->changes.removeIf([&leaf](const Json::LeafChange &change) { return change.pointer == leaf; });
        put(*staged, *item);
        dropEmpty();
    }
}

void ChangeTray::clear()
{
    m_staged.clear();
    Q_EMIT changed();
}

void ChangeTray::forget(const Domain::TenantId &tenant)
{
    if (Staged *staged = find(tenant)) {
        staged->items.clear();
        dropEmpty();
    }
}

void ChangeTray::settle(const Domain::TenantId &tenant, const Change::PlanItem &applied)
{
    Staged *staged = find(tenant);
    std::optional<Change::PlanItem> item = this->staged(tenant, applied.object);
    if (!staged || !item || applied.changes.isEmpty()) {
        return; // what support did is no edit
    }
    QHash<Json::Pointer, std::optional<QByteArray>> now;
    for (const Json::LeafChange &change : applied.changes) {
        now.insert(change.pointer, change.after);
    }
    for (Json::LeafChange &change : item->changes) {
        if (const auto found = now.constFind(change.pointer); found != now.cend()) {
            change.before = *found; // what was edited once more starts from what Auth0 holds since
        }
    }
    item->seen.clear();
    dropWhatIsNone(item->changes);
    put(*staged, *item);
    dropEmpty();
}

std::optional<Change::PlanItem> ChangeTray::staged(const Domain::TenantId &tenant,
                                                   const Change::ObjectRef &object) const
{
    const Staged *staged = find(tenant);
    const quint64 order = staged ? staged->order.value(object) : 0;
    return order == 0 ? std::nullopt : std::optional(staged->items.at(order));
}

qsizetype ChangeTray::size() const
{
    std::size_t size = 0;
    for (const Staged &staged : m_staged) {
        size += staged.items.size();
    }
    return qsizetype(size);
}

qsizetype ChangeTray::size(const Domain::TenantId &tenant) const
{
    const Staged *staged = find(tenant);
    return staged ? qsizetype(staged->items.size()) : 0;
}

QList<TenantPlan> ChangeTray::plans() const
{
    QList<TenantPlan> plans;
    for (const Staged &staged : m_staged) {
        const TenantSession *session = m_estate.find(staged.tenant);
        Change::PlanTenant tenant = staged.frame.tenant;
        if (session) {
            // Its name or its mark may be another by now; where it is may not: the applier refuses that.
            tenant.name = session->profile().name;
            tenant.environment = session->profile().environment;
        }
        Change::Plan plan = Change::newPlan(staged.frame.title, tenant);
        plan.reverts = staged.isReverting() ? staged.frame.reverts : QString();
        plan.notes = staged.frame.notes;
        plan.skipped = staged.frame.skipped;
        for (const auto &[order, item] : staged.items) {
            plan.items.append(item);
            if (item.seen.isEmpty() && session) {
                plan.items.last().seen = seenObject(*session, item.object);
            }
            if (session) {
                plan.items.last().names = namesIn(*session, item);
            }
        }
        if (plan.title.isEmpty()) {
            plan.title = Change::titleFor(plan.items);
        }
        plans.append({staged.tenant, plan});
    }
    return plans;
}

} // namespace Session
