#pragma once

#include <QHashFunctions>
#include <QString>

#include <utility>

namespace Domain {

/// An id that cannot be mistaken for another kind's. A value; empty means "none".
template <typename Tag> class Id
{
public:
    Id() = default;
    explicit Id(QString text)
        : m_text(std::move(text))
    { }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &left, const Id &right) { return left.m_text < right.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

/// A saved profile of an Auth0 tenant on this computer. Ours, not Auth0's: two profiles may name one domain.
using TenantId = Id<struct TenantTag>;
/// Auth0's `client_id`.
using ApplicationId = Id<struct ApplicationTag>;
/// Auth0's `con_…`.
using ConnectionId = Id<struct ConnectionTag>;
/// Auth0's `org_…`.
using OrganizationId = Id<struct OrganizationTag>;
/// Auth0's `user_id`, as `auth0|…`.
using UserId = Id<struct UserTag>;

} // namespace Domain
