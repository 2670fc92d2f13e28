#include "session/memberboard.h"

#include "api/requests/organizationrequests.h"
#include "api/requests/userrequests.h"
#include "change/objectreading.h"
#include "change/supportplan.h"
#include "session/changetray.h"
#include "session/emaillookup.h"
#include "session/tenantsession.h"
#include "session/translation.h"
#include "json/value.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

Change::ObjectRef refOf(const Member &member)
{
    return {Change::ObjectKind::UserOrganizations, member.id.text(), member.name};
}

QStringList rolesIn(const QByteArray &member)
{
    QStringList names;
    const auto object = Json::parse(member);
    const Json::Value *roles = object ? Json::memberAt(*object, "roles") : nullptr;
    if (roles && roles->is_array()) {
        for (const Json::Value &role : *roles) {
            names.append(Json::stringAt(role, "name"));
        }
    }
    return names;
}

} // namespace

MemberBoard::MemberBoard(TenantSession &session, const ChangeTray &tray, QString organization, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_tray(tray)
    , m_organization(std::move(organization))
{ }

MemberBoard::~MemberBoard() = default;

std::optional<bool> MemberBoard::staged(const Domain::UserId &user) const
{
    const auto item = m_tray.staged(m_session.id(), {Change::ObjectKind::UserOrganizations, user.text(), {}});
    if (item) {
        for (const Json::LeafChange &change : item->changes) {
            if (change.pointer.first() == m_organization) {
                return change.after.has_value();
            }
        }
    }
    return std::nullopt;
}

Member MemberBoard::memberOf(const Domain::User &user) const
{
    return {user.id, Change::nameOf(user), rolesIn(user.original), true, staged(user.id).value_or(true), false};
}

void MemberBoard::read()
{
    delete m_reading;
    m_reading = new QObject(this);
    m_isReading = true;
    auto source = Api::allOrganizationMembers(Domain::OrganizationId(m_organization), true);
    source.priority = Api::Priority::Foreground;
    source.paging = Api::Paging::Offset; // by cursor there is no end before the last one
    source.cap = mostMembers;
    auto found = std::make_shared<QList<Domain::User>>();
    Api::listAll<Domain::User>(
        m_session.client(), source, m_reading, [found](const QList<Domain::User> &users) { *found += users; },
        [this, found](const Api::Outcome<Api::Extent> &extent) {
            m_isReading = false;
            if (!extent) {
                Q_EMIT failed(extent.error());
                return;
            }
            m_isCut = extent->isPartial();
            take(*found);
        });
    Q_EMIT changed();
}

/// Who was looked up here, or is to be removed, stays where the list does not tell that they are no member.
void MemberBoard::take(const QList<Domain::User> &users)
{
    QList<Member> read;
    QSet<QString> ids;
    for (const Domain::User &user : users) {
        Member member = memberOf(user);
        const auto before = std::find_if(m_members.cbegin(), m_members.cend(),
                                         [&member](const Member &one) { return one.id == member.id; });
        member.isWanted = before == m_members.cend() ? member.isWanted : before->isWanted;
        ids.insert(member.id.text());
        read.append(member);
    }
    for (const Member &member : std::as_const(m_members)) {
        const bool mayBeBeyond = m_isCut && (member.isLookedUp || !member.isWanted);
        if (!ids.contains(member.id.text()) && (!member.isMember || mayBeBeyond)) {
            read.append(member);
        }
    }
    m_members = read;
    m_isKnown = true;
    Q_EMIT changed();
}

QList<std::pair<QString, int>> MemberBoard::roles() const
{
    std::map<QString, int> counts;
    for (const Member &member : m_members) {
        for (const QString &role : member.roles) {
            ++counts[role];
        }
    }
    QList<std::pair<QString, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &one, const auto &other) { return one.second > other.second; });
    return sorted;
}

