#include "cli/policytest.h"

#include "cli/console.h"
#include "cli/inputlines.h"
#include "cli/translation.h"

#include "policy/passwordtester.h"
#include "policy/policyplacing.h"
#include "policy/policyrefusal.h"
#include "query/nearestword.h"
#include "json/passwordpolicy_json.h"

#include <QFile>

#include <algorithm>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// More than any list of words or any user is: what is larger was not meant, or never ends.
constexpr qint64 largestFile = 64LL * 1024 * 1024;

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

/// Options of a database connection that say nothing of its policy (OpenAPI schema ConnectionPropertiesOptions, and
/// what connections were seen to hold besides).
const QStringList &otherOptions()
{
    static const QStringList list{u"api_enable_users"_s,
                                  u"attributes"_s,
                                  u"authentication_methods"_s,
                                  u"brute_force_protection"_s,
                                  u"configuration"_s,
                                  u"custom_password_hash"_s,
                                  u"customScripts"_s,
                                  u"disable_self_service_change_password"_s,
                                  u"disable_signup"_s,
                                  u"enable_script_context"_s,
                                  u"enabledDatabaseCustomization"_s,
                                  u"federated_connections_access_tokens"_s,
                                  u"gateway_authentication"_s,
                                  u"import_mode"_s,
                                  u"mfa"_s,
                                  u"non_persistent_attrs"_s,
                                  u"passkey_options"_s,
                                  u"precedence"_s,
                                  u"realm_fallback"_s,
                                  u"requires_username"_s,
                                  u"set_user_root_attributes"_s,
                                  u"strategy_version"_s,
                                  u"upstream_params"_s,
                                  u"validation"_s};
    return list;
}

QStringList policyMembers()
{
    QStringList list;
    for (const std::string &member : Policy::legacyMembers()) {
        list.append(QString::fromStdString(member));
    }
    return list << u"password_options"_s;
}

/// Why a file is not the options object of a connection, although it is one object: what holds no policy takes every
/// password, which must not be an answer about another policy than was meant. Nothing where it is.
std::optional<QString> notOptions(const Json::Value &options)
{
    // Read as options, a whole connection would be a policy that takes every password.
    if (options.contains("options")) {
        return options.contains("strategy")
            ? tr("It holds a whole connection, not its options: give the object that is its “options”.")
            : tr("It holds the options inside of another object: give the object that is “options”.");
    }
    const QStringList ofPolicy = policyMembers();
    bool isAnyKnown = options.empty();
    for (const auto &member : options.items()) {
        const QString name = Json::toQString(member.key());
        if (ofPolicy.contains(name) || otherOptions().contains(name)) {
            isAnyKnown = true;
            continue;
        }
        if (const QString nearest = Query::nearestWord(name, ofPolicy); !nearest.isEmpty()) {
            return tr("“%1” is no member of a connection's options: did you mean “%2”?").arg(name, nearest);
        }
    }
    if (isAnyKnown) {
        return std::nullopt;
    }
    const bool isRow = options.contains("generation") && options.contains("min_length");
    return isRow ? tr("It holds a row of policy show, not the options that the row was made of.")
                 : tr("It holds nothing that the options of a database connection are made of: a policy is one of %1.")
                       .arg(ofPolicy.join(", "_L1));
}

Outcome<Policy::EffectivePolicy> policyFrom(const Arguments &arguments, Console &console)
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
    if (const auto why = notOptions(*options)) {
        return badFile(OptionName::options, path, *why);
    }
    if (const auto misread = Policy::misreadIn(*options)) {
        return badFile(OptionName::options, path, *misread);
    }
    const Domain::PasswordPolicy policy = Json::readPasswordPolicy(*options);
    if (policy.generation() == Domain::PolicyGeneration::None) {
        console.note(tr("the options hold no password policy: it is tested as legacy level none, which takes any "
                        "password that is not empty."));
    }
    return Policy::normalise(policy);
}

Outcome<Policy::PasswordTester> testerFor(const Arguments &arguments, Console &console)
{
    const Outcome<Policy::EffectivePolicy> policy = policyFrom(arguments, console);
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
    const Outcome<Policy::PasswordTester> tester = testerFor(arguments, console);
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
