#include "session/changerun.h"

#include "session/changetray.h"
#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/writeunlock.h"

#include "json/application_json.h"
#include "json/connection_json.h"
#include "json/organization_json.h"
#include "json/user_json.h"

#include <algorithm>
#include <utility>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

QString accountName()
{
    const passwd *account = ::getpwuid(::getuid());
    return account == nullptr ? QString::number(::getuid()) : QString::fromLocal8Bit(account->pw_name);
}

/// A connection's applications, as Change::readObject() gives them.
void acceptClients(TenantSession &session, const QString &connection, const QByteArray &text)
{
    if (const auto switches = Json::parse(text)) {
        QList<Domain::ApplicationId> applications;
        for (const auto &member : switches->items()) {
            applications.append(Domain::ApplicationId(Json::toQString(member.key())));
        }
        session.accept(Domain::ConnectionId(connection), applications);
    }
}

/// An organization's connections, likewise.
void acceptConnections(TenantSession &session, const QString &organization, const QByteArray &text)
{
    if (const auto switches = Json::parse(text)) {
        QStringList connections;
        for (const auto &member : switches->items()) {
            connections.append(Json::toQString(member.key()));
        }
        session.organizationConnections().accept(organization, connections);
    }
}

/// Whether the object's table is to show it: a user that nobody searched for is not among the found ones, and a list
/// that was not read is not begun with one object.
bool isShown(const TenantSession &session, const Change::ObjectRef &object)
{
    const std::optional<Query::Kind> table = tableOf(object.kind);
    return table
        && (session.record(*table, object.id)
            || (object.kind != Change::ObjectKind::User
                && session.status(*table).phase == KindStatus::Phase::Complete));
}

/// Takes the object in where its table shows it; lets it go where Auth0 has it no more.
void accept(TenantSession &session, const Change::ObjectRef &object, const QByteArray &text)
{
    if (const std::optional<Query::Kind> table = tableOf(object.kind); table && text.isEmpty()) {
        session.forget(*table, object.id);
        return;
    }
    if (object.kind == Change::ObjectKind::ConnectionClients) {
        acceptClients(session, object.id, text);
        return;
    }
    if (object.kind == Change::ObjectKind::OrganizationConnections) {
        acceptConnections(session, object.id, text);
        return;
    }
    if (!isShown(session, object)) {
        return;
    }
    const auto take = [&session](const auto &parsed) {
        if (parsed) {
            session.accept(QList{*parsed});
        }
    };
    switch (object.kind) {
    case Change::ObjectKind::Connection:
        take(Json::readConnection(text));
        break;
    case Change::ObjectKind::Application:
        take(Json::readApplication(text));
        break;
    case Change::ObjectKind::Organization:
        take(Json::readOrganization(text));
        break;
    case Change::ObjectKind::User:
        take(Json::readUser(text));
        break;
    case Change::ObjectKind::ConnectionClients:
    case Change::ObjectKind::OrganizationConnections:
    case Change::ObjectKind::UserOrganizations:
        break;
    }
}

/// What needs no second attempt. A part that was done, or an end that nobody saw, is looked at again by applying the
/// rest.
bool isSettled(Change::ItemOutcome outcome)
{
    using Outcome = Change::ItemOutcome;
    return outcome == Outcome::Done || outcome == Outcome::AlreadySo || outcome == Outcome::Different;
}

} // namespace

Change::JournalPlace journalPlace(const QString &folder, const QString &clientId)
{
    return {folder, clientId.isEmpty() ? accountName() : accountName() + u", "_s + clientId,
            Json::SecretKeys::fromResource()};
}

ChangeRun::ChangeRun(Estate &estate, const QList<TenantPlan> &plans, QString journalFolder, ChangeTray *tray,
                     QObject *parent)
    : QObject(parent)
    , m_estate(estate)
    , m_plans(plans)
    , m_journalFolder(std::move(journalFolder))
    , m_tray(tray)
    , m_parts(std::size_t(plans.size()))
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        m_parts[i].results.resize(m_plans.at(qsizetype(i)).plan.items.size());
    }
    connect(&m_estate, &Estate::closing, this, &ChangeRun::leave);
}

ChangeRun::ChangeRun(Estate &estate, const Domain::TenantId &tenant, const Change::JournalEntry &entry,
                     QString journalFolder, QObject *parent)
    : ChangeRun(estate, {{tenant, entry.plan}}, std::move(journalFolder), nullptr, parent)
{
    m_parts.front().begun = entry;
}

ChangeRun::~ChangeRun() = default;

