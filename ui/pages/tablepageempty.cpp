// What a TablePage shows where it has no rows.

#include "ui/pages/customernotice.h"
#include "ui/pages/lognotice.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"
#include "query/unknownfields.h"
#include "session/estate.h"

#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// A filter looks at what was read alone; of users and events that is seldom all.
QString moreText(Query::Kind kind)
{
    return kind == Query::Kind::Logs
        ? TablePage::tr(
            "It looks at these events alone, and Auth0 may have others: search for them above, as with type:fp, "
            "or read the latest 1,000.")
        : TablePage::tr("It looks at these users alone, and Auth0 may have others: search for them above.");
}

/// What stands where nothing was read, under its title.
QString unreadText(Query::Kind kind)
{
    if (Query::isSearched(kind)) {
        return TablePage::tr("Search at Auth0 above, or read them all; Auth0 gives 1,000 at most.");
    }
    return Query::isDerived(kind)
        ? TablePage::tr("Customers are found in applications, connections and organizations, once these are read.")
        : TablePage::tr("Nothing is read until you ask for it, and nothing polls.");
}

/// What is wrong with a filter that lets nothing through, as far as a look at some objects tells; empty: nothing is.
QString unknownField(const Query::Filter &filter, const QList<Session::TenantSession *> &sessions, Query::Kind kind)
{
    constexpr qsizetype lookedAt = 200; // of each tenant: objects of a kind are much alike
    Query::UnknownFields unknown(filter);
    for (const Session::TenantSession *session : sessions) {
        for (const Query::RecordPtr &record : session->records(kind).mid(0, lookedAt)) {
            unknown.look(*record);
        }
    }
    return unknown.text();
}

} // namespace

void TablePage::showEmptiness()
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    if (m_model->isArranging()) {
        return; // how many rows there are is not known yet; arranged() comes back here
    }
    bool isReading = false;
    bool isUnread = false;
    bool isPart = false; // there may be more than was read
    for (Session::TenantSession *session : sessions()) {
        const Session::KindStatus status = tableStatus(*session, m_kind);
        isReading = isReading || status.isReading();
        isUnread = isUnread || !status.readAt.isValid() || status.phase == Session::KindStatus::Phase::Failed;
        isPart = isPart || status.phase != Session::KindStatus::Phase::Complete;
    }
    const QString title = titleFor(m_kind, m_scope.connectionKind);
    const qsizetype all = total();
    const NoCustomers none = m_book ? noCustomers(sessions(), *m_book) : NoCustomers();
    const QString state = u"%1 %2 %3 %4 %5 %6"_s.arg(all)
                              .arg(int(isReading))
                              .arg(int(isUnread) + 2 * int(isPart))
                              .arg(m_told.size())
                              .arg(m_scope.connectionKind)
                              .arg(m_filter->text() + u' ' + commonSearch() + none.title);
    m_stack->setCurrentWidget(m_empty);
    if (state == m_emptiness) {
        return;
    }
    m_emptiness = state;
    m_empty->clearButtons();
    if (all > 0) {
        const QString unknown = unknownField(m_filter->filter(), sessions(), m_kind);
        const bool mayBeMore = isPart && isSearched() && unknown.isEmpty();
        m_controls->showNothingPasses(*m_empty, title, all, mayBeMore ? moreText(m_kind) : unknown);
        if (mayBeMore && !isReading) {
            m_empty->addButton(m_actions.refresh);
        }
    } else if (isReading) {
        m_empty->setContent("view-refresh"_L1, tr("Reading…"), tr("Rows appear as they come."));
    } else if (isUnread && !m_told.isEmpty()) {
        m_empty->setContent("data-warning"_L1, tr("Nothing could be read"), tr("The reason stands above."));
    } else if (isUnread) {
        m_empty->setContent("view-refresh"_L1, tr("Not read yet"), unreadText(m_kind));
        m_empty->addButton(m_actions.refresh, true);
    } else if (const QString search = isSearched() ? commonSearch() : QString(); !search.isEmpty()) {
        m_empty->setContent("edit-find"_L1, tr("Nothing was found"),
                            tr("Auth0 found nothing under %1 for “%2”. A search without * finds whole words only.")
                                .arg(title, shortSearch(search)));
    } else if (m_book) {
        m_empty->setContent("group"_L1, none.title, none.text);
        if (none.isSettled) {
            m_empty->addButton(m_actions.customerRules, true);
        }
    } else {
        m_empty->setContent("view-list-tree"_L1, tr("There are none"),
                            tr("Auth0 has nothing under %1 here.").arg(title));
    }
}

} // namespace Ui
