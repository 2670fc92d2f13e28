#pragma once

#include "policy/policysetting.h"

namespace Policy {

/// What a value means for whoever guesses passwords, beside another value of the same setting.
///
/// Weaker and Stronger are kept for what is ordered: the minimum length, lists of words and profile data that are
/// blocked, the history, and whether the whole password counts. Rules about the characters of a password are only
/// Stricter or Looser: they refuse more or fewer passwords, and NIST SP 800-63B-4, section 3.1.1.2, forbids them
/// because they make none harder to guess. Different is what has no order at all, such as other character types.
enum class Direction { Weaker, Stronger, Different, Stricter, Looser };

/// What stands for a direction wherever one is shown, drawn or written: ▼, ▲ or ◆. Only what is weaker or stronger
/// points anywhere.
enum class DirectionMark { Down, Up, Diamond };
DirectionMark markOf(Direction direction);
/// "▼ weaker", "◆ looser": the mark and the word, for people, since colour alone says it to few.
QString markedWord(Direction direction);
/// The word for a direction in programs.
QLatin1StringView nameOf(Direction direction);
/// Whether less is asked for than before: what to look at before it is sent.
bool asksForLess(Direction direction);

/// How `found` stands to `wanted`, which differ. A level is taken for its rules about characters alone, since the
/// length it brings along is a setting of its own.
Direction directionOf(Key key, const Setting &found, const Setting &wanted);

/// What several differences come to; nothing where there are none. One that is weaker makes the whole weaker, and
/// nothing makes up for it. Fewer rules here and more there are Different.
std::optional<Direction> combined(const QList<Direction> &directions);

} // namespace Policy
