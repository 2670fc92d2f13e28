#pragma once

#include "change/plan.h"
#include "domain/finding.h"

#include <tl/expected.hpp>

namespace Session {

class TenantSession;

/// What would mend a finding on top of what is `staged` for its object, as edits for the change tray: nothing is sent.
/// The error says for a person why there are none: the object is not held any more, is as it should be by now, or may
/// not be written.
tl::expected<QList<Change::PlanItem>, QString> editsFor(const TenantSession &session, const Domain::Finding &finding,
                                                        const std::optional<Change::PlanItem> &staged);

/// The object that the edits are of.
Change::ObjectRef objectOf(const Domain::Finding &finding);

/// Whether editsFor() knows the edits; other remedies want somebody to choose.
bool hasEdits(Domain::Remedy::Kind kind);

/// What a button that leads to the remedy says: "Stage closing sign-up". Empty for none.
QString titleOf(Domain::Remedy::Kind kind);

} // namespace Session
