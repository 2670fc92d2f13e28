#include "cli/objectnamed.h"

#include "cli/kindreading.h"
#include "cli/translation.h"

#include "api/managementclient.h"
#include "api/requests/userrequests.h"
#include "change/objectreading.h"
#include "query/filterlexer.h"
#include "query/nearestword.h"
#include "session/tenantplan.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Change::ObjectKind;

struct Candidate
{
    QString id;
    QString label; ///< what tells it from the others of its name; empty: its id alone
};

/// What only an id looks like: a name is not looked for where such a one is gone.
bool isId(const Change::ObjectRef &object)
{
    switch (object.kind) {
    case ObjectKind::User:
        return object.id.contains(u'|');
    case ObjectKind::Connection:
        return object.id.startsWith("con_"_L1);
    case ObjectKind::Organization:
        return object.id.startsWith("org_"_L1);
    default:
        return false;
    }
}

bool isEmail(const Change::ObjectRef &object)
{
    return object.kind == ObjectKind::User && object.id.contains(u'@') && !isId(object);
}

/// One look-up; held by what it waits for.
struct Search : std::enable_shared_from_this<Search>
{
    Api::ManagementClient &client;
    Domain::TenantProfile profile;
    Change::ObjectRef object;
    QObject *context = nullptr;
    OnNamed done;
    QList<Candidate> found{};
    QStringList names{}; ///< of all that could have been meant

    Search(Api::ManagementClient &own, Domain::TenantProfile ofTenant, Change::ObjectRef named, QObject *owner,
           OnNamed onNamed)
        : client(own)
        , profile(std::move(ofTenant))
        , object(std::move(named))
        , context(owner)
        , done(std::move(onNamed))
    { }

    void read(const QString &id, bool mayBeName)
    {
        Change::ObjectRef own = object;
        own.id = id;
        Change::readObject(client, own, context,
                           [self = shared_from_this(), own, mayBeName](const Api::Outcome<QByteArray> &text) {
                               if (text && self->isMeant(*text)) {
                                   return self->done(NamedObject{own, *text});
                               }
                               if (text) {
                                   self->found.clear();
                                   return self->choose({});
                               }
                               using Kind = Api::ApiError::Kind;
                               const bool isUnknown = text.error().kind == Kind::NotFound
                                   || text.error().kind == Kind::BadRequest || text.error().kind == Kind::InvalidInput;
                               if (mayBeName && isUnknown) {
                                   return self->lookUp();
                               }
                               self->done(tl::make_unexpected(failureOf(text.error())));
                           });
    }

    void lookUp()
    {
        if (object.kind == ObjectKind::User) {
            return isEmail(object) ? lookUpEmail() : lookUpUser();
        }
        const Query::Kind kind = *Session::tableOf(object.kind);
        readKind(
            client, profile, kind, context,
            [self = shared_from_this(), kind](const QList<Query::RecordPtr> &page) {
                for (const Query::RecordPtr &record : page) {
                    self->names.append(Query::textAt(*record, kind, u"name"));
                    if (self->names.constLast() == self->object.id) {
                        self->found.append({record->id, {}});
                    }
                }
            },
            [self = shared_from_this()](const Api::Outcome<Api::Extent> &extent) { self->choose(Api::whole(extent)); });
    }

    /// As it is written and in lower case, as databases keep it: Auth0 compares the case. Another spelling, which a
    /// company's provider may have sent, is searched for where neither is there.
    void lookUpEmail()
    {
        const auto then = [self = shared_from_this()](const Api::Outcome<Api::Extent> &extent) {
            extent && self->found.isEmpty() ? self->searchEmail() : self->choose(extent);
        };
        Api::listAll<Domain::User>(client, Api::allUsersByEmail(object.id), context, taking(), then);
    }

    void searchEmail()
    {
        Api::UserSearch search;
        search.query = u"email:"_s + Query::quoted(object.id);
        search.needsOrder = false;
        Api::listAll<Domain::User>(
            client, Api::allUsers(search), context, taking(),
            [self = shared_from_this()](const Api::Outcome<Api::Extent> &extent) { self->choose(Api::whole(extent)); });
    }

    std::function<void(const QList<Domain::User> &)> taking()
    {
        return [self = shared_from_this()](const QList<Domain::User> &page) {
            for (const Domain::User &user : page) {
                self->found.append({user.id.text(), user.name});
            }
        };
    }

    /// A search may tell of an address that the user no longer has.
    bool isMeant(const QByteArray &text) const
    {
        const auto user = isEmail(object) ? Json::parse(text) : Json::Outcome<Json::Value>();
        return !isEmail(object)
            || (user && Json::stringAt(*user, "email").compare(object.id, Qt::CaseInsensitive) == 0);
    }

    void lookUpUser()
    {
        Api::UserSearch search;
        search.query = u"name:"_s + Query::quoted(object.id);
        search.needsOrder = false;
        Api::listAll<Domain::User>(
            client, Api::allUsers(search), context,
            [self = shared_from_this()](const QList<Domain::User> &page) {
                for (const Domain::User &user : page) {
                    if (user.name == self->object.id) {
                        self->found.append({user.id.text(), user.email});
                    }
                }
            },
            [self = shared_from_this()](const Api::Outcome<Api::Extent> &extent) { self->choose(Api::whole(extent)); });
    }

    /// `read`: whether all of the kind was read, without which none is known to be the only one.
    void choose(const Api::Outcome<Api::Extent> &read)
    {
        if (!read) {
            return done(tl::make_unexpected(failureOf(read.error())));
        }
        if (found.size() == 1) {
            return this->read(found.first().id, false);
        }
        const QString kind = Change::wordOf(object.kind);
        QStringList list;
        for (const Candidate &one : std::as_const(found)) {
            list.append(one.label.isEmpty() ? one.id : tr("%1 (%2)").arg(one.id, one.label));
        }
        const QString why = !list.isEmpty() ? tr("They are %1.").arg(list.join(", "_L1))
            : object.kind == Change::ObjectKind::User
            ? tr("It is named by its id, by its whole name or by its e-mail address.")
            : tr("It is named by its id or by its whole name.");
        done(usage(
            (list.isEmpty() ? tr("%1 has no %2 with the id or name “%3”.") : tr("%1 has more than one %2 named “%3”."))
                .arg(profile.name, kind, object.id),
            why, list.isEmpty() ? whatToDo() : tr("Give the id of the one that is meant. Nothing was sent.")));
    }

    QString whatToDo() const
    {
        constexpr qsizetype most = 3;
        QStringList meant;
        for (const QString &name : names) {
            if (meant.size() < most && name.contains(object.id, Qt::CaseInsensitive)) {
                meant.append(u"“%1”"_s.arg(name));
            }
        }
        if (const QString nearest = Query::nearestWord(object.id, names); meant.isEmpty() && !nearest.isEmpty()) {
            meant.append(u"“%1”"_s.arg(nearest));
        }
        const QString all = tr("tenantry-cli list %1 shows ids and names. Nothing was sent.")
                                .arg(Query::wordFor(*Session::tableOf(object.kind)));
        return meant.isEmpty() ? all : tr("Is %1 meant? %2").arg(meant.join(tr(" or ")), all);
    }
};

} // namespace

void readNamed(Api::ManagementClient &client, const Domain::TenantProfile &profile, const Change::ObjectRef &object,
               QObject *context, const OnNamed &done)
{
    const auto search = std::make_shared<Search>(client, profile, object, context, done);
    isEmail(object) ? search->lookUp() : search->read(object.id, !isId(object));
}

} // namespace Cli
