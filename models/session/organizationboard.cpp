#include "session/organizationboard.h"

#include "change/fieldtitles.h"
#include "change/objectreading.h"
#include "query/columns.h"
#include "session/changetray.h"
#include "session/organizationconnections.h"
#include "session/tenantplan.h"
#include "session/tenantsession.h"
#include "json/leaves.h"
#include "json/organization_json.h"

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Connection = Domain::OrganizationConnection;
using Domain::ConnectionKind;
using Query::Kind;

std::optional<bool> &memberOf(Connection &entry, OrganizationSwitch which)
{
    switch (which) {
    case OrganizationSwitch::ShowAsButton:
        return entry.showAsButton;
    case OrganizationSwitch::Signup:
        return entry.isSignupEnabled;
    case OrganizationSwitch::Enabled:
    case OrganizationSwitch::AssignMembership:
        break;
    }
    return entry.assignMembershipOnLogin;
}

/// What a switch is; where it is not said, what Auth0 takes (OpenAPI).
bool valueOf(std::optional<Connection> entry, OrganizationSwitch which)
{
    if (which == OrganizationSwitch::Enabled) {
        return entry.has_value();
    }
    const bool byDefault = which == OrganizationSwitch::ShowAsButton;
    return entry ? memberOf(*entry, which).value_or(byDefault) : byDefault;
}

const char *memberName(OrganizationSwitch which)
{
    switch (which) {
    case OrganizationSwitch::ShowAsButton:
        return Json::showAsButtonMember;
    case OrganizationSwitch::Signup:
        return Json::signupMember;
    case OrganizationSwitch::AssignMembership:
        return Json::assignMembershipMember;
    case OrganizationSwitch::Enabled:
        break;
    }
    return nullptr;
}

} // namespace

QString titleOf(OrganizationSwitch which)
{
    const char *member = memberName(which);
    return member ? Change::fieldTitle(Change::ObjectKind::OrganizationConnections,
                                       Json::Pointer({QString(), QString::fromLatin1(member)}))
                  : QString();
}

OrganizationBoard::OrganizationBoard(TenantSession &session, const ChangeTray &tray, const QString &organization,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_object{Change::ObjectKind::OrganizationConnections, organization,
               nameOf(session, Kind::Organizations, organization)}
{
    if (const auto staged = tray.staged(session.id(), m_object)) {
        m_staged = staged->changes;
    }
}

OrganizationBoard::~OrganizationBoard() = default;

void OrganizationBoard::read()
{
    Change::readObject(m_session.client(), m_object, this, [this](const Api::Outcome<QByteArray> &seen) {
        seen ? take(*seen) : Q_EMIT failed(seen.error());
    });
}

void OrganizationBoard::take(const QByteArray &seen)
{
    const auto entries = Json::parse(seen);
    m_seen = seen;
    m_now.clear();
    for (const auto &entry : entries->items()) {
        const QString id = Json::toQString(entry.key());
        m_now.insert(id, Json::readSwitches(Domain::ConnectionId(id), entry.value()));
    }
    m_session.organizationConnections().accept(m_object.id, m_now.keys());
    takeStaged();
    m_isKnown = true;
    Q_EMIT changed();
}

/// A switch of a connection that somebody took out meanwhile is no wish to enable it.
void OrganizationBoard::takeStaged()
{
    Json::Value after = *Json::parse(m_seen);
    for (const Json::LeafChange &change : std::as_const(m_staged)) {
        const bool isInside = change.pointer.tokens().size() > 1;
        if (isInside && !after.contains(change.pointer.first().toStdString())) {
            continue;
        }
        const auto value = change.after ? Json::parse(*change.after) : Json::Outcome<Json::Value>();
        (void)Json::assign(after, change.pointer, change.after && value ? std::optional(*value) : std::nullopt);
        const QString id = change.pointer.first();
        const auto entry = after.find(id.toStdString());
        m_wanted.insert(id,
                        entry == after.end() ? Entry() : Entry(Json::readSwitches(Domain::ConnectionId(id), *entry)));
    }
}

OrganizationBoard::Entry OrganizationBoard::now(const QString &connection) const
{
    const auto found = m_now.constFind(connection);
    return found == m_now.cend() ? Entry() : Entry(*found);
}

OrganizationBoard::Entry OrganizationBoard::wanted(const QString &connection) const
{
    const auto wish = m_wanted.constFind(connection);
    return wish == m_wanted.cend() ? now(connection) : *wish;
}

QStringList OrganizationBoard::connections() const
{
    QStringList ids = m_now.keys();
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        if (wish.value() && !m_now.contains(wish.key())) {
            ids.append(wish.key());
        }
    }
    return ids;
}

