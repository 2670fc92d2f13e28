#pragma once

#include <QString>

namespace Session {
class Auditor;
class CustomerBook;
class Estate;
class SnapshotKeeper;
class UserCensus;
} // namespace Session
namespace Settings {
class CustomerStore;
}

namespace Ui {

/// What is shown and decided of customers rests on. All of it is owned by the program's main() and outlives the window.
struct CustomerServices
{
    Session::Estate &estate;
    Settings::CustomerStore &rules;
    const Session::CustomerBook &book;
    const Session::Auditor *auditor = nullptr; ///< nullptr: nothing audits
    QString journalFolder{}; ///< empty: no changes are told
    Session::UserCensus *census = nullptr; ///< nullptr: users are not counted
    const Session::SnapshotKeeper *snapshots = nullptr; ///< nullptr: nothing is compared with what was
};

} // namespace Ui
