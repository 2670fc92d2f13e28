#include "session/customerlikeness.h"

#include "change/objectreading.h"
#include "query/columns.h"
#include "session/changetray.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/tenantplan.h"
#include "session/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Change::ObjectKind;
using Kind = Domain::CustomerObject::Kind;

ObjectKind objectKindOf(Kind kind)
{
    switch (kind) {
    case Kind::Application:
        return ObjectKind::Application;
    case Kind::Organization:
        return ObjectKind::Organization;
    case Kind::Connection:
        break;
    }
    return ObjectKind::Connection;
}

QStringList idsOf(const Analysis::CustomerShare &share, Kind kind)
{
    switch (kind) {
    case Kind::Application:
        return share.applications;
    case Kind::Organization:
        return share.organizations;
    case Kind::Connection:
        break;
    }
    return share.connections;
}

Analysis::CustomerShare shareOf(const CustomerBook &book, const Domain::TenantId &tenant, const QString &key)
{
    const Analysis::TenantCustomers *customers = book.of(tenant);
    const auto share = customers ? customers->shares.find(key) : decltype(customers->shares.end())();
    return customers && share != customers->shares.end() ? share->second : Analysis::CustomerShare();
}

QStringList memberIds(const QByteArray &relation)
{
    QStringList ids;
    if (const auto value = Json::parse(relation)) {
        for (const auto &member : value->items()) {
            ids.append(Json::toQString(member.key()));
        }
    }
    return ids;
}

bool isOfKind(Domain::CustomerRule::Kind rule, Kind kind)
{
    using Rule = Domain::CustomerRule::Kind;
    return (kind == Kind::Connection && rule == Rule::ConnectionMetadata)
        || (kind == Kind::Application && rule == Rule::ApplicationMetadata)
        || (kind == Kind::Organization && rule == Rule::OrganizationMetadata);
}

} // namespace

QList<LikenessTask> likenessTasks(const CustomerBook &book, const Estate &estate, const QString &model,
                                  const QString &subject)
{
    QList<LikenessTask> tasks;
    std::optional<Domain::TenantId> first;
    std::optional<Domain::TenantId> firstOfModel;
    for (const TenantSession *session : estate.sessions()) {
        const Analysis::TenantCustomers *customers = book.of(session->id());
        const bool hasModel = customers && customers->shares.contains(model);
        const bool hasSubject = customers && customers->shares.contains(subject);
        firstOfModel = hasModel && !firstOfModel ? std::optional(session->id()) : firstOfModel;
        first = hasSubject && !first ? std::optional(session->id()) : first;
        if (hasModel && hasSubject) {
            tasks.append({model, session->id(), subject, session->id()});
        }
    }
    if (tasks.isEmpty() && first && firstOfModel) {
        tasks.append({model, *firstOfModel, subject, *first});
    }
    return tasks;
}

