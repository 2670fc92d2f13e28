#include "cli/checkrequest.h"

#include "cli/namedtemplate.h"
#include "cli/planoption.h"
#include "cli/translation.h"

#include "analysis/check.h"
#include "analysis/lockchecks.h"
#include "query/nearestword.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// What to do about a word that names no check. Who writes an id in part may slip as well, so that its beginning is
/// looked at where the whole is not near.
QString adviceAbout(const QString &word)
{
    QStringList words;
    QStringList beginnings;
    QStringList begun;
    for (const Analysis::Check &check : Analysis::checks()) {
        const QString id = check.id;
        words << id << id.section(u'.', 0, 0);
        for (const qsizetype length : {word.size(), word.size() + 1}) {
            beginnings.append(id.left(length));
            begun.append(id);
        }
    }
    const QString advice = tr("tenantry-cli check --help lists them.");
    const QString nearest = Query::nearestWord(word, words);
    const qsizetype place = beginnings.indexOf(Query::nearestWord(word, beginnings));
    if (nearest.isEmpty() && place >= 0) {
        return tr("Did you mean “%1”? %2").arg(begun.at(place), advice);
    }
    return meaning(word, words, advice);
}

Outcome<QStringList> wantedChecks(const Arguments &arguments)
{
    QStringList wanted;
    if (!arguments.has(OptionName::only)) {
        return wanted;
    }
    for (const QString &part : arguments.value(OptionName::only).split(u',')) {
        const QString id = part.trimmed();
        const auto before = wanted.size();
        for (const Analysis::Check &check : Analysis::checks()) {
            // "lock" stands for all of lock.…
            if (check.id == id || check.id.startsWith(QString(id + u'.'))) {
                wanted.append(check.id);
            }
        }
        if (wanted.size() == before) {
            return usage(tr("There is no check “%1”.").arg(id),
                         tr("--only takes ids of checks, or the word before the dot."), adviceAbout(id));
        }
    }
    return wanted;
}

/// --only names it in full.
bool namesCheck(const Arguments &arguments, QLatin1StringView id)
{
    const QStringList parts = arguments.value(OptionName::only).split(u',');
    return std::any_of(parts.begin(), parts.end(), [id](const QString &part) { return part.trimmed() == id; });
}

constexpr QLatin1StringView keyCheck("application.key-expiry");
constexpr QLatin1StringView secretCheck("application.old-secret");

/// What --secret-age says; nothing where it is not given.
Outcome<std::optional<int>> secretDaysIn(const Arguments &arguments, Analysis::Needs needs)
{
    if (!arguments.has(OptionName::secretAge)) {
        return std::nullopt;
    }
    if (!needs.testFlag(Analysis::Need::SecretHistory)) {
        return usage(tr("--only leaves out what --secret-age is for."),
                     tr("How old client secrets are is told by %1.").arg(secretCheck), tr("Add it to --only."));
    }
    const QString text = arguments.value(OptionName::secretAge);
    bool isNumber = false;
    const int days = text.toInt(&isNumber);
    if (!isNumber || days < Domain::minimumSecretDays || days > Domain::maximumSecretDays) {
        return usage(tr("--secret-age does not take “%1”.").arg(text), tr("It is a number of days."),
                     tr("Give %1 to %2.").arg(Domain::minimumSecretDays).arg(Domain::maximumSecretDays));
    }
    return days;
}

} // namespace

Outcome<CheckRequest> checkRequest(const Arguments &arguments)
{
    CheckRequest request;
    request.json = arguments.has(OptionName::json);
    const Outcome<QStringList> wanted = wantedChecks(arguments);
    if (!wanted) {
        return tl::make_unexpected(wanted.error());
    }
    request.audit.only = *wanted;
    request.needs = Analysis::needsOf(*wanted);
    const bool withCredentials = arguments.has(OptionName::withCredentials);
    if (withCredentials && !request.needs.testFlag(Analysis::Need::Credentials)) {
        return usage(tr("--only leaves out what --with-credentials reads for."),
                     tr("Keys are read for %1.").arg(keyCheck), tr("Add it to --only."));
    }
    // A request for each application with keys, and a scope of its own: only for who asks for it by name.
    if (!withCredentials && !namesCheck(arguments, keyCheck)) {
        request.needs.setFlag(Analysis::Need::Credentials, false);
    }
    const auto secretDays = secretDaysIn(arguments, request.needs);
    if (!secretDays) {
        return tl::make_unexpected(secretDays.error());
    }
    request.secretDays = *secretDays;
    if (arguments.has(OptionName::whatIf)) {
        const auto whatIf = Analysis::readSuppositions(arguments.value(OptionName::whatIf));
        if (!whatIf) {
            return usage(tr("--what-if cannot be read."), whatIf.error().happened, whatIf.error().advice);
        }
        if (arguments.has(OptionName::probeLock)) {
            return usage(tr("--probe-lock and --what-if do not go together."),
                         tr("Lock's file tells what is, and not what is supposed."), tr("Give one of them."));
        }
        request.whatIf = *whatIf;
        request.needs |= Analysis::needsOf(*whatIf);
    }
    request.probesLock = arguments.has(OptionName::probeLock);
    if (request.probesLock && !wanted->isEmpty() && !wanted->contains(Analysis::lockLimitCheck)) {
        return usage(tr("--only leaves out what --probe-lock looks at."),
                     tr("Lock's file is read of the applications that %1 finds.").arg(Analysis::lockLimitCheck),
                     tr("Add it to --only."));
    }
    if (request.probesLock && !request.needs.testFlag(Analysis::Need::Settings)) {
        request.needs |= Analysis::Need::Settings; // they name the default directory
        request.extras |= Analysis::Need::Settings;
    }
    if (arguments.has(OptionName::failOn)) {
        const QString word = arguments.value(OptionName::failOn);
        request.failOn = Domain::severityFor(word);
        if (!request.failOn) {
            return usage(tr("--fail-on does not take “%1”.").arg(word), tr("Findings have four severities."),
                         tr("Give low, medium, high or critical."));
        }
    }
    const Outcome<QString> plan = planIn(arguments);
    if (!plan) {
        return tl::make_unexpected(plan.error());
    }
    request.plan = *plan;
    if (arguments.has(OptionName::policyTemplate)) {
        const Outcome<Policy::PolicyTemplate> named = namedTemplate(arguments.value(OptionName::policyTemplate));
        if (!named) {
            return tl::make_unexpected(named.error());
        }
        request.audit.baseline = named->edits;
        request.audit.baselineName = named->name;
    }
    return request;
}

} // namespace Cli
