#pragma once

#include "cli/arguments.h"
#include "cli/target.h"

#include "session/comparedstate.h"

#include <memory>

namespace Cli {

/// One side of `diff` as the command line names it: a state that is there, or an Auth0 tenant that is to be read.
struct DiffSide
{
    Session::ComparedState state;
    std::optional<Target> live; ///< `state` comes of reading it
};

/// Finds the sides of one command line. Opens the account's snapshots once, and only where they are asked for.
class DiffSides
{
public:
    /// The arguments outlive it.
    explicit DiffSides(const Arguments &arguments)
        : m_arguments(arguments)
    { }

    /// What a word names: a snapshot's number, PROFILE@latest, PROFILE@2026-11-01, a folder or YAML file of
    /// auth0-deploy-cli, a file of snapshots with or without such an ending, or a saved profile.
    Outcome<DiffSide> side(const QString &word);
    /// The Auth0 tenant that the options name, as it is now.
    Outcome<DiffSide> liveSide() const;
    /// Where a damaged file of snapshots was set aside; empty: there was none.
    const QString &setAside() const { return m_setAside; }

private:
    using StorePtr = std::shared_ptr<const Store::SnapshotStore>;

    Outcome<StorePtr> ownStore();
    Outcome<DiffSide> numbered(const QString &word);
    Outcome<DiffSide> dated(const QString &name, const QString &when);
    /// `when` may be empty.
    Outcome<DiffSide> file(const QString &path, const QString &when);
    Outcome<DiffSide> folder(const QString &path) const;
    Outcome<DiffSide> profile(const QString &name) const;

    const Arguments &m_arguments;
    StorePtr m_store;
    QHash<QString, StorePtr> m_files; ///< by path
    QString m_setAside;
};

} // namespace Cli
