#include "sandbox/defaultestate.h"
#include "sandbox/estate/seeded.h"
#include "sandbox/estate/tenantbuilder.h"

namespace Sandbox {

namespace {

constexpr std::int64_t kHour = 3600000;
constexpr std::int64_t kDay = 24 * kHour;

struct Name
{
    const char *given, *family, *mailbox;
};

constexpr Name kNames[] = {
    {"Anna", "Schmidt", "anna.schmidt"},     {"José", "García Márquez", "jose.garcia"},
    {"Michael", "Bolton", "michael.bolton"}, {"Siân", "Ó Briain", "sian.obriain"},
    {"Yuki", "Tanaka", "yuki.tanaka"},       {"Zoë", "van der Meer", "zoe.vandermeer"},
    {"Peter", "Gibbons", "peter.gibbons"},   {"Łukasz", "Wójcik", "lukasz.wojcik"},
    {"Alice", "Abernathy", "alice"},         {"Jürgen", "Groß", "juergen.gross"},
    {"Pepper", "Potts", "pepper.potts"},     {"Nguyễn", "Thị Hương", "huong.nguyen"},
    {"Milton", "Waddams", "milton"},         {"Björk", "Jónsdóttir", "bjork"},
    {"Lucius", "Fox", "lucius.fox"},         {"Ñusta", "Quispe", "nusta.quispe"},
    {"Samir", "Nagheenanajar", "samir"},     {"Ελένη", "Παπαδοπούλου", "eleni.papadopoulou"},
    {"Hank", "Scorpio", "hank.scorpio"},     {"Дмитрий", "Орлов", "dmitry.orlov"},
    {"Bill", "Lumbergh", "bill.lumbergh"},   {"Mary-Jane", "O'Neil", "mary-jane.oneil"},
    {"Gilfoyle", "B.", "gilfoyle"},          {"さくら", "山本", "sakura.yamamoto"},
};

constexpr const char *kPlans[] = {"starter", "business", "business", "enterprise"};

Json appMetadata(const CustomerRow &row, std::string_view letters, Seeded &random)
{
    if (letters.find('M') == std::string_view::npos && random.percent(35))
        return Json(); // absent in most tenants
    Json metadata;
    if (letters.find('M') != std::string_view::npos) {
        metadata["tenant"] = row.slug;
        Seeded company(1, row.slug);
        metadata["company"] = {{"id", 1000 + company.below(9000)}, {"name", row.name}};
    }
    metadata["plan"] = random.pick(kPlans);
    metadata["roles"] = random.percent(20) ? Json::array({"approver", "bookkeeper"}) : Json::array({"bookkeeper"});
    if (random.percent(30))
        metadata["approval_limit"] = 500.0 * static_cast<double>(1 + random.below(20));
    if (random.percent(10))
        metadata["migrated_from"] = nullptr;
    return metadata;
}

Json userMetadata(Seeded &random)
{
    constexpr const char *languages[] = {"de", "en", "fr", "ja", "pl"};
    Json metadata = {{"language", random.pick(languages)}};
    if (random.percent(30))
        metadata["phone"] = "+49 30 5550" + random.text("0123456789", 3);
    if (random.percent(25))
        metadata["preferences"]
            = {{"digest", random.percent(50) ? "daily" : "never"}, {"dark_mode", random.percent(50)}};
    return metadata;
}

void addFactors(TenantState &state, const std::string &userId, std::int64_t since, Seeded &random)
{
    std::vector<Json> &methods = state.authenticationMethods[userId];
    methods.push_back({{"id", shortId(random.next(), "totp|dev_", userId)},
                       {"type", "totp"},
                       {"confirmed", true},
                       {"name", "Authenticator"},
                       {"created_at", estateTime(since)},
                       {"enrolled_at", estateTime(since + 60000)},
                       {"last_auth_at", estateTime(kEstateNow - kDay)}});
    methods.push_back({{"id", shortId(random.next(), "recovery-code|dev_", userId)},
                       {"type", "recovery-code"},
                       {"confirmed", true},
                       {"created_at", estateTime(since)},
                       {"enrolled_at", estateTime(since)}});
    if (random.percent(30)) {
        methods.push_back({{"id", shortId(random.next(), "phone|dev_", userId)},
                           {"type", "phone"},
                           {"confirmed", true},
                           {"preferred_authentication_method", "sms"},
                           {"phone_number", "XXXXXXXXX" + random.text("0123456789", 4)},
                           {"created_at", estateTime(since + kDay)}});
    }
}

void addSession(TenantState &state, const std::string &userId, const std::string &client, std::int64_t at,
                Seeded &random)
{
    const std::string session = "sess_" + random.text("ABCDEFGHabcdefgh0123456789", 22);
    const Json device
        = {{"initial_ip", "203.0.113." + std::to_string(random.below(250) + 1)},
           {"initial_user_agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"},
           {"initial_asn", "64496"}};
    state.sessions[userId].push_back(
        {{"id", session},
         {"user_id", userId},
         {"created_at", estateTime(at)},
         {"updated_at", estateTime(at + kHour)},
         {"authenticated_at", estateTime(at)},
         {"idle_expires_at", estateTime(at + 3 * kDay)},
         {"expires_at", estateTime(at + 7 * kDay)},
         {"last_interacted_at", estateTime(at + kHour)},
         {"device", device},
         {"clients", Json::array({{{"client_id", client}}})},
         {"authentication", {{"methods", {{{"name", "pwd"}, {"timestamp", estateTime(at)}}}}}}});
    if (random.percent(60)) {
        state.refreshTokens[userId].push_back({{"id", random.text("0123456789abcdefghijklmnop", 18)},
                                               {"user_id", userId},
                                               {"created_at", estateTime(at)},
                                               {"idle_expires_at", estateTime(at + 15 * kDay)},
                                               {"expires_at", estateTime(at + 30 * kDay)},
                                               {"device", device},
                                               {"client_id", client},
                                               {"session_id", session},
                                               {"rotating", true},
                                               {"resource_servers", Json::array()},
                                               {"last_exchanged_at", estateTime(at + 2 * kHour)}});
    }
}

Json profile(const Name &name, const std::string &email, std::int64_t created, Seeded &random)
{
    const std::string full = std::string(name.given) + ' ' + name.family;
    Json user;
    user["created_at"] = estateTime(created);
    user["email"] = email;
    user["email_verified"] = !random.percent(12);
    user["family_name"] = name.family;
    user["given_name"] = name.given;
    user["name"] = full;
    user["nickname"] = name.mailbox;
    user["picture"] = "https://cdn.ledgerline.example/avatars/" + random.text("0123456789abcdef", 32) + ".png";
    user["updated_at"] = estateTime(kEstateNow - static_cast<std::int64_t>(random.below(30)) * kDay);
    return user;
}

/// Where a person signs in.
struct Account
{
    std::string connection, strategy;
    std::string inner; ///< the id within the strategy
    bool isSocial = false;
    std::string id() const { return strategy + '|' + inner; }
};

/// One of the customer's connections; without any, the shared database or what else everybody has.
const Json &connectionOf(const TenantBuilder &tenant, const TenantState &state, const CustomerObjects &objects,
                         Seeded &random)
{
    if (!objects.connections.empty())
        return *state.connections.find(objects.connections[random.below(objects.connections.size())]);
    constexpr const char *shared[] = {"Username-Password-Authentication", "Username-Password-Authentication",
                                      "google-oauth2", "windowslive", "email"};
    return tenant.connectionNamed(random.pick(shared));
}

Account accountIn(const Json &connection, const std::string &email, std::uint64_t seed, const std::string &key,
                  Seeded &random)
{
    Account account{connection.at("name"), connection.at("strategy"), {}};
    account.isSocial = account.strategy == "google-oauth2" || account.strategy == "windowslive";
    if (account.strategy == "auth0" || account.strategy == "email")
        account.inner = objectId(seed, key);
    else if (account.isSocial)
        account.inner
            = account.strategy == "windowslive" ? random.text("0123456789abcdef", 16) : random.text("123456789", 21);
    else
        account.inner = account.connection + '|' + email;
    return account;
}

void addIdentities(Json &user, const Account &account, const std::string &email, Seeded &random)
{
    user["user_id"] = account.id();
    user["identities"] = Json::array({{{"connection", account.connection},
                                       {"user_id", account.inner},
                                       {"provider", account.strategy},
                                       {"isSocial", account.isSocial}}});
    if (account.strategy == "auth0" && random.percent(6)) {
        user["identities"].push_back({{"connection", "google-oauth2"},
                                      {"user_id", random.text("123456789", 21)},
                                      {"provider", "google-oauth2"},
                                      {"isSocial", true},
                                      {"profileData", {{"email", email}, {"email_verified", true}}}});
    }
}

/// Sessions, brute-force blocks, roles and memberships: what Auth0 keeps beside the user.
void addSurroundings(TenantBuilder &tenant, const CustomerRow &row, const Json &user, bool isFirst, Seeded &random)
{
    TenantState &state = tenant.state();
    const std::string id = user.at("user_id");
    if (user.contains("logins_count") && random.percent(40) && state.clients.size() > 0) {
        const std::string client = state.clients.items().front().at("client_id");
        addSession(state, id, client, kEstateNow - static_cast<std::int64_t>(1 + random.below(60)) * kHour, random);
    }
    if (random.percent(4)) {
        state.blocks[id].push_back({{"identifier", user.at("email")},
                                    {"ip", "192.0.2." + std::to_string(1 + random.below(250))},
                                    {"connection", user.at("identities").at(0).at("connection")}});
    }
    if (random.percent(20))
        state.userRoles[id].insert(state.roles.items()[random.below(4)].at("id"));
    for (const std::string &organization : tenant.objectsOf(row).organizations) {
        state.organizationMembers[organization].insert(id);
        if (isFirst)
            state.organizationMemberRoles[organization][id].insert(state.roles.items()[0].at("id"));
    }
}

void signIns(Json &user, Seeded &random)
{
    if (random.percent(10))
        return; // invited, never came
    user["last_ip"] = (random.percent(80) ? "203.0.113." : "198.51.100.") + std::to_string(1 + random.below(250));
    user["last_login"] = estateTime(kEstateNow - static_cast<std::int64_t>(1 + random.below(20UL * 24)) * kHour);
    user["logins_count"] = 1 + random.below(400);
}

} // namespace

void addPeople(TenantBuilder &tenant, const CustomerRow &row)
{
    TenantState &state = tenant.state();
    const std::string_view letters = lettersFor(row, tenant.region());
    const unsigned count = tenant.region() == "staging" ? 3 : tenant.region() == "wayne" ? 24 : row.users;
    const std::size_t offset = Seeded(tenant.seed(), row.slug).below(std::size(kNames));
    for (unsigned i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Seeded random(tenant.seed(), tenant.key("person", std::string(row.slug) + number));
        const Name &name = kNames[(offset + i) % std::size(kNames)];
        const std::string email = std::string(name.mailbox) + '@' + std::string(row.domain);
        const Json &connection = connectionOf(tenant, state, tenant.objectsOf(row), random);
        const Account account = accountIn(connection, email, tenant.seed(), tenant.key("user", email + number), random);
        const std::int64_t created = kEstateNow - static_cast<std::int64_t>(30 + random.below(900)) * kDay;

        Json user = profile(name, email, created, random);
        addIdentities(user, account, email, random);
        if (Json metadata = appMetadata(row, letters, random); !metadata.is_null())
            user["app_metadata"] = std::move(metadata);
        if (random.percent(70))
            user["user_metadata"] = userMetadata(random);
        if (random.percent(15)) {
            user["multifactor"] = {"google-authenticator"};
            addFactors(state, account.id(), created + kDay, random);
        }
        signIns(user, random);
        if (random.percent(4))
            user["blocked"] = true;
        addSurroundings(tenant, row, user, i == 0, random);
        tenant.objectsOf(row).users.push_back(account.id());
        state.users.append(std::move(user));
    }
}

} // namespace Sandbox
