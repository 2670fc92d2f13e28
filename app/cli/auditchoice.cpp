#include "cli/auditchoice.h"

#include "cli/target.h"

#include "session/policytemplates.h"
#include "settings/paths.h"

namespace Cli {

Analysis::AuditOptions auditOptions(const Target &target, Analysis::AuditOptions given, std::optional<int> secretDays)
{
    given.decisions = target.decisions;
    given.lock = target.lock;
    given.secretDays = secretDays.value_or(target.secretDays);
    if (const QString &word = target.policyBaseline; !given.baseline && !word.isEmpty()) {
        const auto known = Session::templateOf(word, Settings::TemplateFiles(Settings::Paths::standard().templates()));
        given.baselineName = known ? known->content.name : word;
        given.baseline = known ? std::optional(known->content.edits) : std::nullopt;
    }
    return given;
}

} // namespace Cli
