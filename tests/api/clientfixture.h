#pragma once

#include "simplerequests.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <functional>
#include <memory>

namespace Support {

/// A client of a server that misbehaves on order, with a clock and a token source that the test moves. Everything is
/// allowed unless the options say otherwise.
class ClientFixture
{
public:
    ~ClientFixture() { end(); }

    /// Begins anew; to be called before each test.
    void begin();
    /// Takes it down, the client first.
    void end();
    /// Makes the client, in place of any other.
    Api::ManagementClient &client(Api::ClientOptions options);
    Api::ManagementClient &client() { return client(openOptions(clock)); }
    /// Lets the clock jump from one waiting thing to the next until `isDone`; false where that takes a minute.
    bool runUntil(const std::function<bool()> &isDone);

    std::shared_ptr<ManualClock> clock;
    std::unique_ptr<FaultServer> server;
    std::unique_ptr<FakeTokenSource> source;
    std::unique_ptr<Api::ManagementClient> api; ///< of client()
};

} // namespace Support
