#pragma once

#include "cli/program.h"
#include "sandbox/server.h"
#include "sandbox/tenantstate.h"

#include <QTemporaryDir>

#include <memory>

/// A sandbox and the program with a home of its own, so that the journal is a test's own.
class ChangeFixture
{
public:
    explicit ChangeFixture(std::vector<Sandbox::TenantState> tenants,
                           const std::vector<Sandbox::ApiClient> &clients = {});

    Sandbox::Server &server() { return *m_server; }
    /// The arguments that name the first Auth0 tenant.
    QStringList target() const;
    Program::Variables variables() const;
    Program::Result run(const QStringList &words) const { return Program::run(words + target(), variables()); }
    QString file(const QString &name) const { return m_home.filePath(name); }
    /// Every connection of the first Auth0 tenant as text, in order.
    std::vector<std::string> connections() const;
    /// Requests that change something and were answered well.
    int writes() const;

private:
    std::unique_ptr<Sandbox::Server> m_server;
    QTemporaryDir m_home;
};
