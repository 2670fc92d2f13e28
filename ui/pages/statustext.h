#pragma once

#include "items/policyrows.h"
#include "query/columns.h"
#include "session/tenantsession.h"
#include "ui/pages/agetext.h"
#include "ui/widgets/banner.h"

namespace Ui {

/// "Applications": the title of a kind's page.
QString titleFor(Query::Kind kind);
/// "Enterprise connections": for connections of one kind only.
QString titleFor(Query::Kind kind, const QString &connectionKind);
/// "Application": what the inspector calls one of them.
QString singularFor(Query::Kind kind);
/// How many rows there are: "12 of 340", or of users and log events what a search found: "12 users found", "3 of the
/// first 1,000 of 5,230 users found".
struct Found
{
    qint64 shown = 0; ///< after the filter
    qint64 read = 0;
    std::optional<qint64> total{}; ///< Auth0's own count, where it is more than what it gives
    bool isSearch = false; ///< something was searched for
    bool isCapped = false; ///< Auth0 gives no more of it
};
QString foundText(Query::Kind kind, const Found &found);

/// What a banner says of a state that somebody should know of.
struct Notice
{
    enum class Way {
        None,
        Retry,
        RetryWithNewToken, ///< as Retry, with a token that knows of scopes granted since
        EditTenant,
        CountAgain,
        CustomerRules
    };
    Banner::Tone tone = Banner::Tone::Neutral;
    QString what;
    QString detail;
    Way way = Way::None;
    /// `what` without the tenant, where the cause lies in none: other tenants and lists have the same to tell. Else
    /// empty.
    QString shared{};

    friend bool operator==(const Notice &, const Notice &) = default;
};

/// Nothing where all is well, or being read; and where it was not read yet, unless a snapshot is shown instead.
std::optional<Notice> noticeFor(const Domain::TenantProfile &tenant, Query::Kind kind,
                                const Session::KindStatus &status);

/// The same of counting connections. A failed count that is not told would pass for a current one.
std::optional<Notice> mapNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &status);

/// The same of reading which connections organizations have.
std::optional<Notice> organizationsNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &status);

/// Applications whose connections cannot be counted, since the list of connections could not be read.
std::optional<Notice> uncountedNoticeFor(const Domain::TenantProfile &tenant, const Session::KindStatus &connections);

/// Database connections that came without their options, so that their policies are not known.
std::optional<Notice> optionsNoticeFor(const Domain::TenantProfile &tenant, const Items::PolicyTally &tally);

/// What counting the connections of these sessions costs: "271 requests, about 40 s". Empty where all are
/// counted, a notice offers it already, or a list is missing.
QString mapCost(const QList<Session::TenantSession *> &sessions);
/// The same of reading which connections their organizations have.
QString organizationsCost(const QList<Session::TenantSession *> &sessions);

} // namespace Ui
