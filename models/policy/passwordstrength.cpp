#include "policy/passwordstrength.h"

#include "policy/passwordtester.h"
#include "policy/translation.h"

#include <cmath>
#include <memory>
#include <vector>

#include <zxcvbn.h>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

/// The limits of the reference implementation (dropbox/zxcvbn, scoring.coffee), as powers of ten.
constexpr double scoreLimits[] = {3, 6, 8, 10};

QString weaknessOf(int type)
{
    switch (type & ~int(MULTIPLE_MATCH)) {
    case DICTIONARY_MATCH:
    case DICT_LEET_MATCH:
        return tr("a common word or password");
    case USER_MATCH:
    case USER_LEET_MATCH:
        return tr("a part of the profile");
    case REPEATS_MATCH:
        return tr("a repetition");
    case SEQUENCE_MATCH:
        return tr("a sequence");
    case SPATIAL_MATCH:
        return tr("a row of keys");
    case DATE_MATCH:
    case YEAR_MATCH:
        return tr("a date or year");
    default:
        return {};
    }
}

} // namespace

PasswordStrength strengthOf(QByteArrayView password, const QStringList &words)
{
    QByteArray text = password.first(std::min<qsizetype>(password.size(), maximumBytes)).toByteArray();
    if (const qsizetype end = text.indexOf('\0'); end >= 0) {
        text.truncate(end); // the library's texts end there
    }
    std::vector<QByteArray> own;
    own.reserve(std::size_t(words.size()));
    for (const QString &word : words) {
        own.push_back(word.toLower().toUtf8());
    }
    std::vector<const char *> dictionary;
    dictionary.reserve(own.size() + 1);
    for (const QByteArray &word : own) {
        dictionary.push_back(word.constData());
    }
    dictionary.push_back(nullptr);
    PasswordStrength strength;
    if (!text.isEmpty()) {
        ZxcMatch_t *first = nullptr;
        const double bits = ZxcvbnMatch(text.constData(), dictionary.data(), &first);
        const std::unique_ptr<ZxcMatch_t, decltype(&ZxcvbnFreeInfo)> matches(first, &ZxcvbnFreeInfo);
        strength.guesses = bits * std::log10(2.0);
        for (const ZxcMatch_t *match = matches.get(); match != nullptr; match = match->Next) {
            const QString weakness = weaknessOf(match->Type);
            if (!weakness.isEmpty() && !strength.weaknesses.contains(weakness)) {
                strength.weaknesses.append(weakness);
            }
        }
        for (const double limit : scoreLimits) {
            strength.score += strength.guesses >= limit ? 1 : 0;
        }
    }
    text.fill('\0');
    return strength;
}

QString wordFor(const PasswordStrength &strength)
{
    switch (strength.score) {
    case 0:
        return tr("very weak");
    case 1:
        return tr("weak");
    case 2:
        return tr("fair");
    case 3:
        return tr("strong");
    default:
        return tr("very strong");
    }
}

} // namespace Policy
