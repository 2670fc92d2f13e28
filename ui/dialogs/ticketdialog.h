#pragma once

#include "api/secret.h"

#include <QDialog>
#include <QSet>

namespace Ui {

class ReviewDialog;
class WrapLabel;

/// An address that a user sets a new password at, and whose it is; or an application and its new secret.
struct Ticket
{
    QString user;
    Api::Secret address;
};

/// Hands out what was made by password tickets, or the secrets of new applications: masked, each with a button that
/// copies it for a minute. They are kept nowhere: with the dialog they are gone, so that it asks before it closes over
/// one that was not copied.
class TicketDialog : public QDialog
{
    Q_OBJECT
public:
    enum class What { PasswordTickets, ApplicationSecrets };

    explicit TicketDialog(const QList<Ticket> &tickets, QWidget *parent = nullptr);
    TicketDialog(const QList<Ticket> &tickets, What what, QWidget *parent = nullptr);

    void reject() override;

private:
    void copy(int row);

    const QList<Ticket> m_tickets;
    const What m_what;
    WrapLabel *m_told;
    QSet<int> m_copied; ///< rows
};

/// Once the review is closed: what it handed out, if anything, in a TicketDialog of `window`.
void handOut(ReviewDialog &review, TicketDialog::What what, QWidget &window);

} // namespace Ui
