#pragma once

#include "ui/dialogs/customerservices.h"

#include "reports/reportinput.h"

#include <QDateTime>

#include <functional>

namespace Ui {

/// Takes what reports are made of from what the window holds. Nothing is read for it: a report says what it lacks.
class ReportSource
{
public:
    /// The services outlive it.
    explicit ReportSource(const CustomerServices &services);

    /// The Auth0 tenants as they are now, those that are open, with the changes made since then (invalid: all). What is
    /// returned holds values alone and belongs on a worker thread: it audits, and reads the journal.
    std::function<Reports::InputPtr()> take(const QList<Domain::TenantId> &tenants, const QDateTime &since) const;
    /// What of the Auth0 tenant a report would lack, since it was not read, or not whole; translated.
    QStringList gapsOf(const Domain::TenantId &tenant, Analysis::Needs needs) const;

private:
    CustomerServices m_services;
};

} // namespace Ui
