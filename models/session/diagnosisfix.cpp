#include "session/diagnosisfix.h"

#include "session/translation.h"

#include "change/objectreading.h"
#include "change/plantitle.h"
#include "change/supportplan.h"
#include "policy/policyrefusal.h"
#include "json/leaves.h"
#include "json/organization_json.h"

#include <QObject>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Change::ObjectKind;
using Change::SupportKind;
using Kind = Analysis::SignInFix::Kind;

std::optional<SupportKind> supportOf(Kind kind)
{
    switch (kind) {
    case Kind::Unblock:
        return SupportKind::Unblock;
    case Kind::LiftBlocks:
        return SupportKind::LiftBlocks;
    case Kind::VerificationMail:
        return SupportKind::VerificationMail;
    case Kind::PasswordMail:
        return SupportKind::PasswordMail;
    case Kind::ResetMfa:
        return SupportKind::ResetMfa;
    default:
        return std::nullopt;
    }
}

/// What the edits of a fix are of.
Change::ObjectRef objectOf(const Analysis::SignInFix &fix)
{
    switch (fix.kind) {
    case Kind::EnableConnection:
        return {ObjectKind::ConnectionClients, fix.connection, fix.connectionName};
    case Kind::AddMember:
        return {ObjectKind::UserOrganizations, fix.subject.id, fix.subject.name};
    case Kind::AddToOrganization:
        return {ObjectKind::OrganizationConnections, fix.subject.id, fix.subject.name};
    case Kind::AllowOrganizations:
        return {ObjectKind::Application, fix.subject.id, fix.subject.name};
    default:
        return {ObjectKind::Connection, fix.subject.id, fix.subject.name};
    }
}

void mend(Json::Value &object, const Analysis::SignInFix &fix)
{
    const auto set = [&object](const QStringList &path, const Json::Value &value) {
        Json::assign(object, Json::Pointer(path), value);
    };
    switch (fix.kind) {
    case Kind::EnableConnection:
        set({fix.subject.id}, true);
        break;
    case Kind::AddToOrganization: {
        if (!object.contains(fix.connection.toStdString())) {
            Json::Value entry = Json::Value::object();
            Json::writeSwitches(entry, {Domain::ConnectionId(fix.connection), false, std::nullopt, std::nullopt});
            set({fix.connection}, entry);
        }
        break;
    }
    case Kind::AddMember:
        set({fix.organization}, true);
        break;
    case Kind::OpenSignup:
        set({u"options"_s, u"disable_signup"_s}, false);
        break;
    case Kind::UseConnection:
        set({u"authentication"_s, u"active"_s}, true);
        break;
    case Kind::AllowOrganizations: // "require" would keep out who comes without one
        set({u"organization_usage"_s}, "allow");
        break;
    default:
        break;
    }
}

QStringList notesFor(const Analysis::SignInFix &fix, const Analysis::SignInFacts &facts)
{
    switch (fix.kind) {
    case Kind::EnableConnection: {
        QStringList notes{tr("Everybody in “%1” can then sign in to “%2”.").arg(fix.connectionName, fix.subject.name),
                          Analysis::lockNote(facts, facts.others.value(fix.connectionName).connection)};
        notes.removeAll(QString());
        return notes;
    }
    case Kind::AddToOrganization:
        return {tr("Who is no member of “%1” does not become one by signing in.").arg(fix.subject.name)};
    case Kind::OpenSignup:
        return {tr("Everybody who finds the login page can then make an account in “%1”.").arg(fix.subject.name)};
    case Kind::UseConnection:
        return {tr("Everybody in “%1” can then sign in again, to every application that it is enabled for.")
                    .arg(fix.subject.name)};
    case Kind::AllowOrganizations:
        return {tr("“%1” then takes people through every organization that has one of its connections, and without one "
                   "as before.")
                    .arg(fix.subject.name)};
    default:
        return {};
    }
}

