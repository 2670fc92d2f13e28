#pragma once

#include "ui/pages/statustext.h"

namespace Ui {

/// A notice and the tenants that it concerns.
struct ToldNotice
{
    QList<Domain::TenantId> tenants;
    Notice notice;

    friend bool operator==(const ToldNotice &, const ToldNotice &) = default;
};

/// The notices of a page. What has one cause is told once, with the tenants that it concerns: a missing keychain is no
/// news the second time. A value.
class NoticeList
{
public:
    /// Passes over what is well, and what was told of this tenant already.
    void add(const Domain::TenantProfile &tenant, const std::optional<Notice> &notice);

    const QList<ToldNotice> &told() const { return m_told; }

private:
    QList<ToldNotice> m_told;
    QList<QStringList> m_names; ///< of the tenants of each
};

} // namespace Ui
