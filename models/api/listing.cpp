#include "api/listing.h"

#include <QCoreApplication>

namespace Api {

Outcome<Extent> whole(const Outcome<Extent> &extent)
{
    if (!extent || !extent->isPartial())
        return extent;
    ApiError error;
    error.kind = ApiError::Kind::BadResponse;
    error.message
        = QCoreApplication::translate("Api::Listing", "Auth0 did not give the list whole (%1).").arg(extent->text());
    return tl::make_unexpected(error);
}

Listing::Listing(ManagementClient &client, Pager pager, QObject *context, Done done)
    : QObject(&client)
    , m_pager(std::move(pager))
    , m_done(std::move(done))
{
    connect(context, &QObject::destroyed, this, [this] {
        m_done = {};
        cancel();
    });
}

void Listing::start(Priority priority, std::function<Call *(const PageQuery &)> fetch)
{
    m_priority = priority;
    m_fetch = std::move(fetch);
    m_call = m_fetch(m_pager.first());
}

QList<qsizetype> Listing::accept(const PageFacts &page)
{
    const Pager::Step step = m_pager.accept(page);
    m_next = step.next;
    return step.fresh;
}

void Listing::proceed()
{
    if (m_finished)
        return;
    Q_EMIT progressed(extent().read, extent().total.value_or(-1));
    if (m_next)
        m_call = m_fetch(*m_next);
    else
        finish(extent());
}

void Listing::cancel()
{
    if (m_finished)
        return;
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    if (m_call) {
        error.verb = m_call->request().verb;
        error.path = m_call->request().pathTemplate;
    }
    const QPointer<Call> call = m_call;
    finish(tl::make_unexpected(error));
    if (call)
        call->cancel();
}

void Listing::finish(Outcome<Extent> outcome)
{
    if (m_finished)
        return;
    m_finished = true;
    deleteLater();
    if (const Done done = std::exchange(m_done, {}))
        done(std::move(outcome));
}

} // namespace Api
