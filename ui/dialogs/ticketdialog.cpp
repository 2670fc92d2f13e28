#include "ui/dialogs/ticketdialog.h"

#include "ui/dialogs/discardquestion.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/passingcopy.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scrollbody.h"
#include "ui/widgets/wraplabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QUrl>

#include <memory>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// Which server it leads to, and nothing that would open it; nothing at all of a secret.
QString masked(const Api::Secret &address, TicketDialog::What what)
{
    if (what == TicketDialog::What::ApplicationSecrets) {
        return u"••••••••"_s;
    }
    return QUrl::fromEncoded(address.reveal()).host() + u"/••••••••"_s;
}

} // namespace

TicketDialog::TicketDialog(const QList<Ticket> &tickets, QWidget *parent)
    : TicketDialog(tickets, What::PasswordTickets, parent)
{ }

TicketDialog::TicketDialog(const QList<Ticket> &tickets, What what, QWidget *parent)
    : QDialog(parent)
    , m_tickets(tickets)
    , m_what(what)
    , m_told(new WrapLabel(this))
{
    const bool isSecret = what == What::ApplicationSecrets;
    setObjectName(u"tickets"_s);
    setWindowTitle(isSecret ? tr("Secrets of new applications") : tr("Password tickets"));
    auto *about = new WrapLabel(this);
    about->setText(
        (isSecret
             ? tr("The application proves with its secret who it is: give it to who runs the application alone. "
                  "Tenantry keeps it nowhere, not even in the journal, and it is gone when this is closed. A copy "
                  "leaves the clipboard after %1 seconds.")
             : tr("Whoever has such an address can set the user's password, once: give it to the user alone. It is "
                  "kept nowhere, not even in the journal, and gone when this is closed. A copy leaves the clipboard "
                  "after %1 seconds."))
            .arg(PassingCopy::usualStay.count()));
    m_told->setObjectName(u"told"_s);
    m_told->setProperty("muted", true);
    auto *body = new QWidget(this);
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Size::margin);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < tickets.size(); ++row) {
        const Ticket &ticket = tickets.at(row);
        auto *user = new PlainLabel(body);
        user->setFullText(ticket.user);
        auto *address = new PlainLabel(body);
        address->setFont(fontOf(Type::Mono));
        address->setFullText(masked(ticket.address, what));
        auto *copy = namedButton("copyTicket", row == 0 ? tr("&Copy") : tr("Copy"), body);
        copy->setAccessibleDescription(ticket.user);
        connect(copy, &QPushButton::clicked, this, [this, row] { this->copy(row); });
        grid->addWidget(user, row, 0);
        grid->addWidget(address, row, 1);
        grid->addWidget(copy, row, 2);
    }
    grid->setRowStretch(int(tickets.size()), 1);
    auto *close = namedButton("close", tr("C&lose"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_told, 1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Size::wide, Size::wide, Size::wide, Size::margin);
    layout->setSpacing(Size::margin);
    layout->addWidget(about);
    layout->addWidget(makeScrollBody(body, isSecret ? tr("Secrets") : tr("Tickets"), this), 1);
    layout->addLayout(buttons);
    sizeDialog(*this, {640, 300});
}

void TicketDialog::copy(int row)
{
    const Ticket &ticket = m_tickets.at(row);
    PassingCopy::put(ticket.address);
    m_copied.insert(row);
    m_told->setText((m_what == What::ApplicationSecrets ? tr("The secret of %1 is in the clipboard, for %2 seconds.")
                                                        : tr("The address of %1 is in the clipboard, for %2 seconds."))
                        .arg(ticket.user)
                        .arg(PassingCopy::usualStay.count()));
}

void TicketDialog::reject()
{
    const int lost = int(m_tickets.size() - m_copied.size());
    if (lost == 0) {
        return QDialog::reject();
    }
    askToDiscard(
        *this,
        m_what == What::ApplicationSecrets
            ? tr("%n secret(s) not copied. Nobody can see them here again. Close?", nullptr, lost)
            : tr("%n address(es) not copied. Nobody can see them here again. Close?", nullptr, lost),
        [this] { QDialog::reject(); }, tr("Go back"));
}

void handOut(ReviewDialog &review, TicketDialog::What what, QWidget &window)
{
    auto tickets = std::make_shared<QList<Ticket>>();
    QObject::connect(&review, &ReviewDialog::ticketMade, &window,
                     [tickets](const QString &whose, const Api::Secret &secret) {
                         tickets->append({whose, secret});
                     });
    QObject::connect(&review, &QDialog::finished, &window, [tickets, what, &window] {
        if (!tickets->isEmpty()) {
            openDialog(new TicketDialog(*tickets, what, &window));
        }
    });
}

} // namespace Ui
