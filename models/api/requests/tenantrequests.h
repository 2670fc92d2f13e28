#pragma once

#include "api/page.h"
#include "api/request.h"

#include <QDate>

namespace Api {

/// The tenant's settings, as the JSON that Auth0 sent.
Request<QByteArray> getTenantSettings();
/// The tenant's branding, as the JSON that Auth0 sent.
Request<QByteArray> getBranding();
/// The tenant's custom domains, each as the JSON that Auth0 sent.
Request<Page<QByteArray>> listCustomDomains();
/// Logins, sign-ups and leaked passwords a day, oldest first, each day as the JSON that Auth0 sent. Invalid dates leave
/// the range to Auth0.
Request<Page<QByteArray>> dailyStats(const QDate &from = {}, const QDate &to = {});
/// Users active in the last 30 days.
Request<qint64> activeUsers();

} // namespace Api
