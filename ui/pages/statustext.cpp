#include "ui/pages/statustext.h"

#include "session/organizationconnections.h"
#include "session/storedsecretsource.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Ui", text);
}

QString lowerTitle(Query::Kind kind)
{
    const QString title = titleFor(kind);
    return QLocale().toLower(title.left(1)) + title.mid(1);
}

/// Texts that are sentences of their own, whether they bring their full stop or not.
QString sentences(const QStringList &texts)
{
    QStringList result;
    for (const QString &text : texts) {
        if (!text.isEmpty()) {
            result << (text.endsWith(u'.') ? text : text + u'.');
        }
    }
    return result.join(u' ');
}

/// A missing scope by its name: that is all there is to say of it.
QString whyOf(const Api::ApiError &error)
{
    return error.missingScopes.isEmpty()
        ? error.why()
        : translated("The scope %1 is missing").arg(error.missingScopes.join(translated(" or ")));
}

Notice offlineNotice(const Domain::TenantProfile &tenant, const Session::KindStatus &status)
{
    const QString kept = status.pastAt.isValid()
        ? translated("What a snapshot tells is shown, %1.").arg(pastText(status.pastAt))
        : status.readAt.isValid() ? translated("What was read before is still shown.")
                                  : QString();
    return {Banner::Tone::Error, translated("%1 cannot be reached.").arg(tenant.name),
            sentences({status.error->why(), status.error->advice(), kept}), Notice::Way::Retry};
}

Notice scopeNotice(const Domain::TenantProfile &tenant, Query::Kind kind, const Session::KindStatus &status)
{
    const QStringList &scopes = status.error->missingScopes;
    if (scopes.isEmpty()) {
        return {Banner::Tone::Warning, translated("%1: the token may not read %2.").arg(tenant.name, lowerTitle(kind)),
                status.error->advice(), Notice::Way::EditTenant};
    }
    return {Banner::Tone::Warning,
            translated("%1: the scope %2 is missing, so that its %3 cannot be read.")
                .arg(tenant.name, scopes.join(translated(" or ")), lowerTitle(kind)),
            translated("In Auth0's Dashboard open Applications > APIs > Auth0 Management API > Machine to Machine "
                       "Applications, grant it to this client, then read again."),
            Notice::Way::Retry};
}

/// Auth0 gives the first 1,000 of a search, whatever it found.
Notice partialNotice(const Domain::TenantProfile &tenant, Query::Kind kind, const Session::KindStatus &status)
{
    if (!Query::isSearched(kind)) {
        return {Banner::Tone::Watch, translated("%1: %2.").arg(tenant.name, status.note),
                translated("Auth0 gives no more of this list. Filters and counts see only what was read."),
                Notice::Way::None};
    }
    const QLocale locale;
    const bool isTotalKnown = status.total.value_or(0) > status.read;
    return {Banner::Tone::Watch,
            isTotalKnown
                ? translated("%1: of %2 %3 that were found, Auth0 gives the first %4.")
                      .arg(tenant.name, locale.toString(*status.total), lowerTitle(kind), locale.toString(status.read))
                : translated("%1: more than %2 %3 were found, and Auth0 gives no more.")
                      .arg(tenant.name, locale.toString(status.read), lowerTitle(kind)),
            translated("Filters and counts see only these. Search for something narrower to see others."),
            Notice::Way::None};
}

/// No tenant is to blame for a keychain that is missing, locked or refuses.
Notice keychainNotice(const Domain::TenantProfile &tenant, const Api::ApiError &error)
{
    const QString happened = translated("its secret could not be read from the keychain.");
    return {Banner::Tone::Error, translated("%1: %2").arg(tenant.name, happened), error.why(), Notice::Way::EditTenant,
            happened};
}

/// "users": of so many.
QString nounOf(Query::Kind kind, qint64 count)
{
    const int number = int(std::min<qint64>(count, INT_MAX));
    return kind == Query::Kind::Users ? QCoreApplication::translate("Ui", "user(s)", nullptr, number)
                                      : QCoreApplication::translate("Ui", "event(s)", nullptr, number);
}

/// What reading takes, over several tenants: they are read at the same time.
class Cost
{
public:
    void add(const Session::ReadPlan &plan, Session::TenantSession &session, Api::RateFamily family)
    {
        double perSecond = 0;
        for (const Api::RateState &rate : session.client().rates()) {
            perSecond = rate.family == family ? rate.perSecond : perSecond;
        }
        const auto time = plan.duration(perSecond);
        m_requests += plan.requests;
        m_isTimeKnown = m_isTimeKnown && time.has_value();
        m_longest = std::max(m_longest, time.value_or(std::chrono::seconds{0}));
    }