CustomerLikeness::CustomerLikeness(const Estate &estate, const CustomerBook &book, const ChangeTray &tray,
                                   LikenessTask task, QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_book(book)
    , m_tray(tray)
    , m_task(std::move(task))
{
    m_modelCustomer = {m_task.model, shareOf(book, m_task.modelTenant, m_task.model).name};
    m_subjectCustomer = {m_task.subject, shareOf(book, m_task.tenant, m_task.subject).name};
    m_connections = pairsOf(Kind::Connection, true);
    m_applications = pairsOf(Kind::Application, false);
    m_organizations = pairsOf(Kind::Organization, true);
}

CustomerLikeness::~CustomerLikeness() = default;

QString CustomerLikeness::titleOf(const Analysis::CalledCustomer &customer, const Domain::TenantId &tenant) const
{
    const bool isCalledAlike = m_task.model == m_task.subject || modelName() == subjectName();
    const TenantSession *session = isCalledAlike && !isOneTenant() ? m_estate.find(tenant) : nullptr;
    return session ? tr("%1 (%2)", "a customer, an Auth0 tenant").arg(customer.name, session->profile().name)
                   : customer.name;
}

Analysis::CustomerPairs CustomerLikeness::pairsOf(Kind kind, bool mayBeCalledOtherwise) const
{
    const auto candidates = [this, kind](const Domain::TenantId &tenant, const QString &key) {
        QList<Analysis::PairCandidate> found;
        const Query::Kind table = Analysis::tableOf(kind);
        for (const QString &id : idsOf(shareOf(m_book, tenant, key), kind)) {
            if (const Query::RecordPtr record = m_estate.record(tenant, table, id)) {
                const QString sort = kind == Kind::Connection ? Query::textAt(*record, table, u"strategy") : QString();
                found.append({id, Query::textAt(*record, table, u"name"), sort});
            }
        }
        return found;
    };
    return Analysis::pairsOf(candidates(m_task.modelTenant, m_task.model), m_modelCustomer,
                             candidates(m_task.tenant, m_task.subject), m_subjectCustomer, mayBeCalledOtherwise);
}

Change::ObjectRef CustomerLikeness::refOf(const Domain::TenantId &tenant, Kind kind, const QString &id) const
{
    const Query::Kind table = Analysis::tableOf(kind);
    const Query::RecordPtr record = m_estate.record(tenant, table, id);
    return {objectKindOf(kind), id, record ? Query::textAt(*record, table, u"name") : id};
}

QByteArray CustomerLikeness::original(const Domain::TenantId &tenant, Kind kind, const QString &id) const
{
    const Query::RecordPtr record = m_estate.record(tenant, Analysis::tableOf(kind), id);
    return record ? record->original : QByteArray();
}

qsizetype CustomerLikeness::requests() const
{
    return isOneTenant() ? 2 * (m_connections.pairs.size() + m_organizations.pairs.size()) : 0;
}

void CustomerLikeness::read()
{
    m_waiting = 1; // until all are asked for
    if (isOneTenant()) {
        for (const auto &pair : std::as_const(m_connections.pairs)) {
            readRelation({ObjectKind::ConnectionClients, pair.left, {}});
            readRelation({ObjectKind::ConnectionClients, pair.right, {}});
        }
        for (const auto &pair : std::as_const(m_organizations.pairs)) {
            readRelation({ObjectKind::OrganizationConnections, pair.left, {}});
            readRelation({ObjectKind::OrganizationConnections, pair.right, {}});
        }
    }
    concludeOne();
}

void CustomerLikeness::readRelation(const Change::ObjectRef &object)
{
    TenantSession *session = m_estate.find(m_task.tenant);
    if (!session) {
        return;
    }
    ++m_waiting;
    Change::readObject(
        session->client(), object, this,
        [this, object](const Api::Outcome<QByteArray> &relation) {
            if (relation) {
                m_relations.insert(object, *relation);
            } else {
                m_unread.insert(object, relation.error().text());
            }
            concludeOne();
        },
        Api::Priority::Foreground);
}

void CustomerLikeness::concludeOne()
{
    if (--m_waiting == 0) {
        work();
        m_isKnown = true;
        Q_EMIT changed();
    }
}

Change::LikenessSubject CustomerLikeness::subjectOf(const Change::ObjectRef &object, const QByteArray &seen) const
{
    const auto staged = m_tray.staged(m_task.tenant, object);
    return {object, seen, staged ? staged->changes : QList<Json::LeafChange>()};
}

/// Rules of either tenant tell which metadata names customers.
Change::Identity CustomerLikeness::identity(Kind kind) const
{
    Change::Identity identity;
    for (const Domain::TenantId &tenant : {m_task.modelTenant, m_task.tenant}) {
        for (const Domain::CustomerRule &rule : m_book.rulesOf(tenant).rules) {
            if (isOfKind(rule.kind, kind)) {
                identity.keys.append(rule.text);
            }
        }
    }
    identity.isNamedIn = [model = m_modelCustomer, subject = m_subjectCustomer](const QString &text) {
        return Analysis::namesCustomer(text, model) || Analysis::namesCustomer(text, subject);
    };
    identity.secrets = Json::SecretKeys::fromResource();
    return identity;
}

void CustomerLikeness::work()
{
    m_likeness = {};
    m_subjects.clear();
    const auto each = [this](Kind kind, const Analysis::CustomerPairs &pairs) {
        const Change::Identity own = identity(kind);
        for (const auto &pair : pairs.pairs) {
            const QByteArray model = original(m_task.modelTenant, kind, pair.left);
            const Change::LikenessSubject subject
                = subjectOf(refOf(m_task.tenant, kind, pair.right), original(m_task.tenant, kind, pair.right));
            m_subjects.append(subject);
            if (kind == Kind::Connection) {
                m_likeness += Change::policyLikeness(model, subject);
            }
            if (kind == Kind::Organization) {
                m_likeness += Change::brandingLikeness(model, subject, own);
            }
            m_likeness += Change::metadataLikeness(model, subject, own);
        }
    };
    each(Kind::Organization, m_organizations);
    if (isOneTenant()) {
        workRelations(Kind::Connection, m_organizations, m_connections, ObjectKind::OrganizationConnections);
    }
    each(Kind::Connection, m_connections);
    if (isOneTenant()) {
        workRelations(Kind::Application, m_connections, m_applications, ObjectKind::ConnectionClients);
    } else {
        m_likeness.left.append({{},
                                tr("Which applications and connections are enabled: objects have other ids in "
                                   "another Auth0 tenant.")});
    }
    each(Kind::Application, m_applications);
    leaveUnpaired(Kind::Organization, m_organizations);
    leaveUnpaired(Kind::Connection, m_connections);
    leaveUnpaired(Kind::Application, m_applications);
}

void CustomerLikeness::workRelations(Kind other, const Analysis::CustomerPairs &pairs,
                                     const Analysis::CustomerPairs &others, ObjectKind relation)
{
    const Kind own = relation == ObjectKind::ConnectionClients ? Kind::Connection : Kind::Organization;
    for (const auto &pair : pairs.pairs) {
        const Change::ObjectRef model{relation, pair.left, {}};
        const Change::ObjectRef object{relation, pair.right, refOf(m_task.tenant, own, pair.right).name};
        const QString problem = m_unread.value(model, m_unread.value(object));
        if (!problem.isEmpty()) {
            m_likeness.left.append({object, problem});
            continue;
        }
        const QByteArray ofModel = m_relations.value(model);
        const Change::LikenessSubject subject = subjectOf(object, m_relations.value(object));
        QStringList ids = memberIds(ofModel) + memberIds(subject.seen);
        for (const Json::LeafChange &change : subject.staged) {
            ids.append(change.pointer.first());
        }
        m_subjects.append(subject);
        m_likeness += Change::relationLikeness(ofModel, subject, termsFor(other, others, ids));
    }
}

/// What belongs to nobody stands for itself; what belongs to the model, for its like. All else stays with whose it is.
Change::RelationTerms CustomerLikeness::termsFor(Kind other, const Analysis::CustomerPairs &others,
                                                 const QStringList &ids) const
{
    Change::RelationTerms terms;
    const Analysis::TenantCustomers *customers = m_book.of(m_task.tenant);
    for (const QString &id : ids) {
        const bool isKnown = m_estate.record(m_task.tenant, Analysis::tableOf(other), id) != nullptr;
        const QString owner = customers ? customers->ownerOf(other, id) : QString();
        terms.names.insert(id, refOf(m_task.tenant, other, id).name);
        if (isKnown && owner.isEmpty()) {
            terms.likes.insert(id, id);
        } else if (const QString like = others.rightOf(id); owner == m_task.model && !like.isEmpty()) {
            terms.likes.insert(id, like);
            terms.names.insert(like, refOf(m_task.tenant, other, like).name);
        }
        const bool mayGo = (isKnown && owner.isEmpty()) || !others.leftOf(id).isEmpty();
        if (!mayGo) {
            terms.own.insert(id);
        }
    }
    return terms;
}

void CustomerLikeness::leaveUnpaired(Kind kind, const Analysis::CustomerPairs &pairs)
{
    for (const QString &id : pairs.onlyLeft) {
        m_likeness.left.append({refOf(m_task.modelTenant, kind, id),
                                tr("%1 has nothing like it, and nothing is created here.").arg(subjectTitle())});
    }
    for (const QString &id : pairs.onlyRight) {
        m_likeness.left.append({refOf(m_task.tenant, kind, id),
                                pairs.unclear.contains(id)
                                    ? tr("Several are called alike, so that its like is not certain.")
                                    : tr("%1 has nothing like it.").arg(modelTitle())});
    }
}

QList<Change::PlanItem> CustomerLikeness::items(const QList<Change::LikenessStep> &steps) const
{
    return Change::itemsOf(m_subjects, steps);
}

} // namespace Session