void MemberBoard::lookUp(const QString &idOrEmail)
{
    const QString text = idOrEmail.trimmed();
    if (text.contains(u'|')) {
        m_session.client().send<Domain::User>(Api::getUser(Domain::UserId(text)).at(Api::Priority::Foreground), this,
                                              [this, text](const Api::Outcome<Domain::User> &user) {
                                                  if (user) {
                                                      takeFound(*user, true);
                                                  } else if (user.error().kind == Api::ApiError::Kind::NotFound) {
                                                      Q_EMIT notFound(text);
                                                  } else {
                                                      Q_EMIT failed(user.error());
                                                  }
                                              });
        return;
    }
    auto source = usersWithEmail(text);
    source.priority = Api::Priority::Foreground;
    auto found = std::make_shared<QList<Domain::User>>();
    Api::listAll<Domain::User>(
        m_session.client(), source, this, [found](const QList<Domain::User> &users) { *found += users; },
        [this, found, text](const Api::Outcome<Api::Extent> &extent) {
            if (!extent && found->isEmpty()) { // those found at once need no search
                Q_EMIT failed(extent.error());
            } else if (found->isEmpty()) {
                Q_EMIT notFound(text);
            } else {
                for (const Domain::User &user : std::as_const(*found)) {
                    takeFound(user, user.email.compare(text, Qt::CaseInsensitive) == 0);
                }
            }
        });
}

/// Whether they are a member already is asked of the user's side, where that is certain whatever was read here.
void MemberBoard::takeFound(const Domain::User &user, bool isWanted)
{
    const Member found{user.id, Change::nameOf(user), {}, false, isWanted, true, user.original};
    Change::readObject(
        m_session.client(), refOf(found), this,
        [this, found](const Api::Outcome<QByteArray> &organizations) {
            if (!organizations) {
                Q_EMIT failed(organizations.error());
                return;
            }
            const auto relation = Json::parse(*organizations);
            auto known = std::find_if(m_members.begin(), m_members.end(),
                                      [&found](const Member &one) { return one.id == found.id; });
            const bool isInList = known != m_members.end();
            if (!isInList) {
                m_members.append(found);
                known = std::prev(m_members.end());
                known->isWanted = staged(found.id).value_or(found.isWanted);
            } else if (!known->isMember && found.isWanted) { // a removal that is marked is not undone by looking
                known->isWanted = true;
            }
            known->user = found.user;
            known->isMember = relation && relation->contains(m_organization.toStdString());
            Q_EMIT changed();
            if (isInList) {
                Q_EMIT this->known(found.name);
            }
        },
        Api::Priority::Foreground);
}

void MemberBoard::want(const Domain::UserId &user, bool on)
{
    for (Member &member : m_members) {
        if (member.id == user && member.isWanted != on) {
            member.isWanted = on;
            Q_EMIT changed();
            return;
        }
    }
}

qsizetype MemberBoard::wishes() const
{
    return std::count_if(m_members.cbegin(), m_members.cend(),
                         [](const Member &member) { return member.isWanted != member.isMember; });
}

QList<Change::PlanItem> MemberBoard::items() const
{
    const QByteArray yes = QByteArrayLiteral("true");
    QList<Change::PlanItem> items;
    for (const Member &member : m_members) {
        if (member.isWanted == member.isMember && !staged(member.id)) {
            continue;
        }
        Json::Value seen = Json::Value::object();
        if (member.isMember) {
            seen[m_organization.toStdString()] = true;
        }
        Change::PlanItem item{refOf(member),
                              {{Json::Pointer({m_organization}), member.isMember ? std::optional(yes) : std::nullopt,
                                member.isWanted ? std::optional(yes) : std::nullopt, std::nullopt}},
                              Json::write(seen)};
        item.user = member.user;
        if (member.isMember && !member.isWanted && !member.roles.isEmpty()) {
            item.notes.append(tr("The roles in the organization go with the membership, and taking this back does not "
                                 "give them again: %1.")
                                  .arg(member.roles.join(u", "_s)));
        }
        items.append(item);
    }
    return items;
}

bool MemberBoard::isEdited() const
{
    return std::any_of(m_members.cbegin(), m_members.cend(), [this](const Member &member) {
        return member.isWanted != staged(member.id).value_or(member.isMember);
    });
}

} // namespace Session