    /// "271 requests, about 40 s"; empty for none.
    QString text() const
    {
        if (m_requests == 0) {
            return {};
        }
        const QString count = QCoreApplication::translate("Ui", "%n request(s)", nullptr, int(m_requests));
        return m_isTimeKnown ? count + u", "_s + durationText(m_longest) : count;
    }

private:
    qint64 m_requests = 0;
    std::chrono::seconds m_longest{0};
    bool m_isTimeKnown = true;
};

} // namespace

QString titleFor(Query::Kind kind)
{
    switch (kind) {
    case Query::Kind::Tenants:
        return translated("Tenants");
    case Query::Kind::Customers:
        return translated("Customers");
    case Query::Kind::Applications:
        return translated("Applications");
    case Query::Kind::Connections:
        return translated("Connections");
    case Query::Kind::Policies:
        return translated("Password policies");
    case Query::Kind::Organizations:
        return translated("Organizations");
    case Query::Kind::Users:
        return translated("Users");
    case Query::Kind::Logs:
        break;
    }
    return translated("Logs");
}

QString titleFor(Query::Kind kind, const QString &connectionKind)
{
    if (kind != Query::Kind::Connections || connectionKind.isEmpty()) {
        return titleFor(kind);
    }
    if (connectionKind == "database"_L1) {
        return translated("Database connections");
    }
    if (connectionKind == "enterprise"_L1) {
        return translated("Enterprise connections");
    }
    return connectionKind == "social"_L1 ? translated("Social connections") : translated("Passwordless connections");
}

QString singularFor(Query::Kind kind)
{
    switch (kind) {
    case Query::Kind::Tenants:
        return translated("Auth0 tenant");
    case Query::Kind::Customers:
        return translated("Customer");
    case Query::Kind::Applications:
        return translated("Application");
    case Query::Kind::Connections:
        return translated("Connection");
    case Query::Kind::Policies:
        return translated("Password policy");
    case Query::Kind::Organizations:
        return translated("Organization");
    case Query::Kind::Users:
        return translated("User");
    case Query::Kind::Logs:
        break;
    }
    return translated("Log event");
}

QString foundText(Query::Kind kind, const Found &found)
{
    const QLocale locale;
    const bool isMore = found.isCapped && found.total.value_or(0) > found.read;
    QString all = locale.toString(found.read);
    if (found.isCapped) {
        all = isMore ? translated("the first %1 of %2").arg(all, locale.toString(*found.total))
                     : translated("the first %1").arg(all);
    }
    QString count = found.shown == found.read ? all : translated("%1 of %2").arg(locale.toString(found.shown), all);
    if (!Query::isSearched(kind)) {
        return count;
    }
    const QString noun = nounOf(kind, isMore ? *found.total : found.read);
    return (found.isSearch ? translated("%1 %2 found") : translated("%1 %2")).arg(count, noun);
}

std::optional<Notice> noticeFor(const Domain::TenantProfile &tenant, Query::Kind kind,
                                const Session::KindStatus &status)
{
    using Phase = Session::KindStatus::Phase;
    if (status.phase == Phase::NotRead && status.pastAt.isValid()) {
        return Notice{
            Banner::Tone::Neutral,
            translated("%1: its %2 are shown %3.").arg(tenant.name, lowerTitle(kind), pastText(status.pastAt)),
            translated("So a snapshot tells it. Nothing was read since."), Notice::Way::Retry};
    }
    if (status.phase == Phase::Partial) {
        return partialNotice(tenant, kind, status);
    }
    if (status.phase == Phase::Cancelled) {
        const QString told = status.readAt.isValid()
            ? translated("%1 of its %2 were read again; the others are as they were before.")
            : translated("%1 of its %2 are shown; the others were not read.");
        return Notice{Banner::Tone::Neutral, translated("%1: reading was stopped.").arg(tenant.name),
                      told.arg(QLocale().toString(status.read), lowerTitle(kind)), Notice::Way::Retry};
    }
    if (status.phase != Phase::Failed || !status.error) {
        return std::nullopt;
    }
    if (status.isOffline()) {
        return offlineNotice(tenant, status);
    }
    if (status.error->kind == Api::ApiError::Kind::Scope) {
        return scopeNotice(tenant, kind, status);
    }
    if (status.error->errorCode == Session::keychainErrorCode) {
        return keychainNotice(tenant, *status.error);
    }
    const bool credentials = status.error->kind == Api::ApiError::Kind::Auth;
    const QString rest = status.read > 0 && !status.readAt.isValid()
        ? translated("%1 of its %2 are shown; the rest was not read")
              .arg(QLocale().toString(status.read), lowerTitle(kind))
        : QString();
    return Notice{Banner::Tone::Error, translated("%1: %2").arg(tenant.name, status.error->happened()),
                  sentences({status.error->why(), status.error->advice(), rest}),
                  credentials ? Notice::Way::EditTenant : Notice::Way::Retry};
}

