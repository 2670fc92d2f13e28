#pragma once

#include "sandbox/server.h"

#include <httplib.h>

#include <memory>
#include <string>
#include <vector>

/// An Auth0 tenant small enough to know by heart: two database connections and one of Google, two applications, two
/// organizations with one member each, two roles.
Sandbox::TenantState smallTenant();

/// What came back over HTTP.
struct Answer
{
    int status = 0; ///< 0: no answer
    Sandbox::Json json;
    std::string body;
    httplib::Headers headers;

    std::string header(const std::string &name) const;
    std::string errorCode() const;
};

/// A client of one tenant of a running sandbox, holding a token. Owns nothing but its connection.
class SandboxClient
{
public:
    /// Fetches a token with every scope, or with the scopes of `client` if it is given.
    explicit SandboxClient(const Sandbox::TenantAccess &access, const Sandbox::ApiClient &client = {});

    Answer get(const std::string &path);
    Answer patch(const std::string &path, const Sandbox::Json &body);
    Answer post(const std::string &path, const Sandbox::Json &body);
    Answer remove(const std::string &path, const Sandbox::Json &body = {});
    /// Any method, any headers beside the Authorization (an empty name leaves that out); `path` from the root.
    Answer send(const std::string &method, const std::string &path, httplib::Headers headers = {},
                const std::string &body = {});

    const std::string &token() const { return m_token; }
    void setToken(const std::string &token) { m_token = token; }

private:
    httplib::Client m_http;
    std::string m_token;
};

/// A sandbox with smallTenant() that runs as long as this lives.
struct RunningSandbox
{
    explicit RunningSandbox(Sandbox::Options options = {}, Sandbox::TenantState state = smallTenant());

    Sandbox::Server server;
    Sandbox::TenantAccess access;
};

/// QCOMPARE for JSON, which QtTest cannot print.
#define COMPARE_JSON(actual, expected)                                                                                 \
    do {                                                                                                               \
        const Sandbox::Json got = (actual);                                                                            \
        const Sandbox::Json want = (expected);                                                                         \
        QVERIFY2(got == want, ("got " + got.dump() + "\nwant " + want.dump()).c_str());                                \
    } while (false)
