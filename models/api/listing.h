#pragma once

#include "api/managementclient.h"
#include "api/pager.h"

#include <QPointer>

namespace Api {

/// A list that can be read to its end: how Auth0 pages it, and the request for each page.
template <typename T> struct ListSource
{
    Paging paging = Paging::Checkpoint;
    int pageSize = 100;
    qint64 cap = 0; ///< items beyond which Auth0 gives no more; 0 for none
    std::function<Request<Page<T>>(const PageQuery &)> request;
    std::function<QString(const T &)> idOf;
    Priority priority = Priority::Background;
};

/// The extent, or an error where Auth0 did not give the list whole: for lists of which every item counts.
Outcome<Extent> whole(const Outcome<Extent> &extent);

/// One list being read page by page. Child of the client, which deletes it when it is over; gone with its context.
class Listing : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(Outcome<Extent>)>;

    Listing(ManagementClient &client, Pager pager, QObject *context, Done done);

    const Extent &extent() const { return m_pager.extent(); }
    /// The call for the page that is being read, if any.
    Call *call() const { return m_call; }
    /// For the pages from the next one on: somebody waits for a list that was begun in the background.
    void setPriority(Priority priority) { m_priority = priority; }
    Priority priority() const { return m_priority; }
    /// Stops; the outcome is an error of kind Cancelled, and what was read was handed over.
    void cancel();

    /// For listAll(): how a page is asked for, and what came.
    void start(Priority priority, std::function<Call *(const PageQuery &)> fetch);
    QList<qsizetype> accept(const PageFacts &page);
    void proceed();
    void finish(Outcome<Extent> outcome);

Q_SIGNALS:
    /// `total` is -1 where Auth0 does not say.
    void progressed(qint64 read, qint64 total);

private:
    Pager m_pager;
    Done m_done;
    std::function<Call *(const PageQuery &)> m_fetch;
    std::optional<PageQuery> m_next;
    QPointer<Call> m_call;
    Priority m_priority = Priority::Background;
    bool m_finished = false;
};

/// Reads a whole list. `onItems` gets each page's new items as they come, `done` is called once at the end; neither
/// after `context` is gone.
template <typename T>
Listing *listAll(ManagementClient &client, const ListSource<T> &source, QObject *context,
                 std::function<void(const QList<T> &)> onItems, Listing::Done done)
{
    auto *listing = new Listing(client, Pager(source.paging, source.pageSize, source.cap), context, std::move(done));
    listing->start(source.priority, [&client, source, listing, onItems = std::move(onItems)](const PageQuery &query) {
        return client.send<Page<T>>(source.request(query).at(listing->priority()), listing,
                                    [source, listing, onItems](Outcome<Page<T>> page) {
                                        if (!page)
                                            return listing->finish(tl::make_unexpected(page.error()));
                                        PageFacts facts{{}, page->next, page->total};
                                        for (const T &item : std::as_const(page->items))
                                            facts.ids.append(source.idOf(item));
                                        QList<T> fresh;
                                        for (const qsizetype index : listing->accept(facts))
                                            fresh.append(page->items.at(index));
                                        const QPointer<Listing> alive = listing;
                                        if (!fresh.isEmpty())
                                            onItems(fresh);
                                        if (alive)
                                            alive->proceed();
                                    });
    });
    return listing;
}

} // namespace Api