std::optional<Notice> mapNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &status)
{
    using Phase = Session::KindStatus::Phase;
    const QString kept = status.readAt.isValid() ? translated("The counts of before are still shown.")
                                                 : translated("The counts are not known.");
    if (status.phase == Phase::Cancelled) {
        return Notice{Banner::Tone::Neutral, translated("%1: counting was stopped.").arg(tenant.name), kept,
                      Notice::Way::CountAgain};
    }
    if (status.phase != Phase::Failed || !status.error) {
        return std::nullopt;
    }
    return Notice{Banner::Tone::Warning,
                  translated("%1: the connections of its applications could not be counted.").arg(tenant.name),
                  sentences({whyOf(*status.error), status.error->advice(), kept}), Notice::Way::CountAgain};
}

std::optional<Notice> organizationsNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &status)
{
    using Phase = Session::KindStatus::Phase;
    const QString kept = status.readAt.isValid() ? translated("What was known before still counts.")
                                                 : translated("Checks of them are left out.");
    if (status.phase == Phase::Cancelled) {
        return Notice{Banner::Tone::Neutral,
                      translated("%1: reading which connections organizations have was stopped.").arg(tenant.name),
                      kept, Notice::Way::CountAgain};
    }
    if (status.phase != Phase::Failed || !status.error) {
        return std::nullopt;
    }
    return Notice{Banner::Tone::Warning,
                  translated("%1: which connections organizations have could not be read.").arg(tenant.name),
                  sentences({whyOf(*status.error), status.error->advice(), kept}), Notice::Way::CountAgain};
}

std::optional<Notice> uncountedNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &connections)
{
    if (connections.phase != Session::KindStatus::Phase::Failed || !connections.error) {
        return std::nullopt;
    }
    return Notice{Banner::Tone::Warning,
                  translated("%1: nothing is counted against Lock's limit, since the connections could not be read.")
                      .arg(tenant.name),
                  sentences({whyOf(*connections.error), translated("Read everything again once that is mended")}),
                  Notice::Way::None};
}

std::optional<Notice> optionsNoticeFor(const Domain::TenantProfile &tenant, const Items::PolicyTally &tally)
{
    if (tally.unknown == 0) {
        return std::nullopt;
    }
    const QString how
        = translated("Auth0 sends them to tokens with the scope read:connections_options only. In Auth0's "
                     "Dashboard open Applications > APIs > Auth0 Management API > Machine to Machine "
                     "Applications, grant it to this client, then read again.");
    const QLocale locale;
    return Notice{
        Banner::Tone::Warning,
        tally.unknown == tally.rows
            ? translated("%1: the connections came without their options, so that no password policy is known.")
                  .arg(tenant.name)
            : translated("%1: %2 of %3 database connections came without their options, so that their password "
                         "policies are not known.")
                  .arg(tenant.name, locale.toString(tally.unknown), locale.toString(tally.rows)),
        how, Notice::Way::RetryWithNewToken};
}

QString mapCost(const QList<Session::TenantSession *> &sessions)
{
    Cost cost;
    for (Session::TenantSession *session : sessions) {
        const std::optional<Session::ReadPlan> plan = session->mapPlan();
        const bool isTold = session->map() || mapNoticeFor(session->profile(), session->mapStatus());
        if (plan && !isTold) {
            const bool isOfConnections = plan->side == Session::MapSide::Connections;
            cost.add(*plan, *session,
                     isOfConnections ? Api::RateFamily::ConnectionsRead : Api::RateFamily::ClientsRead);
        }
    }
    return cost.text();
}

QString organizationsCost(const QList<Session::TenantSession *> &sessions)
{
    Cost cost;
    for (Session::TenantSession *session : sessions) {
        const Session::OrganizationConnections &organizations = session->organizationConnections();
        const std::optional<Session::ReadPlan> plan = organizations.plan();
        const bool isTold = organizations.known() || organizationsNoticeFor(session->profile(), organizations.status());
        if (plan && !isTold) {
            cost.add(*plan, *session, Api::RateFamily::OrganizationConnectionsRead);
        }
    }
    return cost.text();
}

} // namespace Ui
