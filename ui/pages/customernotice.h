#pragma once

#include "ui/pages/statustext.h"

class QAction;

namespace Session {
class CustomerBook;
}

namespace Ui {

/// How far what the table of this kind shows was read. Customers are found in all lists: their status is that of these
/// together.
Session::KindStatus tableStatus(const Session::TenantSession &session, Query::Kind kind);

/// What went wrong with the lists in which a tenant's customers are found: the first of it; nothing where all is well.
std::optional<Notice> sourceNotice(const Session::TenantSession &session);
/// On what the customers of these tenants rest, as far as somebody should know: rules that nobody decided on, users
/// that were not read for them, and objects that several customers claim. Nothing where all is settled.
std::optional<Notice> customerNotice(const QList<Session::TenantSession *> &sessions,
                                     const Session::CustomerBook &book);
/// Whether app_metadata told of so many users that the customers it names are known: all were asked for, or counted.
/// One who was looked up is no sample; nor are those whom a search found, unless they are many.
bool hasUserSample(const Session::TenantSession &session, const Session::CustomerBook &book);
/// The ways of such a notice: the rules and, where no users were read for the proposals, a sample of them.
void addCustomerWays(Banner &banner, QAction *rules, const QList<Session::TenantSession *> &sessions,
                     const Session::CustomerBook &book);
/// "14 of no customer": what no rule claims; empty where there is nothing, or nobody looked yet.
QString unclaimedText(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book);

/// What stands on the page where no customer was found in what was read.
struct NoCustomers
{
    QString title;
    QString text;
    bool isSettled = true; ///< false: they are still being looked for
};
NoCustomers noCustomers(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book);

} // namespace Ui
