#pragma once

#include <QString>

namespace Session {
class Auditor;
class ChangeTray;
class CustomerBook;
class Estate;
} // namespace Session

namespace Ui {

class Prompt;

/// What the dialogs about changes work on. All of it is owned by the program's main() and outlives them.
struct ChangeServices
{
    Session::Estate &estate;
    Session::ChangeTray &tray;
    QString journalFolder;
    Prompt &prompt;
    QString templateFolder{}; ///< of the user's own policy templates; empty: none can be kept
    /// What is foretold of findings is foretold with its options; nullptr: with the defaults.
    const Session::Auditor *auditor = nullptr;
    /// Tells where a plan ties two customers together; nullptr: nothing does.
    const Session::CustomerBook *book = nullptr;
};

} // namespace Ui
