#pragma once

namespace Cli {

/// How the program ends; scripts rely on the numbers.
enum class ExitCode {
    Done = 0,
    Findings = 1, ///< at least one as severe as --fail-on names, or a difference with --fail-on-difference
    Usage = 2, ///< the command line cannot be meant so, or a read-only profile refuses it
    Authentication = 3, ///< no credentials, or they do not work, or they lack a scope
    Network = 4, ///< the network, Auth0 or this computer's files
    Conflict = 5, ///< somebody else changed the same meanwhile; nothing was written
    Partly = 6, ///< some of it was done; the journal says what
};

} // namespace Cli
