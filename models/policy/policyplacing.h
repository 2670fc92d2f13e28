#pragma once

#include "policy/policysetting.h"
#include "json/value.h"

namespace Policy {

/// Writes a setting where a generation keeps it in `options`, and nothing else; false, and nothing written, where the
/// generation has no place for it. `generation` is Legacy or Flexible, and the edit is one that checkedEdit() took.
bool place(Json::Value &options, Domain::PolicyGeneration generation, const Edit &edit);

/// The members of `options` that make up the legacy policy; the flexible one is `password_options` alone.
const QList<std::string> &legacyMembers();

/// A list of texts as JSON.
Json::Value toJson(const QStringList &texts);

} // namespace Policy
