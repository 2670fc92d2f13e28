#include "cli/changeoutput.h"

#include "cli/terminaltext.h"
#include "cli/translation.h"

#include "change/changewords.h"
#include "change/planfile.h"
#include "change/plantitle.h"
#include "json/indent.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Longer values of a leaf are cut in the text: they stand whole in the request below.
constexpr qsizetype longestValue = 100;

QString valueText(const QString &value)
{
    if (value.isEmpty()) {
        return tr("(nothing)");
    }
    const QString text = terminalText(value);
    return text.size() > longestValue ? text.left(longestValue) + u'…' : text;
}

QString valueText(const std::optional<QByteArray> &value)
{
    return valueText(QString::fromUtf8(value.value_or(QByteArray())));
}

/// "Minimum length (/options/password_complexity_options/min_length): 1 (default) -> 14"
QString textOf(const Change::ChangeWords &words)
{
    const QString pointer = terminalText(words.leaf.pointer.text()); // none of an action
    const QString name = words.title.isEmpty() ? pointer
        : pointer.isEmpty()                    ? terminalText(words.title)
                                               : "%1 (%2)"_L1.arg(terminalText(words.title), pointer);
    if (words.before.isEmpty() && pointer.isEmpty() && !words.title.isEmpty()) { // of an action: no field that changes
        return "%1: %2"_L1.arg(name, valueText(words.after));
    }
    const QString mark = Change::markOf(words.direction);
    return "%1: %2 -> %3"_L1.arg(name, valueText(words.before), valueText(words.after))
        + (mark.isEmpty() ? QString() : "  "_L1 + mark);
}

/// Method, path and the whole body, a member a line.
QString textOf(const Change::RequestPreview &request)
{
    QString text = "    %1 %2\n"_L1.arg(request.method, request.fullPath());
    if (!request.customDomain.isEmpty()) {
        text += "      %1: %2\n"_L1.arg(Api::customDomainHeader(), request.customDomain);
    }
    if (request.body.isEmpty()) {
        return text;
    }
    for (const QByteArray &line : Json::indented(request.body).split('\n')) {
        text += "      "_L1 + terminalText(QString::fromUtf8(line)) + '\n'_L1;
    }
    return text;
}

QString textOf(const Change::PlanItem &item, const Change::PlanItem &safe, const Change::ItemResult &result,
               const Json::SecretKeys &secrets)
{
    QString text = "  %1  %2\n"_L1.arg(terminalText(Change::described(item.object)), item.object.id);
    for (const Change::ChangeWords &words : Change::wordsOf(safe, item.seen)) {
        text += "    "_L1 + textOf(words) + '\n'_L1;
    }
    for (const QString &note : item.notes) {
        text += "    "_L1 + tr("note: %1").arg(terminalText(note)) + '\n'_L1;
    }
    if (result.outcome == Change::ItemOutcome::Pending) {
        for (const Change::RequestPreview &request : Change::previewOf(item, secrets)) {
            text += textOf(request);
        }
        return text;
    }
    text += "    "_L1 + Change::titleOf(result.outcome);
    if (!result.reason.isEmpty()) {
        text += ": "_L1 + terminalText(result.reason);
    }
    text += '\n'_L1;
    for (const Json::LeafConflict &conflict : result.conflicts) {
        text += "      "_L1
            + tr("%1: seen %2, wanted %3, now %4")
                  .arg(terminalText(conflict.change.pointer.text()), valueText(conflict.change.before),
                       valueText(conflict.change.after), valueText(conflict.now))
            + '\n'_L1;
    }
    return text;
}

/// What is foretold of the findings, or was when the plan was made.
QStringList findingLines(const PlanReport &report)
{
    if (report.foretold && !report.foretold->isUnknown) {
        return linesOf(*report.foretold);
    }
    QStringList lines;
    for (const QString &line : report.plan.foretold) {
        lines.append(tr("%1 (as foretold when the plan was made)").arg(line));
    }
    return lines + (report.foretold ? report.foretold->gaps : QStringList());
}

/// Whether something was written that is no action: what is done to a user stays done.
bool canBeTakenBack(const PlanReport &report)
{
    for (qsizetype i = 0; i < report.results.size(); ++i) {
        if (report.results.at(i).isWritten() && !report.plan.items.at(i).action) {
            return true;
        }
    }
    return false;
}

