#include "session/emaillookup.h"

#include "api/requests/userrequests.h"
#include "query/filterlexer.h"
#include "query/userquery.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Page = Api::Page<Domain::User>;

/// Names the page of the search among those of the list.
constexpr QLatin1StringView searchPage{"search"};
constexpr int mostSearched = 100;

QString queryFor(const QString &email, EmailPart part)
{
    const QString whole = u"email:%1 OR identities.profileData.email:%1"_s.arg(Query::quoted(email.toLower()));
    return part == EmailPart::Whole ? whole : whole + u" OR email:"_s + Query::searchTerm(email.toLower()) + u'*';
}

/// A search may tell of an address that the user no longer has.
bool hasEmail(const Domain::User &user, const QString &email, EmailPart part)
{
    const auto isMeant = [&email, part](const QString &address) {
        return part == EmailPart::Whole ? address.compare(email, Qt::CaseInsensitive) == 0
                                        : address.startsWith(email, Qt::CaseInsensitive);
    };
    if (isMeant(user.email)) {
        return true;
    }
    const auto json = Json::parse(user.original);
    const Json::Value *identities = json ? Json::memberAt(*json, "identities") : nullptr;
    return identities && identities->is_array()
        && std::any_of(identities->begin(), identities->end(), [&isMeant](const Json::Value &identity) {
               const Json::Value *profile = Json::memberAt(identity, "profileData");
               return profile && isMeant(Json::stringAt(*profile, "email"));
           });
}

/// The request, after whose page the next one of this name comes.
Api::Request<Page> followedBy(Api::Request<Page> request, const QString &next)
{
    request.parse = [parse = request.parse, next](const Api::WireReply &reply) {
        auto page = parse(reply);
        if (page) {
            page->next = next;
        }
        return page;
    };
    return request;
}

Api::Request<Page> searchFor(const QString &email, EmailPart part)
{
    Api::UserSearch search;
    search.query = queryFor(email, part);
    search.needsOrder = false;
    Api::Request<Page> request = Api::searchUsers(search, {Api::Paging::Offset, mostSearched, 0, {}});
    request.parse = [parse = request.parse, email, part](const Api::WireReply &reply) {
        auto page = parse(reply);
        if (page) {
            page->total.reset(); // of the search alone
            page->items.removeIf([&](const Domain::User &user) { return !hasEmail(user, email, part); });
        }
        return page;
    };
    return request;
}

} // namespace

Api::ListSource<Domain::User> usersWithEmail(const QString &email, EmailPart part)
{
    Api::ListSource<Domain::User> source;
    source.idOf = [](const Domain::User &user) { return user.id.text(); };
    source.request = [email = email.trimmed(), part](const Api::PageQuery &page) {
        const QString lower = email.toLower();
        if (page.from == searchPage) {
            return searchFor(email, part);
        }
        if (page.from.isEmpty() && lower != email) {
            return followedBy(Api::findUsersByEmail(email), lower);
        }
        return followedBy(Api::findUsersByEmail(lower), searchPage);
    };
    return source;
}

} // namespace Session
