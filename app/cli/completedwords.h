#pragma once

#include <QList>
#include <QStringList>

namespace Cli {

struct Command;
struct Option;

/// What a shell offers where a value is due.
enum class Offer { Nothing, Words, List, Files, Folders, Presets }; ///< List: several words, with commas between

/// The same of an option's value; Nothing for a flag, and where nobody can know.
Offer offerFor(const Option &option);
/// The words where offerFor() says so.
QStringList wordsFor(const Option &option);
/// The words that may follow the name of a command; empty where that is for the user to say.
QStringList wordsAfter(const Command &command);
/// Whether files may follow it.
bool takesFiles(const Command &command);

/// What may follow one of wordsAfter(), where that is not the same for all of them.
struct VerbOffer
{
    QString verb;
    QStringList words{};
    bool takesFiles = false;
};
/// Empty where what follows them does not depend on them.
QList<VerbOffer> offersAfterVerbs(const Command &command);

/// The presets of reports, the operator's own among them: what Offer::Presets offers when it is asked for.
QStringList presetNames();

} // namespace Cli
