// What a TablePage tells about the reading of its data: subtitle, progress and banners.

#include "ui/pages/customernotice.h"
#include "ui/pages/lognotice.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/overflowbar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "session/organizationconnections.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Tables across many tenants tell the first few problems and count the others.
constexpr int shownNotices = 3;

} // namespace

void TablePage::showStatus()
{
    showProgress();
    showNotices();
    showEmptiness();
}

void TablePage::showProgress()
{
    qint64 done = 0;
    qint64 total = 0;
    bool isReading = false;
    bool isTotalKnown = true;
    QDateTime oldest;
    QDateTime oldestCount;
    QDateTime past; // of what a snapshot tells
    int unread = 0;
    bool isByLog = true;
    qint64 logEvents = 0;
    qsizetype moved = 0;
    for (Session::TenantSession *session : sessions()) {
        const Session::KindStatus status = tableStatus(*session, m_kind);
        const Session::KindStatus &map = session->mapStatus();
        // Applications are counted once the connections are there.
        const bool waitsForConnections = m_kind == Query::Kind::Applications && !session->map();
        const Session::KindStatus *connections
            = waitsForConnections ? &session->status(Query::Kind::Connections) : nullptr;
        const bool hasMap = !Query::isDerived(m_kind); // no customer comes or goes with it
        const auto *organizations
            = m_kind == Query::Kind::Organizations ? &session->organizationConnections().status() : nullptr;
        for (const Session::KindStatus *part : {&status, hasMap ? &map : nullptr, connections, organizations}) {
            if (part && part->isReading()) {
                isReading = true;
                done += part->read;
                total += part->total.value_or(0);
                isTotalKnown = isTotalKnown && part->total;
            }
        }
        isByLog = isByLog && status.logEvents;
        logEvents += status.logEvents.value_or(0);
        moved += session->map() ? session->map()->movedWhileReading.size() : 0;
        unread += status.readAt.isValid() ? 0 : 1;
        oldest = earlier(oldest, status.readAt);
        oldestCount = earlier(oldestCount, map.readAt);
        past = earlier(past, status.pastAt);
    }
    QStringList parts;
    Session::TenantSession *only = m_scope.tenant ? m_estate.find(*m_scope.tenant) : nullptr;
    parts << (only ? only->profile().name : tr("%n tenant(s)", nullptr, int(m_estate.sessions().size())));
    parts << countText();
    QStringList needed{parts.last()}; // readable beside the inspector: nobody may take a part for the whole
    if (isReading) {
        parts << tr("reading, %1").arg(progressText(done, isTotalKnown ? std::optional(total) : std::nullopt));
    } else {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        parts << (past.isValid()                                  ? pastText(past)
                      : oldest.isValid() || m_model->total() == 0 ? ageText(oldest, now)
                                                                  : tr("not read whole"));
        if (past.isValid() || !oldest.isValid()) {
            needed << parts.last();
        }
        if (oldest.isValid() && isByLog) {
            parts << tr("refreshed from %n log event(s)", nullptr, int(std::min<qint64>(logEvents, INT_MAX)));
        }
        // Reading a list again does not count again: the figure against Lock's limit has an age of its own.
        if (showsCounts() && oldestCount.isValid() && oldestCount.secsTo(oldest) >= 60) {
            parts << tr("counts %1", "of connections; then their age").arg(ageText(oldestCount, now));
        }
        if (showsCounts() && moved > 0) {
            parts << tr("%n moved while reading", "objects that somebody changed meanwhile", int(moved));
        }
        if (const QString unclaimed = m_book ? unclaimedText(sessions(), *m_book) : QString(); !unclaimed.isEmpty()) {
            parts << unclaimed;
        }
        if (oldest.isValid() && unread > 0) {
            parts << tr("%n not read", nullptr, unread);
            needed << parts.last();
        }
    }
    const QString separator = u" · "_s;
    m_subtitle->setFullText(parts.join(separator));
    m_subtitle->setShorterTexts({parts.mid(1).join(separator), needed.join(separator)}); // the window names the tenant
    m_header->setWish(m_subtitle, m_subtitle->fontMetrics().horizontalAdvance(needed.join(separator)) + 2);
    m_cancel->setVisible(isReading);
    m_progress->setVisible(isReading);
    m_progress->setRange(0, isTotalKnown ? int(std::min<qint64>(total, INT_MAX)) : 0);
    m_progress->setValue(int(std::min<qint64>(done, INT_MAX)));
}

