#pragma once

#include "ui/widgets/fieldlist.h"

#include "session/userreader.h"

#include <functional>

namespace Ui {

/// A part of a user as the user page tells it. A value.
struct UserSection
{
    QString title; ///< with the count, where there is one
    QString state; ///< what stands in place of the fields, or above them: why they are missing, that it is being read
    bool isProblem = false; ///< the state is one
    QList<Field> fields;
};

/// All parts of a user, in the order in which support looks at them. `applicationName`: of a client_id, empty where it
/// is not known.
QList<UserSection> userSections(const Session::UserReader &reader,
                                const std::function<QString(const QString &)> &applicationName, const QDateTime &now);

} // namespace Ui
