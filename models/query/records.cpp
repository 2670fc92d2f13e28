#include "query/records.h"

#include "domain/logtypes.h"
#include "policy/effectivepolicy.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Query {

namespace {

Value flag(const std::optional<bool> &value)
{
    return value ? Value(*value) : Value();
}

Value number(const std::optional<int> &value)
{
    return value ? Value(qint64(*value)) : Value();
}

Value time(const QDateTime &value)
{
    return value.isValid() ? Value(value.toUTC().toString(Qt::ISODateWithMs)) : Value();
}

Value text(const QString &value)
{
    return value.isEmpty() ? Value() : Value(value);
}

QString userAgentOf(const Domain::LogEvent &event)
{
    const auto object = Json::parse(event.original);
    return object ? Json::stringAt(*object, "user_agent") : QString();
}

} // namespace

// The cells below stand in the order of columns.cpp; tst_columns holds the two against each other.

Record applicationRecord(const Domain::TenantProfile &tenant, const Domain::Application &application,
                         const std::optional<ConnectionCounts> &counts)
{
    const auto count = [&](int ConnectionCounts::*member) { return counts ? Value(qint64(*counts.*member)) : Value(); };
    return {tenant.id,
            application.id.text(),
            {
                tenant.name,
                application.name,
                text(application.type),
                count(&ConnectionCounts::database),
                count(&ConnectionCounts::enterprise),
                count(&ConnectionCounts::social),
                count(&ConnectionCounts::passwordless),
                flag(application.isFirstParty),
                text(application.grantTypes.join(u", "_s)),
                qint64(application.callbacks.size()),
                application.id.text(),
            },
            application.original};
}

Record connectionRecord(const Domain::TenantProfile &tenant, const Domain::Connection &connection,
                        const std::optional<QStringList> &applicationNames)
{
    Value policy;
    Value minLength;
    Value generation;
    if (connection.policy) {
        const Policy::EffectivePolicy effective = Policy::normalise(*connection.policy);
        policy = effective.summary();
        minLength = qint64(effective.minLength());
        generation = Policy::wordFor(connection.policy->generation());
    }
    return {tenant.id,
            connection.id.text(),
            {
                tenant.name,
                connection.name,
                text(connection.strategy),
                text(wordFor(connection.kind)),
                policy,
                minLength,
                generation,
                applicationNames ? Value(qint64(applicationNames->size())) : Value(),
                applicationNames ? Value(applicationNames->join(u", "_s)) : Value(),
                text(connection.displayName),
                connection.hasOptions ? Value(connection.isCustomDatabase) : Value(),
                connection.kind == Domain::ConnectionKind::Database && connection.hasOptions
                    ? Value(!connection.signupDisabled.value_or(false))
                    : Value(),
                flag(connection.bruteForceProtection),
                flag(connection.isDomainConnection),
                connection.id.text(),
            },
            connection.original};
}

Record organizationRecord(const Domain::TenantProfile &tenant, const Domain::Organization &organization)
{
    return {tenant.id,
            organization.id.text(),
            {
                tenant.name,
                organization.displayName.isEmpty() ? organization.name : organization.displayName,
                organization.name,
                qint64(organization.metadataKeys),
                text(organization.primaryColor),
                text(organization.logoUrl),
                organization.id.text(),
            },
            organization.original};
}

Record userRecord(const Domain::TenantProfile &tenant, const Domain::User &user)
{
    return {tenant.id,
            user.id.text(),
            {
                tenant.name,
                text(user.email),
                text(user.name),
                text(user.connection),
                flag(user.emailVerified),
                user.blocked,
                time(user.lastLogin),
                number(user.loginsCount),
                time(user.createdAt),
                text(user.username),
                user.id.text(),
            },
            user.original};
}

Record logRecord(const Domain::TenantProfile &tenant, const Domain::LogEvent &event)
{
    return {tenant.id,
            event.id,
            {
                tenant.name,
                time(event.date),
                text(Domain::wordsForLogType(event.type)),
                text(Domain::wordFor(Domain::logClassOf(event.type))),
                text(event.type),
                text(event.description),
                text(event.applicationName),
                text(event.connection),
                text(event.userName),
                text(event.user.text()),
                text(event.application.text()),
                text(userAgentOf(event)),
                text(event.ip),
                event.id,
            },
            event.original};
}

QString wordFor(Domain::ConnectionKind kind)
{
    switch (kind) {
    case Domain::ConnectionKind::Unknown:
        return {};
    case Domain::ConnectionKind::Database:
        return u"database"_s;
    case Domain::ConnectionKind::Enterprise:
        return u"enterprise"_s;
    case Domain::ConnectionKind::Social:
        return u"social"_s;
    case Domain::ConnectionKind::Passwordless:
        return u"passwordless"_s;
    }
    return {};
}

} // namespace Query