/// Records before the filter; of a page for one kind of connection, those of this kind.
qsizetype TablePage::total() const
{
    if (m_scope.connectionKind.isEmpty()) {
        return m_model->total();
    }
    const int column = Query::columnIndex(m_kind, u"kind");
    qsizetype count = 0;
    for (Session::TenantSession *session : sessions()) {
        const auto &records = session->records(m_kind);
        count += std::count_if(records.begin(), records.end(), [this, column](const Query::RecordPtr &record) {
            return Query::textOf(record->cells.at(column)) == m_scope.connectionKind;
        });
    }
    return count;
}

/// How many rows there are, and of a search how many were found.
QString TablePage::countText() const
{
    Found found{m_model->rowCount(), total()};
    qint64 total = 0;
    for (Session::TenantSession *session : sessions()) {
        const Session::KindStatus &status = session->status(m_kind);
        const qint64 read = session->records(m_kind).size();
        const bool isCapped
            = isSearched() && status.phase == Session::KindStatus::Phase::Partial && !isSiftedHere(*session, m_kind);
        total += isCapped ? std::max(status.total.value_or(0), read) : read;
        found.isCapped = found.isCapped || isCapped;
        found.isSearch = found.isSearch || !session->searchText(m_kind).isEmpty();
    }
    found.total = total;
    if (m_model->isArranging() && m_filter->filter().isEmpty()) {
        found.shown = found.read; // the rows follow; nothing is left out
    }
    return foundText(m_kind, found);
}

void TablePage::showNotices()
{
    NoticeList list;
    const Items::PolicyRows *policies = m_model->policies();
    int both = 0;
    for (Session::TenantSession *session : sessions()) {
        const Domain::TenantProfile &tenant = session->profile();
        const auto failure = Query::isDerived(m_kind) ? std::nullopt : searchNotice(*session, m_kind);
        list.add(tenant, failure);
        if (Query::isDerived(m_kind)) {
            list.add(tenant, sourceNotice(*session));
        }
        const Items::PolicyTally tally = policies ? policies->tally(session->id()) : Items::PolicyTally();
        if (!failure || failure->shared.isEmpty()) { // else all that follows has the same reason
            if (m_kind == Query::Kind::Applications && !session->map()) {
                list.add(tenant, uncountedNoticeFor(tenant, session->status(Query::Kind::Connections)));
            }
            list.add(tenant, showsCounts() ? mapNoticeFor(tenant, session->mapStatus()) : std::nullopt);
            list.add(tenant, optionsNoticeFor(tenant, tally));
            if (m_kind == Query::Kind::Organizations) {
                list.add(tenant, organizationsNoticeFor(tenant, session->organizationConnections().status()));
            }
        }
        both += int(tally.both);
    }
    QList<ToldNotice> notices = list.told();
    if (const auto customers = m_book ? customerNotice(sessions(), *m_book) : std::nullopt) {
        notices.prepend({{}, *customers});
    }
    const QString offer = mapOffer();
    if (notices == m_told && offer == m_toldOffer && both == m_toldBoth) {
        return; // a button that has the focus stays
    }
    m_told = notices;
    m_toldOffer = offer;
    m_toldBoth = both;
    int position = 0;
    int untold = 0;
    for (const ToldNotice &told : notices) {
        if (position < shownNotices) {
            addNotice(position++, told);
        } else {
            untold += int(told.tenants.size());
        }
    }
    if (untold > 0) {
        banner(position++)
            ->showState(Banner::Tone::Neutral, tr("%n more tenant(s) could not be read.", nullptr, untold),
                        tr("Choose a tenant in the tree to see why."));
    }
    showMapOffer(position++, offer);
    showBoth(position++, both);
    for (; position < m_banners->count(); ++position) {
        banner(position)->clear();
    }
}