tl::expected<void, QString> ChangeRun::mayStart() const
{
    for (const TenantPlan &part : m_plans) {
        const TenantSession *session = m_estate.find(part.tenant);
        if (!session) {
            return tl::make_unexpected(tr("%1 is not open. Nothing was sent.").arg(part.plan.tenant.name));
        }
        if (session->profile().readOnly) {
            return tl::make_unexpected(
                tr("The profile of %1 is marked read-only. Nothing was sent.").arg(part.plan.tenant.name));
        }
        if (!session->writeUnlock().isUnlocked()) {
            return tl::make_unexpected(
                tr("%1 is locked. Unlock writing first. Nothing was sent.").arg(part.plan.tenant.name));
        }
    }
    return {};
}

tl::expected<void, QString> ChangeRun::start()
{
    if (auto refused = mayStart(); !refused) {
        return refused;
    }
    m_isRunning = true;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        apply(i);
    }
    for (const Part &part : m_parts) {
        part.applier->start();
    }
    return {};
}

void ChangeRun::apply(std::size_t index)
{
    Part &part = m_parts[index];
    const TenantPlan &own = m_plans.at(qsizetype(index));
    TenantSession *session = m_estate.find(own.tenant);
    const Change::JournalPlace place = journalPlace(m_journalFolder, session->profile().clientId);
    part.applier = part.begun ? std::make_unique<Change::Applier>(session->client(), *part.begun, place)
                              : std::make_unique<Change::Applier>(session->client(), own.plan, place);
    connect(part.applier.get(), &Change::Applier::objectRead, session,
            [session](const Change::ObjectRef &object, const QByteArray &text) { accept(*session, object, text); });
    connect(part.applier.get(), &Change::Applier::itemFinished, this,
            [this, index](qsizetype item) { takeResult(index, item); });
    // Queued: the tenant is told in the middle of the applier's own work, and it may be deleted with this.
    connect(
        part.applier.get(), &Change::Applier::finished, this, [this, index] { conclude(index); }, Qt::QueuedConnection);
}

void ChangeRun::takeResult(std::size_t index, qsizetype item)
{
    Part &part = m_parts[index];
    part.results[item] = part.applier->results().at(item);
    ++part.finishedItems;
    if (m_tray && isSettled(part.results.at(item).outcome)) {
        const TenantPlan &own = m_plans.at(qsizetype(index));
        m_tray->settle(own.tenant, own.plan.items.at(item));
    }
    Q_EMIT itemFinished(qsizetype(index), item);
}

void ChangeRun::conclude(std::size_t index)
{
    Part &part = m_parts[index];
    if (part.isFinished) {
        return;
    }
    if (part.applier) {
        part.results = part.applier->results();
        part.stopReason = part.applier->stopReason();
    }
    part.finishedItems = part.results.size();
    part.isFinished = true;
    const bool isOver = std::all_of(m_parts.begin(), m_parts.end(), [](const Part &other) { return other.isFinished; });
    if (isOver) {
        m_isRunning = false;
        Q_EMIT finished();
    }
}

/// The applier works with the session's client, which is about to go.
void ChangeRun::leave(const Domain::TenantId &tenant)
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        Part &part = m_parts[i];
        if (m_plans.at(qsizetype(i)).tenant != tenant || !part.applier || part.isFinished) {
            continue;
        }
        part.applier.reset();
        part.stopReason = tr("The tenant was closed meanwhile.");
        for (Change::ItemResult &result : part.results) {
            if (result.outcome == Change::ItemOutcome::Pending) {
                result = {Change::ItemOutcome::Unknown, part.stopReason};
            }
        }
        conclude(i);
    }
}

void ChangeRun::cancel()
{
    for (const Part &part : m_parts) {
        if (part.applier) {
            part.applier->cancel();
        }
    }
}

Api::Secret ChangeRun::takeSecret(qsizetype plan, qsizetype item)
{
    const Part &part = m_parts.at(std::size_t(plan));
    return part.applier ? part.applier->takeSecret(item) : Api::Secret();
}

qsizetype ChangeRun::items() const
{
    qsizetype count = 0;
    for (const TenantPlan &part : m_plans) {
        count += part.plan.items.size();
    }
    return count;
}

qsizetype ChangeRun::finishedItems() const
{
    qsizetype count = 0;
    for (const Part &part : m_parts) {
        count += part.finishedItems;
    }
    return count;
}

QStringList ChangeRun::stopReasons() const
{
    QStringList reasons;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (const QString &reason = m_parts[i].stopReason; !reason.isEmpty()) {
            reasons.append(
                tr("%1: %2", "a tenant and what happened").arg(m_plans.at(qsizetype(i)).plan.tenant.name, reason));
        }
    }
    return reasons;
}

} // namespace Session
