#include "cli/policytest.h"

#include "cli/console.h"
#include "cli/inputlines.h"
#include "cli/translation.h"

#include "policy/passwordtester.h"
#include "policy/policyrefusal.h"
#include "json/passwordpolicy_json.h"

#include <QFile>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// More than any list of words or any user is: what is larger was not meant, or never ends.
constexpr qint64 largestFile = 64 * 1024 * 1024;

tl::unexpected<Failure> badFile(QLatin1StringView option, const QString &path, const QString &why)
{
    const QString advice = option == OptionName::options
        ? tr("Give a file with the options object of a connection; tenantry-cli list connections --json shows some.")
        : option == OptionName::profile ? tr("Give a file with a user as Auth0 sends it.")
                                        : tr("Give a text file with one word per line.");
    return usage(tr("The file “%1” of --%2 cannot be used.").arg(path, option), why, advice);
}

Outcome<QByteArray> contentOf(const Arguments &arguments, QLatin1StringView option)
{
    const QString path = arguments.value(option);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return badFile(option, path, tr("The system says: %1.").arg(file.errorString()));
    }
    const QByteArray content = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError) {
        return badFile(option, path, tr("The system says: %1.").arg(file.errorString()));
    }
    if (content.size() > largestFile) {
        return badFile(option, path, tr("It is larger than 64 MiB."));
    }
    return content;
}

Outcome<Policy::EffectivePolicy> policyFrom(const Arguments &arguments)
{
    if (!arguments.has(OptionName::options)) {
        return usage(tr("policy test needs --%1 FILE.").arg(OptionName::options),
                     tr("Without it there is no policy to test passwords against."),
                     tr("tenantry-cli policy --help shows what it takes."));
    }
    const Outcome<QByteArray> content = contentOf(arguments, OptionName::options);
    if (!content) {
        return tl::make_unexpected(content.error());
    }
    const QString path = arguments.value(OptionName::options);
    const auto options = Json::parse(*content);
    if (!options) {
        return badFile(OptionName::options, path, options.error().message);
    }
    if (!options->is_object()) {
        return badFile(OptionName::options, path, tr("It is not a JSON object."));
    }
    // Read as options, a whole connection would be a policy that takes every password.
    if (options->contains("options") && options->contains("strategy")) {
        return badFile(OptionName::options, path, tr("It holds a whole connection, not its options."));
    }
    if (const auto misread = Policy::misreadIn(*options)) {
        return badFile(OptionName::options, path, *misread);
    }
    return Policy::normalise(Json::readPasswordPolicy(*options));
}

Outcome<Policy::PasswordTester> testerFor(const Arguments &arguments)
{
    const Outcome<Policy::EffectivePolicy> policy = policyFrom(arguments);
    if (!policy) {
        return tl::make_unexpected(policy.error());
    }
    Policy::PasswordDictionary dictionary;
    if (arguments.has(OptionName::dictionary)) {
        const Outcome<QByteArray> words = contentOf(arguments, OptionName::dictionary);
        if (!words) {
            return tl::make_unexpected(words.error());
        }
        dictionary = Policy::PasswordDictionary::fromText(*words);
    }
    Policy::ProfileData profile;
    if (arguments.has(OptionName::profile)) {
        const Outcome<QByteArray> user = contentOf(arguments, OptionName::profile);
        if (!user) {
            return tl::make_unexpected(user.error());
        }
        const auto read = Policy::ProfileData::fromJson(*user);
        if (!read) {
            return badFile(OptionName::profile, arguments.value(OptionName::profile), read.error());
        }
        profile = *read;
    }
    return Policy::PasswordTester(*policy, dictionary, profile);
}

/// What is to be known before the answers.
void announce(const Policy::PasswordTester &tester, Console &console)
{
    const QList<Policy::Verdict> verdicts = tester.test({});
    if (verdicts.size() > 1) {
        console.note(
            tr("the options hold a legacy and a flexible policy, and which one Auth0 applies is not documented: "
               "a password is ok only where both take it."));
    }
    if (std::any_of(verdicts.begin(), verdicts.end(),
                    [](const Policy::Verdict &verdict) { return verdict.isApproximate; })) {
        console.note(
            tr("answers about the dictionary are approximate: Auth0's list of common passwords is not public, "
               "and only a short one of Tenantry's own stands in for it. Name a better one with --dictionary."));
    }
    if (::isatty(STDIN_FILENO) == 1) {
        console.note(tr("type passwords, one per line; they show on the screen. Ctrl+D ends."));
    }
}

QByteArray answer(qint64 line, const QList<Policy::Rule> &failed)
{
    QByteArray names;
    for (const Policy::Rule rule : failed) {
        const QLatin1StringView name = Policy::nameOf(rule);
        names += (names.isEmpty() ? "\"" : ",\"") + QByteArray(name.data(), name.size()) + '"';
    }
    return "{\"line\":" + QByteArray::number(line) + ",\"ok\":" + (failed.isEmpty() ? "true" : "false")
        + ",\"failed\":[" + names + "]}\n";
}

} // namespace

void startPolicyTest(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    const Outcome<Policy::PasswordTester> tester = testerFor(arguments);
    if (!tester) {
        console.say(tester.error());
        return finish(tester.error().code);
    }
    announce(*tester, console);
    qint64 line = 0;
    const Outcome<void> read = readLines(
        STDIN_FILENO,
        [&](QByteArrayView password) {
            return console.write(answer(++line, Policy::PasswordTester::failedInAny(tester->test(password))));
        },
        [&console] { console.flush(); });
    if (!read) {
        console.say(read.error());
        return finish(read.error().code);
    }
    finish(ExitCode::Done);
}

} // namespace Cli
