#pragma once

#include "api/secret.h"

#include <QDialog>

namespace Ui {

/// An address that a user sets a new password at, and whose it is; or an application and its new secret.
struct Ticket
{
    QString user;
    Api::Secret address;
};

/// Hands out what was made by password tickets, or the secrets of new applications: masked, each with a button that
/// copies it for a minute. They are kept nowhere: with the dialog they are gone.
class TicketDialog : public QDialog
{
    Q_OBJECT
public:
    enum class What { PasswordTickets, ApplicationSecrets };

    explicit TicketDialog(const QList<Ticket> &tickets, QWidget *parent = nullptr);
    TicketDialog(const QList<Ticket> &tickets, What what, QWidget *parent = nullptr);
};

} // namespace Ui
