#include "session/emaillookup.h"

#include "analysis/signinfacts.h"
#include "api/requests/userrequests.h"
#include "query/filterlexer.h"
#include "query/userquery.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

using Page = Api::Page<Domain::User>;

/// Names the page of the search among those of the list.
constexpr QLatin1StringView searchPage{"search"};
constexpr int mostSearched = 100;

/// A search may tell of an address that the user no longer has.
bool hasEmail(const Domain::User &user, const QString &email, EmailPart part)
{
    const auto isMeant = [&email, part](const QString &address) {
        return part == EmailPart::Whole ? address.compare(email, Qt::CaseInsensitive) == 0
                                        : address.startsWith(email, Qt::CaseInsensitive);
    };
    const QList<Analysis::Account> accounts = Analysis::accountsOf(user);
    return isMeant(user.email)
        || std::any_of(accounts.cbegin(), accounts.cend(),
                       [&isMeant](const Analysis::Account &account) { return isMeant(account.email); });
}

Api::Request<Page> searchFor(const QString &email, EmailPart part)
{
    Api::UserSearch search;
    search.query = emailQuery(email, part);
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

QString emailQuery(const QString &email, EmailPart part)
{
    const QString whole = u"email:%1 OR identities.profileData.email:%1"_s.arg(Query::quoted(email.toLower()));
    return part == EmailPart::Whole ? whole : whole + u" OR email:"_s + Query::searchTerm(email.toLower()) + u'*';
}

Api::ListSource<Domain::User> usersWithEmail(const QString &email, EmailPart part)
{
    Api::ListSource<Domain::User> source = Api::allUsersByEmail(email.trimmed());
    source.request = [byEmail = source.request, email = email.trimmed(), part](const Api::PageQuery &page) {
        if (page.from == searchPage) {
            return searchFor(email, part);
        }
        Api::Request<Page> request = byEmail(page);
        request.parse = [parse = request.parse](const Api::WireReply &reply) {
            auto answer = parse(reply);
            if (answer && answer->next.isEmpty()) { // after the last of these
                answer->next = searchPage;
            }
            return answer;
        };
        return request;
    };
    return source;
}

} // namespace Session