/// One plan being made; held by what it waits for.
struct Making : std::enable_shared_from_this<Making>
{
    Api::ManagementClient &client;
    Analysis::SignInFacts facts;
    QList<Analysis::SignInFix> left;
    QObject *context;
    OnFix done;
    Change::Plan plan;
    Analysis::SignInFix current{};

    Making(Api::ManagementClient &own, const Change::PlanTenant &tenant, Analysis::SignInFacts known,
           QList<Analysis::SignInFix> fixes, QObject *owner, OnFix onFix)
        : client(own)
        , facts(std::move(known))
        , left(std::move(fixes))
        , context(owner)
        , done(std::move(onFix))
        , plan(Change::newPlan({}, tenant))
    { }

    void next()
    {
        while (!left.isEmpty()) {
            current = left.takeFirst();
            if (const auto kind = supportOf(current.kind)) {
                support(*kind);
            } else if (Analysis::hasPlan(current.kind)) {
                return edit();
            } else if (current.kind != Kind::None) {
                plan.skipped.append({{ObjectKind::Application, current.subject.id, current.subject.name},
                                     tr("There are several ways, of which somebody must choose.")});
            }
        }
        plan.title = Change::titleFor(plan.items);
        done(plan);
    }

    void support(SupportKind kind)
    {
        Change::SupportAction action{kind};
        action.application = Domain::ApplicationId(current.application);
        for (const Analysis::FoundUser &user : std::as_const(facts.users)) {
            if (user.user.id.text() == current.subject.id) {
                Change::Plan own = Change::supportPlan(action, plan.tenant, {user.user}, client.tokenScopes());
                Change::nameApplication(own, facts.application.name);
                plan.items += own.items;
                plan.skipped += own.skipped;
            }
        }
    }

    void edit()
    {
        const Change::ObjectRef object = objectOf(current);
        Change::readObject(client, object, context, [self = shared_from_this(), object](const auto &text) {
            if (!text) {
                return self->done(tl::make_unexpected(text.error()));
            }
            self->take(object, *text);
            self->next();
        });
    }

    void take(const Change::ObjectRef &object, const QByteArray &text)
    {
        const auto now = Json::parse(text);
        if (!now) {
            return plan.skipped.append({object, now.error().message});
        }
        if (current.kind == Kind::OpenSignup) {
            // Options are sent whole, so that what forbids writing them forbids this as well.
            if (const auto refusal
                = Policy::refusalOf(Json::memberAt(*now, "options"), Json::stringAt(*now, "strategy"))) {
                return plan.skipped.append({object, refusal->reason});
            }
        }
        Json::Value wanted = *now;
        mend(wanted, current);
        Change::PlanItem item{object, Json::leafChanges(*now, wanted), text, notesFor(current, facts)};
        if (!current.crossing.isEmpty()) { // by an account of the user, or where nobody knows whose the objects are
            item.notes.prepend(current.crossing);
        }
        if (item.changes.isEmpty()) {
            return plan.skipped.append({object, tr("It is so already.")});
        }
        if (object.kind == ObjectKind::ConnectionClients) {
            item.names.insert(current.subject.id, current.subject.name);
        } else if (object.kind == ObjectKind::OrganizationConnections) {
            item.names.insert(current.connection, current.connectionName);
        } else if (object.kind == ObjectKind::UserOrganizations) {
            item.names.insert(current.organization, current.organizationName);
            const auto user = std::find_if(facts.users.cbegin(), facts.users.cend(),
                                           [&object](const auto &found) { return found.user.id.text() == object.id; });
            item.user = user == facts.users.cend() ? QByteArray() : user->user.original;
        }
        plan.items.append(std::move(item));
    }
};

} // namespace

void readFixes(Api::ManagementClient &client, const Change::PlanTenant &tenant, const Analysis::SignInFacts &facts,
               const QList<Analysis::SignInFix> &fixes, QObject *context, const OnFix &done)
{
    QList<Analysis::SignInFix> each;
    for (const Analysis::SignInFix &fix : fixes) {
        if (!each.contains(fix)) {
            each.append(fix);
        }
    }
    std::make_shared<Making>(client, tenant, facts, each, context, done)->next();
}

} // namespace Session
