#include "analysis/context.h"
#include "analysis/locksight.h"
#include "analysis/signincauses.h"
#include "analysis/translation.h"
#include "domain/locklimit.h"
#include "json/value.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

QList<EnabledConnection> enabledOf(const SignInFacts &facts)
{
    QList<EnabledConnection> list;
    for (const Domain::Connection &connection : *facts.enabled) {
        list.append({connection.id.text(), connection.name, connection.strategy, connection.kind});
    }
    return list;
}

} // namespace

qsizetype databasesOf(const SignInFacts &facts)
{
    const QList<Domain::Connection> enabled = facts.enabled.value_or(QList<Domain::Connection>());
    return std::count_if(enabled.begin(), enabled.end(), [](const Domain::Connection &connection) {
        return connection.kind == Domain::ConnectionKind::Database;
    });
}

QString lockNote(const SignInFacts &facts, const Domain::Connection &added)
{
    const auto application = Json::parse(facts.application.original);
    if (added.kind != Domain::ConnectionKind::Database
        || (application && lockUseOf(facts.lockMark, *application).answer == LockUse::Answer::No)) {
        return {};
    }
    const qsizetype databases = databasesOf(facts) + 1;
    const QString text = databases > Domain::lockLimit
        ? tr("With “%1”, “%2” has %3 database connections. Lock shows %4 of them, and Auth0 does not say which: this "
             "one or another customer's may be left out, and its users then find no way in.")
        : tr("With “%1”, “%2” has %3 of the %4 database connections that Lock shows.");
    const QLocale locale;
    return text.arg(added.name, facts.application.name, locale.toString(databases), locale.toString(Domain::lockLimit));
}

void lookAtLock(const SignInContext &context, Diagnosis &diagnosis)
{
    const SignInFacts &facts = context.facts;
    const auto application = Json::parse(facts.application.original);
    if (!facts.enabled || !application) {
        return;
    }
    const LockUse use = lockUseOf(facts.lockMark, *application);
    if (use.answer == LockUse::Answer::No) {
        return;
    }
    const QList<EnabledConnection> enabled = enabledOf(facts);
    const auto directory = defaultDirectoryOf(facts.settings);
    QStringList beyond;
    QString fallback;
    if (facts.lockFile) {
        const LockSight sight = lockSight(enabled, *facts.lockFile, directory);
        for (const LockSight::Row &row : sight.rows) {
            if (row.stand == LockSight::Stand::Beyond) {
                beyond.append(row.name);
            }
        }
        fallback = textOf(sight.fallback);
    } else {
        const LockOutlook outlook = lockOutlook(enabled, directory);
        for (const EnabledConnection &connection : outlook.beyond) {
            beyond.append(connection.name);
        }
        fallback = textOf(outlook.fallback);
    }
    const qsizetype databases = databasesOf(facts);
    for (const FoundUser &user : facts.users) {
        const SignInContext::Place *unseen = nullptr;
        bool isSeen = false;
        for (const SignInContext::Place *place : context.placesOf(user)) {
            const bool isBeyond = beyond.contains(place->account.connection);
            isSeen = isSeen || (place->isEnabled && !isBeyond);
            unseen = unseen || !place->isEnabled || !isBeyond ? unseen : place;
        }
        if (!unseen || isSeen) {
            continue;
        }
        const bool isProven = use.answer == LockUse::Answer::Yes;
        diagnosis.causes.append(
            {u"lock.beyond"_s,
             !isProven            ? Likelihood::Possible
                 : facts.lockFile ? Likelihood::Certain
                                  : Likelihood::Likely,
             subjectOf(*unseen->connection),
             isProven ? tr("Lock does not show the connection “%1”.").arg(unseen->account.connection)
                      : tr("If the application shows Lock: Lock does not show the connection “%1”.")
                            .arg(unseen->account.connection),
             {tr("%L1 database connections are enabled; Lock takes %L2.")
                  .arg(qlonglong(databases))
                  .arg(Domain::lockLimit),
              facts.lockFile ? tr("The file that Lock reads does not name it.")
                             : tr("It lies beyond the %L1 first of Auth0's list.").arg(Domain::lockLimit),
              fallback},
             tr("Turn off connections that nobody uses any more, give customers an application of their own, or move "
                "to organizations with Universal Login."),
             {SignInFix::Kind::LeaveLock, context.applicationSubject()}});
    }
}

} // namespace Analysis
