#pragma once

#include "change/plan.h"
#include "domain/finding.h"

#include <tl/expected.hpp>

namespace Session {

class TenantSession;

/// What would mend a finding, as edits for the change tray: nothing is sent. The error says for a person why there are
/// none: the object is not held any more, or is as it should be by now.
tl::expected<QList<Change::PlanItem>, QString> editsFor(const TenantSession &session, const Domain::Finding &finding);

/// Whether editsFor() knows the edits; other remedies want somebody to choose.
bool hasEdits(Domain::Remedy::Kind kind);

/// What a button that leads to the remedy says: "Close sign-up". Empty for none.
QString titleOf(Domain::Remedy::Kind kind);

} // namespace Session
