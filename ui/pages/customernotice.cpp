#include "ui/pages/customernotice.h"

#include "analysis/customers.h"
#include "session/customerbook.h"
#include "settings/usercountstore.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Phase = Session::KindStatus::Phase;

constexpr qsizetype manyUsers = 100; ///< which tell as much as a sample

QString translated(const char *text, const char *note = nullptr, int number = -1)
{
    return QCoreApplication::translate("Ui", text, note, number);
}

/// Of several lists: what is being read of them, and the oldest that was.
Session::KindStatus together(const Session::TenantSession &session)
{
    Session::KindStatus all;
    bool isTotalKnown = true;
    bool isByLog = true;
    qint64 logEvents = 0;
    qint64 total = 0;
    for (const Query::Kind kind : Query::inventoryKinds) {
        const Session::KindStatus &status = session.status(kind);
        if (status.isReading()) {
            all.phase = Phase::Reading;
            all.read += status.read;
            total += status.total.value_or(0);
            isTotalKnown = isTotalKnown && status.total;
        }
        if (status.readAt.isValid() && (!all.readAt.isValid() || status.readAt < all.readAt)) {
            all.readAt = status.readAt;
        }
        isByLog = isByLog && status.logEvents;
        logEvents = std::max(logEvents, status.logEvents.value_or(0)); // one log tells of all of them
    }
    if (all.isReading()) {
        all.total = isTotalKnown ? std::optional(total) : std::nullopt;
    } else if (all.readAt.isValid()) {
        all.phase = Phase::Complete;
    }
    if (isByLog) {
        all.logEvents = logEvents;
    }
    return all;
}

struct Tally
{
    int proposed = 0; ///< tenants of whose rules nobody decided
    qsizetype contested = 0;
    qsizetype unclaimed = 0;
    bool isWhole = true; ///< every tenant was looked at
    bool hasRules = false;
};

Tally tally(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book)
{
    Tally sum;
    for (const Session::TenantSession *session : sessions) {
        const Analysis::TenantCustomers *customers = book.of(session->id());
        if (!customers) {
            const bool isRead = tableStatus(*session, Query::Kind::Customers).readAt.isValid();
            sum.isWhole = sum.isWhole && !isRead;
            continue;
        }
        sum.proposed += book.isProposed(session->id()) ? 1 : 0;
        sum.hasRules = sum.hasRules || !book.rulesOf(session->id()).rules.isEmpty();
        sum.contested += customers->contested.size();
        sum.unclaimed += customers->unclaimed.size();
    }
    return sum;
}

/// Tenants of which app_metadata was not asked who the customers are: the rules are proposed, and no users were read
/// for them.
QList<Session::TenantSession *> withoutSample(const QList<Session::TenantSession *> &sessions,
                                              const Session::CustomerBook &book)
{
    QList<Session::TenantSession *> found;
    for (Session::TenantSession *session : sessions) {
        if (book.of(session->id()) && book.isProposed(session->id()) && !session->status(Query::Kind::Users).isReading()
            && !hasUserSample(*session, book)) {
            found.append(session);
        }
    }
    return found;
}

/// That some customers are not known; why a sample that was asked for did not come; empty where there is one.
QString sampleText(const QList<Session::TenantSession *> &unread)
{
    if (unread.isEmpty()) {
        return {};
    }
    const QString text
        = translated("Customers that only app_metadata names are not all known: no sample of users was read.");
    const auto &error = unread.first()->status(Query::Kind::Users).error;
    return error ? text + u' ' + error->text() : text;
}

} // namespace

bool hasUserSample(const Session::TenantSession &session, const Session::CustomerBook &book)
{
    const auto counts = book.userCounts() ? book.userCounts()->of(session.id()) : nullptr;
    if (counts && !counts->places.isEmpty()) {
        return true;
    }
    if (!session.status(Query::Kind::Users).readAt.isValid()) {
        return false;
    }
    const qsizetype users = session.records(Query::Kind::Users).size();
    const Analysis::TenantCustomers *customers = book.of(session.id());
    // What a sample named stays known when a search takes its place.
    return session.searchText(Query::Kind::Users).isEmpty() || users >= manyUsers
        || (customers && qsizetype(Analysis::namedByMetadata(*customers).size()) > users);
}

Session::KindStatus tableStatus(const Session::TenantSession &session, Query::Kind kind)
{
    return Query::isDerived(kind) ? together(session) : session.status(kind);
}

std::optional<Notice> sourceNotice(const Session::TenantSession &session)
{
    for (const Query::Kind kind : Query::inventoryKinds) {
        if (auto notice = noticeFor(session.profile(), kind, session.status(kind))) {
            return notice;
        }
    }
    return std::nullopt;
}

std::optional<Notice> customerNotice(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book)
{
    const Tally sum = tally(sessions, book);
    const QString contested = sum.contested == 0 ? QString()
        : sum.contested == 1
        ? translated("1 object is claimed by several customers, and belongs to none until somebody says to whom.")
        : translated("%n object(s) are claimed by several customers, and belong to none until somebody says to whom.",
                     nullptr, int(sum.contested));
    if (sum.proposed > 0 && sum.hasRules) {
        const QString where = sessions.size() > 1
            ? translated("Nobody decided on the rules of %n tenant(s) yet.", nullptr, sum.proposed)
            : translated("Nobody decided on the rules of this tenant yet.");
        QStringList details{where, contested, sampleText(withoutSample(sessions, book))};
        details.removeAll(QString());
        return Notice{Banner::Tone::Neutral, translated("Proposed from names and metadata. Nothing is saved."),
                      details.join(u' '), Notice::Way::CustomerRules};
    }
    if (sum.contested > 0) {
        return Notice{Banner::Tone::Watch, contested,
                      translated("Their names and their metadata, or two rules, contradict each other."),
                      Notice::Way::CustomerRules};
    }
    return std::nullopt;
}

void addCustomerWays(Banner &banner, QAction *rules, const QList<Session::TenantSession *> &sessions,
                     const Session::CustomerBook &book)
{
    banner.addButton(rules);
    const QList<Session::TenantSession *> unread = withoutSample(sessions, book);
    if (unread.isEmpty()) {
        return;
    }
    auto *read = new QAction(translated("Read a sample of users"), &banner);
    read->setObjectName(u"readSample"_s);
    read->setToolTip(translated("Of each Auth0 tenant the first 1,000 users, with which rules are proposed again"));
    for (Session::TenantSession *session : unread) {
        QObject::connect(read, &QAction::triggered, session, [session] { session->search(Query::Kind::Users, {}); });
    }
    banner.addButton(read);
}

QString unclaimedText(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book)
{
    const Tally sum = tally(sessions, book);
    return sum.unclaimed == 0 || !sum.hasRules
        ? QString()
        : translated("%n object(s) of no customer", "applications, connections and organizations", int(sum.unclaimed));
}

NoCustomers noCustomers(const QList<Session::TenantSession *> &sessions, const Session::CustomerBook &book)
{
    const Tally sum = tally(sessions, book);
    if (!sum.isWhole) {
        return {translated("Looking for customers…"), translated("They appear in a moment."), false};
    }
    if (sum.hasRules) {
        return {translated("The rules find no customer"),
                translated("No connection, application or organization that was read fits one of them.")};
    }
    if (sum.proposed > 0) {
        return {
            translated("No customer was found"),
            translated("Neither names nor metadata tell customers apart in what was read. Say in a rule what does.")};
    }
    return {translated("There is no rule"),
            translated("Customers are found by rules, such as “{customer}-users” for the names of connections.")};
}

} // namespace Ui
