#pragma once

#include <QString>

namespace Session {
class ChangeTray;
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
};

} // namespace Ui
