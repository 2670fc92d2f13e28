#pragma once

#include "policy/policyrefusal.h"
#include "policy/policysetting.h"

namespace Policy {

/// A setting that the connection's generation has no place for.
struct SkippedEdit
{
    Edit edit;
    QString reason; ///< for a person
};

/// The options of a connection after an edit. Nothing but leaves of the policy differs from those before, and they keep
/// their order.
struct EditedOptions
{
    Json::Value options;
    QList<SkippedEdit> skipped;
};

/// Which connection the options are of.
struct EditScope
{
    QString strategy;
    /// The generation to keep where the connection holds both; the leaves of the other then go, since Auth0 refuses
    /// both in one body (auth0.md 0.6).
    std::optional<Domain::PolicyGeneration> keep;
};

/// Applies settings to `options`, which is null where the connection came without them. A setting that is already so
/// changes nothing, whether it is written out or a default; but a minimum length is always written out, since Auth0
/// documents the defaults of the legacy levels no more, unless it is only to be raised. What the generation cannot hold
/// is skipped, unless the policy amounts to it anyway; where every setting is skipped, or the connection may not be
/// touched, the options stay and a refusal says why.
tl::expected<EditedOptions, Refusal> applyEdits(const Json::Value *options, const QList<Edit> &edits,
                                                const EditScope &scope);

} // namespace Policy
