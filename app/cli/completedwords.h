#pragma once

#include <QStringList>

namespace Cli {

struct Command;
struct Option;

/// What a shell offers where a value is due.
enum class Offer { Nothing, Words, Files, Folders };

/// The same of an option's value; Nothing for a flag, and where nobody can know.
Offer offerFor(const Option &option);
/// The words where offerFor() says so.
QStringList wordsFor(const Option &option);
/// The words that may follow the name of a command; empty where that is for the user to say.
QStringList wordsAfter(const Command &command);
/// Whether files may follow it.
bool takesFiles(const Command &command);

} // namespace Cli
