#include "cli/ticketoutput.h"

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/terminaltext.h"
#include "cli/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// A password ticket has an address, and a new application a client secret; Auth0 shows both once.
bool handsOut(const Change::Plan &plan)
{
    return std::any_of(plan.items.cbegin(), plan.items.cend(), [](const Change::PlanItem &item) {
        return (item.action && item.action->kind == Change::SupportKind::PasswordTicket)
            || (item.creation && item.object.kind == Change::ObjectKind::Application);
    });
}

} // namespace

TicketRequest ticketRequest(const Arguments &arguments)
{
    return {arguments.value(OptionName::ticketFile), arguments.has(OptionName::showTicket)};
}

const QList<Option> &ticketOptions()
{
    static const QList<Option> table{
        {OptionName::ticketFile, QT_TRANSLATE_NOOP("Cli", "FILE"),
         QT_TRANSLATE_NOOP(
             "Cli",
             "Write addresses of password-change tickets, and secrets of new applications, to this new file, "
             "which only you can read")},
        {OptionName::showTicket, nullptr, QT_TRANSLATE_NOOP("Cli", "Show them instead, if this is a terminal")},
    };
    return table;
}

TicketOutput::TicketOutput(TicketRequest request, Console &console)
    : m_request(std::move(request))
    , m_console(console)
    , m_file(m_request.file)
{ }

TicketOutput::~TicketOutput()
{
    if (m_file.isOpen() && !m_isUsed) {
        m_file.remove();
    }
}

Outcome<void> TicketOutput::open(const QList<Change::Plan> &plans)
{
    if (std::none_of(plans.cbegin(), plans.cend(), &handsOut)) {
        return {};
    }
    if (m_request.file.isEmpty() && !m_request.onTerminal) {
        return usage(tr("Nothing was made."),
                     tr("The address of a ticket and the secret of a new application are shown once and kept nowhere, "
                        "and were not asked for."),
                     tr("Add --ticket-file FILE, or --show-ticket on a terminal. Nothing was sent."));
    }
    if (m_request.onTerminal && !m_console.isTerminal()) {
        return usage(tr("Nothing was made."),
                     tr("--show-ticket shows it on a terminal alone, and standard output is none."),
                     tr("Give --ticket-file FILE instead. Nothing was sent."));
    }
    // Before the ticket is made, since nobody could get its address afterwards.
    if (!m_request.file.isEmpty()
        && !m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner)) {
        return tl::make_unexpected(Failure{ExitCode::Network, tr("Nothing was made."),
                                           tr("%1 cannot be made: %2.").arg(m_request.file, m_file.errorString()),
                                           tr("Name a file that is not there yet. Nothing was sent.")});
    }
    return {};
}

Outcome<void> TicketOutput::give(const Change::ObjectRef &user, const Api::Secret &address)
{
    if (m_request.onTerminal) {
        m_console.progress({});
        const QString told = user.kind == Change::ObjectKind::Application ? tr("%1 (%2) has the client secret %3\n")
                                                                          : tr("%1 (%2) sets a new password at %3\n");
        m_console.write(told.arg(terminalText(user.name), terminalText(user.id),
                                 terminalText(QString::fromUtf8(address.reveal()))));
    }
    if (!m_file.isOpen()) {
        return {};
    }
    m_isUsed = true;
    const QByteArray line = terminalText(user.id).toUtf8() + ' ' + address.reveal() + '\n';
    if (m_file.write(line) != line.size() || !m_file.flush()) {
        return tl::make_unexpected(
            Failure{ExitCode::Network, tr("What is shown once was not written down."),
                    tr("%1: %2.").arg(m_request.file, m_file.errorString()),
                    tr("It is lost. A ticket ends by itself: make another. The secret of an application "
                       "is seen in the Dashboard, or rotated.")});
    }
    return {};
}

} // namespace Cli