ConnectionKind OrganizationBoard::kindOf(const QString &connection) const
{
    const Query::RecordPtr record = m_session.record(Kind::Connections, connection);
    return record ? Domain::kindOfStrategy(Query::textAt(*record, Kind::Connections, u"strategy"))
                  : ConnectionKind::Unknown;
}

bool OrganizationBoard::applies(const OrganizationSwitchKey &key) const
{
    switch (key.which) {
    case OrganizationSwitch::ShowAsButton:
        return kindOf(key.connection) == ConnectionKind::Enterprise;
    case OrganizationSwitch::Signup:
        return kindOf(key.connection) == ConnectionKind::Database;
    case OrganizationSwitch::Enabled:
    case OrganizationSwitch::AssignMembership:
        break;
    }
    return true;
}

bool OrganizationBoard::isOn(const OrganizationSwitchKey &key) const
{
    return valueOf(now(key.connection), key.which);
}

bool OrganizationBoard::isWanted(const OrganizationSwitchKey &key) const
{
    return valueOf(wanted(key.connection), key.which);
}

/// As Auth0 makes it, with the switches that it knows for the kind.
OrganizationBoard::Entry OrganizationBoard::added(const QString &connection) const
{
    Connection entry{Domain::ConnectionId(connection), false, std::nullopt, std::nullopt};
    for (const OrganizationSwitch which : {OrganizationSwitch::ShowAsButton, OrganizationSwitch::Signup}) {
        if (applies({connection, which})) {
            memberOf(entry, which) = valueOf(std::nullopt, which);
        }
    }
    return entry;
}

void OrganizationBoard::want(const OrganizationSwitchKey &key, bool on)
{
    Entry entry = wanted(key.connection);
    if (key.which == OrganizationSwitch::Enabled) {
        if (entry.has_value() != on) {
            const Entry before = now(key.connection);
            m_wanted.insert(key.connection, !on ? Entry() : before ? before : added(key.connection));
        }
        return;
    }
    if (!entry || !applies(key) || valueOf(entry, key.which) == on) {
        return;
    }
    // Back at what Auth0 holds means as it holds it: a switch that it does not send is not sent either.
    const auto set = [this, &entry, &key](OrganizationSwitch which, bool value) {
        Entry before = now(key.connection);
        memberOf(*entry, which)
            = before && valueOf(before, which) == value ? memberOf(*before, which) : std::optional(value);
    };
    set(key.which, on);
    if (key.which == OrganizationSwitch::Signup && on) {
        set(OrganizationSwitch::AssignMembership, true);
    }
    if (key.which == OrganizationSwitch::AssignMembership && !on && valueOf(entry, OrganizationSwitch::Signup)) {
        set(OrganizationSwitch::Signup, false);
    }
    m_wanted.insert(key.connection, entry);
}

void OrganizationBoard::want(const QList<OrganizationSwitchKey> &keys, bool on)
{
    if (!m_isKnown) {
        return;
    }
    for (const OrganizationSwitchKey &key : keys) {
        want(key, on);
    }
    Q_EMIT changed();
}

qsizetype OrganizationBoard::wishes() const
{
    qsizetype count = 0;
    for (auto wish = m_wanted.cbegin(); wish != m_wanted.cend(); ++wish) {
        count += wish.value() != now(wish.key()) ? 1 : 0;
    }
    return count;
}

Change::PlanItem OrganizationBoard::item() const
{
    Change::PlanItem item{m_object, {}, m_seen};
    if (!m_isKnown) {
        return item;
    }
    const Json::Value before = *Json::parse(m_seen);
    Json::Value after = before;
    QStringList touched = m_wanted.keys();
    touched.sort();
    for (const QString &id : std::as_const(touched)) {
        const Entry entry = m_wanted.value(id);
        const std::string name = id.toStdString();
        if (!entry) {
            after.erase(name);
            continue;
        }
        Json::Value &member = after[name];
        member = member.is_object() ? member : Json::Value::object();
        Json::writeSwitches(member, *entry);
    }
    item.changes = Json::leafChanges(before, after);
    return item;
}

bool OrganizationBoard::isEdited() const
{
    return m_isKnown && item().changes != m_staged;
}

} // namespace Session