void TablePage::addNotice(int position, const ToldNotice &told)
{
    const Notice &notice = told.notice;
    const Domain::TenantId id = told.tenants.value(0);
    Banner *where = banner(position);
    where->showState(notice.tone, notice.what, notice.detail);
    if (notice.way == Notice::Way::Retry || notice.way == Notice::Way::RetryWithNewToken) {
        auto *retry = new QAction(tr("Read again"), where);
        const bool withNewToken = notice.way == Notice::Way::RetryWithNewToken;
        connect(retry, &QAction::triggered, this, [this, tenants = told.tenants, withNewToken] {
            for (const Domain::TenantId &tenant : tenants) {
                readAgain(tenant, withNewToken);
            }
        });
        where->addButton(retry);
    } else if (notice.way == Notice::Way::CountAgain) {
        auto *count = new QAction(tr("Count again"), where);
        connect(count, &QAction::triggered, this, [this, id] {
            if (Session::TenantSession *again = m_estate.find(id)) {
                showsCounts() ? again->readMap() : again->organizationConnections().read();
            }
        });
        where->addButton(count);
    } else if (notice.way == Notice::Way::CustomerRules) {
        addCustomerWays(*where, m_actions.customerRules, sessions(), *m_book);
    } else if (notice.way == Notice::Way::EditTenant) {
        auto *edit = new QAction(tr("Edit the tenant…"), where);
        connect(edit, &QAction::triggered, this, [this, id] { Q_EMIT editTenantWanted(id); });
        where->addButton(edit);
    }
}

void TablePage::readAgain(const Domain::TenantId &tenant, bool withNewToken)
{
    Session::TenantSession *session = m_estate.find(tenant);
    if (session && withNewToken) {
        session->client().forgetToken();
    }
    if (session) {
        session->refresh(m_kind, Api::Priority::Foreground);
    }
}

Banner *TablePage::banner(int position)
{
    while (m_banners->count() <= position) {
        m_banners->addWidget(new Banner(this));
    }
    return qobject_cast<Banner *>(m_banners->itemAt(position)->widget());
}

/// True for the tables whose cells come from counting.
bool TablePage::showsCounts() const
{
    return m_kind == Query::Kind::Applications || m_kind == Query::Kind::Connections;
}

/// What the offer to count costs; empty where there is none to make.
QString TablePage::mapOffer() const
{
    const auto isBusy = [](Session::TenantSession *session) {
        return session->mapStatus().isReading() || session->organizationConnections().status().isReading();
    };
    const QList<Session::TenantSession *> all = sessions();
    if (std::any_of(all.begin(), all.end(), isBusy)) {
        return {};
    }
    return showsCounts() ? mapCost(all) : m_kind == Query::Kind::Organizations ? organizationsCost(all) : QString();
}

void TablePage::showMapOffer(int position, const QString &cost)
{
    Banner *where = banner(position);
    if (cost.isEmpty()) {
        where->clear();
        return;
    }
    const QString what = m_kind == Query::Kind::Applications
        ? tr("How many connections each application has was not counted.")
        : m_kind == Query::Kind::Organizations ? tr("Which connections each organization has was not read.")
                                               : tr("Which applications each connection is enabled for was not read.");
    where->showState(Banner::Tone::Neutral, what, tr("Auth0 tells it only one by one."));
    auto *count = new QAction(tr("Count connections (%1)", "with what it costs").arg(cost), where);
    connect(count, &QAction::triggered, m_actions.countConnections, &QAction::trigger);
    where->addButton(count);
}

/// Connections that hold both generations of policy, which nobody may pass over.
void TablePage::showBoth(int position, int count)
{
    Banner *where = banner(position);
    if (count == 0) {
        where->clear();
        return;
    }
    where->showState(Banner::Tone::Watch, tr("%n connection(s) hold both generations of policy.", nullptr, count),
                     tr("Which one Auth0 applies is not documented: both readings are shown, legacy | flexible."));
    auto *show = new QAction(tr("Show only these"), where);
    connect(show, &QAction::triggered, this, [this] { m_filter->setText(u"generation=both"_s); });
    where->addButton(show);
}

} // namespace Ui
