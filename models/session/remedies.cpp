#include "session/remedies.h"

#include "session/tenantsession.h"

#include "json/leaves.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Kind = Domain::Remedy::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Session", text);
}

/// Sets what the remedy sets; false where the object has no room for it.
bool mend(Json::Value &object, const Domain::Remedy &remedy)
{
    switch (remedy.kind) {
    case Kind::EnableBruteForceProtection:
        return Json::memberAt(object, "options") != nullptr
            && Json::assign(object, Json::Pointer(QStringList{u"options"_s, u"brute_force_protection"_s}),
                            Json::Value(true));
    case Kind::DisableSignup:
        return Json::memberAt(object, "options") != nullptr
            && Json::assign(object, Json::Pointer(QStringList{u"options"_s, u"disable_signup"_s}), Json::Value(true));
    case Kind::RemoveCallbacks: {
        Json::Value kept = Json::Value::array();
        for (const QString &url : Json::stringsAt(object, "callbacks")) {
            if (!remedy.ids.contains(url)) {
                kept.push_back(url.toStdString());
            }
        }
        return Json::assign(object, Json::Pointer(QStringList{u"callbacks"_s}), kept);
    }
    case Kind::None:
    case Kind::DisableConnections:
    case Kind::ApplyBaseline:
        break;
    }
    return false;
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
        return tr("Turn off connections…");
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

tl::expected<QList<Change::PlanItem>, QString> editsFor(const TenantSession &session, const Domain::Finding &finding)
{
    const bool isApplication = finding.subject.kind == Domain::FindingSubject::Kind::Application;
    const Query::RecordPtr record
        = session.record(isApplication ? Query::Kind::Applications : Query::Kind::Connections, finding.subject.id);
    const auto seen = record ? Json::parse(record->original) : tl::make_unexpected(Json::ParseError{});
    if (!seen) {
        return tl::make_unexpected(
            tr("“%1” is not among what was read any more. Read the tenant again (F5).").arg(finding.subject.name));
    }
    Json::Value wanted = *seen;
    if (!mend(wanted, finding.remedy)) {
        return tl::make_unexpected(tr("What was read of “%1” lacks what is to be changed; the token may lack a scope.")
                                       .arg(finding.subject.name));
    }
    const QList<Json::LeafChange> changes = Json::leafChanges(*seen, wanted);
    if (changes.isEmpty()) {
        return tl::make_unexpected(tr("“%1” is so already. Read the tenant again (F5).").arg(finding.subject.name));
    }
    const auto kind = isApplication ? Change::ObjectKind::Application : Change::ObjectKind::Connection;
    return QList<Change::PlanItem>{{{kind, finding.subject.id, finding.subject.name}, changes, record->original}};
}

} // namespace Session
