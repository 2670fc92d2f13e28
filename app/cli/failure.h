#pragma once

#include "cli/exitcode.h"

#include <tl/expected.hpp>

#include <QString>

namespace Api {
struct ApiError;
}

namespace Cli {

/// Why a command could not do what was asked: one sentence each, translated, free of secrets.
struct Failure
{
    ExitCode code = ExitCode::Usage;
    QString happened;
    QString why;
    QString advice;
};

template <typename T> using Outcome = tl::expected<T, Failure>;

/// In one paragraph, for a note.
QString textOf(const Failure &failure);
/// The command line cannot be meant so.
tl::unexpected<Failure> usage(const QString &happened, const QString &why, const QString &advice);

/// The first of several outcomes that is a failure, which is what the user reads; nullptr where all are well. Owned by
/// that outcome.
template <typename... T> const Failure *firstFailure(const Outcome<T> &...outcomes)
{
    const Failure *first = nullptr;
    ((first = first || outcomes ? first : &outcomes.error()), ...);
    return first;
}

/// What an error of the client means for the exit code, in the client's own words.
Failure failureOf(const Api::ApiError &error);

/// What to do about a word that is not known: "Did you mean “list”? " where one of these is near, then `advice`.
QString meaning(const QString &word, const QStringList &known, const QString &advice);

} // namespace Cli
