#pragma once

#include <QStringList>

namespace Ui {

/// How much of what the user edited is kept nowhere but in memory. A value.
struct UnsentEdits
{
    qsizetype staged = 0; ///< objects with staged changes
    qsizetype drafts = 0; ///< selections for which something was entered that is not staged

    bool isEmpty() const { return staged == 0 && drafts == 0; }
    /// A sentence for each, for a person; empty where there is neither.
    QString text() const;
};

} // namespace Ui
