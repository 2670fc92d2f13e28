#pragma once

#include "ui/widgets/fieldlist.h"

#include "session/userreader.h"

#include <functional>
#include <optional>

namespace Ui {

/// A part of a user as the user page tells it. A value.
struct UserSection
{
    QString title; ///< with the count, where there is one
    QString state; ///< what stands in place of the fields, or above them: why they are missing, that it is being read
    bool isProblem = false; ///< the state is one
    QList<Field> fields;
};

/// A customer that a user belongs to. A value.
struct UserCustomer
{
    QString key;
    QString name;
    bool hasRecord = false; ///< there is one to be led to
};

/// What others know of what is in a user.
struct UserKnowledge
{
    /// Name of a client_id, empty where it is not known.
    std::function<QString(const QString &)> applicationName;
    /// Customers of a user's JSON: one, none, or several that contradict each other; nothing before the tenant was
    /// looked at.
    std::function<std::optional<QList<UserCustomer>>(const QByteArray &)> customers;
};

/// All parts of a user, in the order in which support looks at them. A field of the customer leads to its key.
QList<UserSection> userSections(const Session::UserReader &reader, const UserKnowledge &known, const QDateTime &now);

} // namespace Ui
