#include "api/pager.h"

#include <QCoreApplication>
#include <QLocale>

namespace Api {
namespace {

// Organization members end on an empty page; more than two in a row are a server that does not end.
constexpr int maximumEmptyPages = 2;

} // namespace

QString Extent::text() const
{
    const QLocale locale;
    if (!isPartial())
        return locale.toString(read);
    if (total && *total > read)
        return QCoreApplication::translate("Api::Extent", "partial: %1 of %2")
            .arg(locale.toString(read), locale.toString(*total));
    return QCoreApplication::translate("Api::Extent", "partial: %1 of an unknown number").arg(locale.toString(read));
}

Pager::Pager(Paging paging, int pageSize, qint64 cap)
    : m_paging(paging)
    , m_pageSize(pageSize)
    , m_cap(cap)
{ }

PageQuery Pager::first() const
{
    return {m_paging, m_pageSize};
}

Pager::Step Pager::accept(const PageFacts &page)
{
    Step step;
    for (qsizetype i = 0; i < page.ids.size(); ++i) {
        const QString &id = page.ids.at(i);
        if (!id.isEmpty() && m_seen.contains(id))
            continue;
        m_seen.insert(id);
        step.fresh.append(i);
    }
    m_extent.read += step.fresh.size();
    if (page.total)
        m_extent.total = page.total;
    m_emptyPages = page.ids.isEmpty() ? m_emptyPages + 1 : 0;
    step.next = m_paging == Paging::Checkpoint ? nextByCursor(page) : nextByOffset(page);
    m_lastIds = page.ids;
    return step;
}

std::optional<PageQuery> Pager::nextByCursor(const PageFacts &page)
{
    if (page.next.isEmpty())
        return std::nullopt;
    if (m_cursors.contains(page.next) || m_emptyPages > maximumEmptyPages) {
        m_extent.end = Extent::End::RepeatedCursor;
        return std::nullopt;
    }
    m_cursors.insert(page.next);
    return PageQuery{m_paging, m_pageSize, 0, page.next};
}

std::optional<PageQuery> Pager::nextByOffset(const PageFacts &page)
{
    const qint64 asked = (qint64(m_page) + 1) * m_pageSize;
    const bool more = page.total ? *page.total > asked : page.ids.size() >= m_pageSize;
    if (page.ids.isEmpty() || !more) {
        // The list shrank and says so, or something is missing: only Auth0's latest count can tell.
        if (m_extent.total.value_or(0) > m_extent.read)
            m_extent.end = Extent::End::Short;
        return std::nullopt;
    }
    if (m_cap > 0 && asked >= m_cap) {
        m_extent.end = Extent::End::Capped;
        return std::nullopt;
    }
    // A list that ignores `page` would go on for ever.
    if (page.ids == m_lastIds) {
        m_extent.end = Extent::End::RepeatedCursor;
        return std::nullopt;
    }
    ++m_page;
    return PageQuery{m_paging, m_pageSize, m_page, {}};
}

} // namespace Api
