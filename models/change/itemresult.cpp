#include "change/itemresult.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

struct Word
{
    ItemOutcome outcome;
    QLatin1StringView word;
    const char *title;
};

constexpr std::array words{
    Word{ItemOutcome::Pending, "pending"_L1, QT_TRANSLATE_NOOP("Change", "Not tried yet")},
    Word{ItemOutcome::Done, "done"_L1, QT_TRANSLATE_NOOP("Change", "Done")},
    Word{ItemOutcome::AlreadySo, "already-so"_L1, QT_TRANSLATE_NOOP("Change", "Was so already")},
    Word{ItemOutcome::Different, "different"_L1, QT_TRANSLATE_NOOP("Change", "Done, with differences")},
    Word{ItemOutcome::Partly, "partly"_L1, QT_TRANSLATE_NOOP("Change", "Partly done")},
    Word{ItemOutcome::Conflict, "conflict"_L1, QT_TRANSLATE_NOOP("Change", "Conflict, not written")},
    Word{ItemOutcome::Refused, "refused"_L1, QT_TRANSLATE_NOOP("Change", "Refused")},
    Word{ItemOutcome::Failed, "failed"_L1, QT_TRANSLATE_NOOP("Change", "Failed")},
    Word{ItemOutcome::Unknown, "unknown"_L1, QT_TRANSLATE_NOOP("Change", "Outcome unknown")},
    Word{ItemOutcome::Cancelled, "cancelled"_L1, QT_TRANSLATE_NOOP("Change", "Stopped before its turn")},
};

const Word &wordFor(ItemOutcome outcome)
{
    return *std::find_if(words.begin(), words.end(), [outcome](const Word &word) { return word.outcome == outcome; });
}

} // namespace

QString wordOf(ItemOutcome outcome)
{
    return wordFor(outcome).word;
}

std::optional<ItemOutcome> itemOutcomeFor(QStringView word)
{
    const auto found
        = std::find_if(words.begin(), words.end(), [word](const Word &entry) { return word == entry.word; });
    return found == words.end() ? std::nullopt : std::optional(found->outcome);
}

QString titleOf(ItemOutcome outcome)
{
    return QCoreApplication::translate("Change", wordFor(outcome).title);
}

} // namespace Change
