#pragma once

#include "ui/pages/statustext.h"

namespace Ui {

/// Whether the log of the tenant is searched on this computer, since Auth0 takes no query that long.
bool isSiftedHere(const Session::TenantSession &session, Query::Kind kind);
/// A search as a sentence can bear it.
QString shortSearch(const QString &search);
/// noticeFor() the list; of a log that is searched here, how much of it was looked through.
std::optional<Notice> searchNotice(const Session::TenantSession &session, Query::Kind kind);

} // namespace Ui
