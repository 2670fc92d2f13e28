#pragma once

#include "cli/failure.h"

#include "api/secret.h"
#include "change/plan.h"

#include <QFile>

namespace Cli {

class Arguments;
class Console;
struct Option;

/// Where the addresses of password-change tickets are to go. Whoever has one can set the password: without a word of
/// the user they go nowhere, and no ticket is made.
struct TicketRequest
{
    QString file; ///< --ticket-file; empty for none
    bool onTerminal = false; ///< --show-ticket
};
TicketRequest ticketRequest(const Arguments &arguments);
const QList<Option> &ticketOptions();

/// Hands out the addresses of tickets as they come: to a new file that only its owner can read, or to the terminal.
/// They are in no other output.
class TicketOutput
{
public:
    TicketOutput(TicketRequest request, Console &console);
    /// A file that got no ticket is removed.
    ~TicketOutput();
    TicketOutput(const TicketOutput &) = delete;
    TicketOutput &operator=(const TicketOutput &) = delete;

    /// Whether the tickets of these plans have somewhere to go; makes the file. To be asked before anything is sent.
    Outcome<void> open(const QList<Change::Plan> &plans);
    Outcome<void> give(const Change::ObjectRef &user, const Api::Secret &address);

private:
    TicketRequest m_request;
    Console &m_console;
    QFile m_file;
    bool m_isUsed = false;
};

} // namespace Cli