QString countsOf(const PlanReport &report)
{
    const Change::Plan &plan = report.plan;
    const auto isPending
        = [](const Change::ItemResult &result) { return result.outcome == Change::ItemOutcome::Pending; };
    if (std::all_of(report.results.begin(), report.results.end(), isPending)) {
        return tr("%L1 to change, %L2 skipped, at least %L3 requests")
            .arg(plan.items.size())
            .arg(plan.skipped.size())
            .arg(Change::requestCount(plan));
    }
    const auto changed = std::count_if(report.results.begin(), report.results.end(),
                                       [](const Change::ItemResult &result) { return result.isWritten(); });
    return tr("%L1 changed, %L2 not changed, %L3 skipped")
        .arg(changed)
        .arg(report.results.size() - changed)
        .arg(plan.skipped.size());
}

Json::Value jsonOf(const PlanReport &report, const Json::SecretKeys &secrets)
{
    Json::Value results = Json::Value::array();
    for (qsizetype i = 0; i < report.plan.items.size(); ++i) {
        const Change::ItemResult &result = report.results.at(i);
        Json::Value entry{{"object", Change::toJson(report.plan.items.at(i).object)},
                          {"outcome", Change::wordOf(result.outcome).toStdString()}};
        if (!result.reason.isEmpty()) {
            entry["reason"] = result.reason.toStdString();
        }
        results.push_back(std::move(entry));
    }
    for (const Change::Skipped &skipped : report.plan.skipped) {
        results.push_back({{"object", Change::toJson(skipped.object)},
                           {"outcome", "skipped"},
                           {"reason", skipped.reason.toStdString()}});
    }
    const Foretold none = report.plan.isEmpty() ? Foretold() : notForetold(tr("nothing was read for them"));
    Json::Value findings = jsonOf(report.foretold.value_or(none), report.plan.tenant.name);
    return {{"plan", Change::toJson(report.plan, secrets)},
            {"results", std::move(results)},
            {"findings", std::move(findings)}};
}

} // namespace

QByteArray textOf(const QList<PlanReport> &reports, const QString &targetWords)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    QString text;
    if (reports.size() > 1) {
        QList<Change::Plan> plans;
        for (const PlanReport &report : reports) {
            plans.append(report.plan);
        }
        const QString title = Change::titleFor(plans);
        text += title.isEmpty() ? QString() : terminalText(title) + '\n'_L1;
    }
    for (const PlanReport &report : reports) {
        const Change::Plan &plan = report.plan;
        text += "%1 (%2): %3\n"_L1.arg(terminalText(plan.tenant.name), Domain::tagOf(plan.tenant.environment),
                                       terminalText(plan.title));
        const Change::Plan safe = Change::masked(plan, secrets);
        for (qsizetype i = 0; i < plan.items.size(); ++i) {
            text += textOf(plan.items.at(i), safe.items.at(i), report.results.at(i), secrets);
        }
        for (const QString &note : plan.notes) {
            text += "  "_L1 + terminalText(note) + '\n'_L1;
        }
        for (const QString &line : findingLines(report)) {
            text += "  "_L1 + terminalText(line) + '\n'_L1;
        }
        for (const Change::Skipped &skipped : plan.skipped) {
            text += "  "_L1
                + tr("skipped: %1: %2")
                      .arg(terminalText(Change::described(skipped.object)), terminalText(skipped.reason))
                + '\n'_L1;
        }
        text += "  "_L1 + countsOf(report) + '\n'_L1;
        if (canBeTakenBack(report)) {
            text += "  "_L1 + tr("tenantry-cli revert %1 --yes%2 takes it back").arg(plan.id, terminalText(targetWords))
                + '\n'_L1;
        }
    }
    return text.toUtf8();
}

QByteArray jsonOf(const QList<PlanReport> &reports, bool several)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    Json::Value all = Json::Value::array();
    for (const PlanReport &report : reports) {
        all.push_back(jsonOf(report, secrets));
    }
    return Json::writePretty(several || all.size() != 1 ? all : all.front()) + '\n';
}

} // namespace Cli
