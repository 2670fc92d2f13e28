#include "session/remedies.h"

#include "session/tenantsession.h"
#include "session/translation.h"

#include "policy/policyrefusal.h"
#include "json/leaves.h"

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Kind = Domain::Remedy::Kind;

/// Sets what the remedy sets.
void mend(Json::Value &object, const Domain::Remedy &remedy)
{
    const auto turnOn = [&object](const QString &option) {
        Json::assign(object, Json::Pointer(QStringList{u"options"_s, option}), Json::Value(true));
    };
    switch (remedy.kind) {
    case Kind::EnableBruteForceProtection:
        turnOn(u"brute_force_protection"_s);
        break;
    case Kind::DisableSignup:
        turnOn(u"disable_signup"_s);
        break;
    case Kind::RemoveCallbacks: {
        Json::Value kept = Json::Value::array();
        for (const QString &url : Json::stringsAt(object, "callbacks")) {
            if (!remedy.ids.contains(url)) {
                kept.push_back(url.toStdString());
            }
        }
        Json::assign(object, Json::Pointer(QStringList{u"callbacks"_s}), kept);
        break;
    }
    case Kind::None:
    case Kind::DisableConnections:
    case Kind::ApplyBaseline:
        break;
    }
}

} // namespace

bool hasEdits(Kind kind)
{
    return kind == Kind::EnableBruteForceProtection || kind == Kind::DisableSignup || kind == Kind::RemoveCallbacks;
}

QString titleOf(Kind kind)
{
    switch (kind) {
    case Kind::None:
        break;
    case Kind::DisableConnections:
        return tr("Ways out…");
    case Kind::EnableBruteForceProtection:
        return tr("Stage brute-force protection");
    case Kind::DisableSignup:
        return tr("Stage closing sign-up");
    case Kind::ApplyBaseline:
        return tr("Edit the policy");
    case Kind::RemoveCallbacks:
        return tr("Stage removing these callbacks");
    }
    return {};
}

Change::ObjectRef objectOf(const Domain::Finding &finding)
{
    const bool isApplication = finding.subject.kind == Domain::FindingSubject::Kind::Application;
    return {isApplication ? Change::ObjectKind::Application : Change::ObjectKind::Connection, finding.subject.id,
            finding.subject.name};
}

tl::expected<QList<Change::PlanItem>, QString> editsFor(const TenantSession &session, const Domain::Finding &finding,
                                                        const std::optional<Change::PlanItem> &staged)
{
    const Change::ObjectRef object = objectOf(finding);
    const bool isApplication = object.kind == Change::ObjectKind::Application;
    const Query::RecordPtr record
        = session.record(isApplication ? Query::Kind::Applications : Query::Kind::Connections, object.id);
    const auto seen = record ? Json::parse(record->original) : tl::make_unexpected(Json::ParseError{});
    if (!seen) {
        return tl::make_unexpected(
            tr("“%1” is not among what was read any more. Read the tenant again (F5).").arg(object.name));
    }
    if (!isApplication) {
        // Options are sent whole, so that what forbids writing them forbids this as well.
        if (const auto refusal
            = Policy::refusalOf(Json::memberAt(*seen, "options"), Json::stringAt(*seen, "strategy"))) {
            return tl::make_unexpected(refusal->reason);
        }
    }
    const Json::Value now = staged ? Json::merge(*seen, staged->changes).value : *seen;
    Json::Value wanted = now;
    mend(wanted, finding.remedy);
    const QList<Json::LeafChange> changes = Json::leafChanges(now, wanted);
    if (changes.isEmpty()) {
        return tl::make_unexpected(
            tr("“%1” is so already, or is staged to be. F5 reads the tenant again.").arg(object.name));
    }
    return QList<Change::PlanItem>{{object, changes, record->original}};
}

} // namespace Session
