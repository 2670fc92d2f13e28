#include "cli/sandboxcommand.h"

#include "cli/console.h"
#include "cli/sandboxsetup.h"
#include "cli/translation.h"

#include "session/signalwatch.h"

#include "sandbox/seed.h"
#include "sandbox/server.h"

#include <QFile>

#include <memory>
#include <system_error>

namespace Cli {

namespace {

/// Stops the server and writes what it held, where that was asked for.
ExitCode end(Sandbox::Server &server, const QString &stateFile, Console &console)
{
    server.stop();
    if (stateFile.isEmpty()) {
        return ExitCode::Done;
    }
    std::vector<Sandbox::TenantState> tenants;
    for (std::size_t tenant = 0; tenant < server.tenants().size(); ++tenant) {
        tenants.push_back(server.state(tenant));
    }
    const auto saved = Sandbox::saveState(tenants, QFile::encodeName(stateFile).toStdString());
    if (saved) {
        return ExitCode::Done;
    }
    console.say({ExitCode::Network, tr("What the sandbox held is lost."), QString::fromStdString(saved.error()),
                 tr("Name a file with --state that can be written.")});
    return ExitCode::Network;
}

} // namespace

void startSandbox(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    Outcome<SandboxSetup> setup = sandboxSetup(arguments);
    if (!setup) {
        console.say(setup.error());
        return finish(setup.error().code);
    }
    // From here on a signal ends the server in good order; before, there is nothing to put in order.
    auto *signalWatch = new Session::SignalWatch(parent);
    const auto server = std::make_shared<Sandbox::Server>(setup->options, std::move(setup->tenants));
    try {
        server->start();
    } catch (const std::system_error &problem) {
        console.say({ExitCode::Network, tr("The sandbox cannot start."), QString::fromLocal8Bit(problem.what()),
                     tr("Choose another port with --port, or 0 for any free one.")});
        return finish(ExitCode::Network);
    }
    QObject::connect(
        signalWatch, &Session::SignalWatch::arrived, parent,
        [server, stateFile = setup->stateFile, &console, finish] { finish(end(*server, stateFile, console)); });
    console.write(QByteArray::fromStdString(server->readyLine()) + '\n');
    // Whoever started it waits for this line; where it cannot be told, there is nobody to serve.
    if (!console.flush()) {
        finish(end(*server, setup->stateFile, console));
    }
}

} // namespace Cli
