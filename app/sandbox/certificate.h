#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace Sandbox {

/// A certificate authority made for this run and a server certificate for 127.0.0.1 and localhost under it. The CA's
/// certificate lies in a file of its own until this goes; its key is thrown away.
class Certificate
{
public:
    /// Throws std::runtime_error if OpenSSL or the temporary folder refuse.
    Certificate();
    ~Certificate();
    Certificate(const Certificate &) = delete;
    Certificate &operator=(const Certificate &) = delete;

    ssl_ctx_st *context() const { return m_context.get(); }
    const std::string &caFile() const { return m_caFile; }

private:
    std::shared_ptr<ssl_ctx_st> m_context;
    std::string m_caFile;
};

} // namespace Sandbox
