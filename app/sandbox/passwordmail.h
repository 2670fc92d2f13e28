#pragma once

#include "sandbox/message.h"

#include <map>
#include <string>

namespace Sandbox {

/// How many mails for forgotten passwords an address may still be sent: ten at once, then one a minute (Auth0's limits
/// of the Authentication API). Of one Auth0 tenant; guarded by its mutex.
class PasswordMailBudget
{
public:
    /// False where the address has had too many.
    bool take(const std::string &email, TimePoint now);

private:
    struct Bucket
    {
        double tokens = 0;
        TimePoint refilled;
    };
    std::map<std::string, Bucket> m_buckets;
};

/// `POST /dbconnections/change_password` of the Authentication API, which takes no token. It answers the same whether
/// or not the connection has such a user; only the tenant's log tells.
Response passwordMail(TenantState &state, const Request &request, PasswordMailBudget &budget);

} // namespace Sandbox
