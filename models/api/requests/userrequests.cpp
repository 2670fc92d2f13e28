#include "api/requests/userrequests.h"

#include "api/requests/reading.h"
#include "json/user_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

/// The narrower scope does where a body touches app_metadata alone.
QList<QStringList> scopesFor(const QByteArray &body)
{
    const Json::Outcome<Json::Value> object = Json::parse(body);
    const bool isMetadataAlone
        = object && object->is_object() && object->size() == 1 && object->contains("app_metadata");
    return isMetadataAlone ? QList<QStringList>{{u"update:users"_s, u"update:users_app_metadata"_s}}
                           : QList<QStringList>{{u"update:users"_s}};
}

} // namespace

Request<Page<Domain::User>> searchUsers(const UserSearch &search, const PageQuery &page)
{
    WireRequest wire = get(u"/users"_s, {}, {{u"read:users"_s}});
    PageQuery offset = page;
    offset.paging = Paging::Offset;
    addPage(wire, offset);
    if (!search.query.isEmpty())
        wire.query.append({u"q"_s, search.query});
    if (!search.sort.isEmpty())
        wire.query.append({u"sort"_s, search.sort});
    wire.query.append({u"search_engine"_s, u"v3"_s});
    if (!search.needsOrder)
        wire.query.append({u"primary_order"_s, u"false"_s});
    addFields(wire, search.fields);
    return {wire, pageOf("users", &Json::readUser)};
}

ListSource<Domain::User> allUsers(const UserSearch &search)
{
    ListSource<Domain::User> source;
    source.paging = Paging::Offset;
    source.cap = searchCap;
    source.request = [search](const PageQuery &page) { return searchUsers(search, page); };
    source.idOf = [](const Domain::User &user) { return user.id.text(); };
    return source;
}

Request<Domain::User> getUser(const Domain::UserId &id)
{
    return {get(u"/users/{id}"_s, {id.text()}, {{u"read:users"_s}}), objectOf(&Json::readUser)};
}

Request<Page<Domain::User>> findUsersByEmail(const QString &email)
{
    WireRequest wire = get(u"/users-by-email"_s, {}, {{u"read:users"_s}});
    wire.query.append({u"email"_s, email});
    return {wire, pageOf("users", &Json::readUser)};
}

ListSource<Domain::User> allUsersByEmail(const QString &email)
{
    ListSource<Domain::User> source;
    source.idOf = [](const Domain::User &user) { return user.id.text(); };
    source.request = [email](const PageQuery &page) {
        const QString lower = email.toLower();
        const bool isFirst = page.from.isEmpty();
        Request<Page<Domain::User>> request = findUsersByEmail(isFirst ? email : lower);
        if (!isFirst || lower == email)
            return request;
        request.parse = [parse = request.parse, lower](const WireReply &reply) {
            Outcome<Page<Domain::User>> outcome = parse(reply);
            if (outcome)
                outcome->next = lower;
            return outcome;
        };
        return request;
    };
    return source;
}

Request<Domain::User> patchUser(const Domain::UserId &id, const QByteArray &body)
{
    return {write(Verb::Patch, u"/users/{id}"_s, {id.text()}, body, scopesFor(body)), objectOf(&Json::readUser)};
}

} // namespace Api
