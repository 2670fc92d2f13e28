#pragma once

#include "cli/arguments.h"
#include "cli/exitcode.h"

#include <functional>

class QObject;

namespace Cli {

class Console;

/// To be called exactly once when a command is over.
using Finish = std::function<void(ExitCode)>;

/// One command: its words, which --help, the manual page and the completions are made from, and what it does.
struct Command
{
    QLatin1StringView name;
    const char *arguments; ///< untranslated, as in a synopsis: "KIND"; empty for none
    const char *summary; ///< untranslated, one line
    const char *description; ///< untranslated, paragraphs split by an empty line; may be empty
    QList<Option> options; ///< its own, beside the common ones
    int wordCount; ///< words that must follow its name
    bool readsTenants; ///< takes the options that say which Auth0 tenants, and how to reach them
    /// Starts it. What it needs lives as a child of `parent`; the console outlives that.
    void (*start)(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);
    int optionalWords = 0; ///< words that may follow those
};

} // namespace Cli
