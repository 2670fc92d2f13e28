#pragma once

#include "ui/dialogs/customerservices.h"

#include "reports/reportinput.h"

#include <functional>

namespace Ui {

/// Takes what reports are made of from what the window holds. Nothing is read for it: a report says what it lacks.
class ReportSource
{
public:
    /// The services outlive it.
    explicit ReportSource(const CustomerServices &services);

    /// What of the Auth0 tenants is wanted. A value.
    struct Wish
    {
        QList<Domain::TenantId> tenants; ///< those of them that are open
        int changeDays = 0; ///< changes of so many last days; 0: all
        bool compares = false; ///< with the snapshot of as many days ago, or the first one

        friend bool operator==(const Wish &, const Wish &) = default;
    };

    /// The Auth0 tenants as they are now. What is returned holds values alone and belongs on a worker thread: it
    /// audits, and reads the journal and snapshots.
    std::function<Reports::InputPtr()> take(const Wish &wish) const;
    /// What of the Auth0 tenant a report would lack, since it was not read, or not whole; translated.
    QStringList gapsOf(const Domain::TenantId &tenant, Analysis::Needs needs) const;

private:
    CustomerServices m_services;
};

} // namespace Ui
