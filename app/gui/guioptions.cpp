#include "gui/guioptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Gui", text);
}

std::optional<Settings::Theme> themeFor(const QString &word)
{
    if (word == "light"_L1) {
        return Settings::Theme::Light;
    }
    return word == "dark"_L1 ? std::optional(Settings::Theme::Dark) : std::nullopt;
}

} // namespace

void choosePlatform(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        const bool isText = argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v";
        if ((isText || argument.startsWith("--screenshots")) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
            qputenv("QT_QPA_PLATFORM", "offscreen");
        }
    }
}

tl::expected<GuiOptions, QString> readOptions(const QStringList &arguments)
{
    const QCommandLineOption sandbox(u"sandbox"_s, translated("Open a made-up estate on this computer."));
    const QCommandLineOption seed(u"seed"_s, translated("Fill the sandbox with these objects."),
                                  translated("DIR|FILE"));
    const QCommandLineOption scale(u"scale"_s, translated("Fill the sandbox with so many: connections=N,users=N."),
                                   translated("COUNTS"));
    const QCommandLineOption plan(u"plan"_s,
                                  translated("Rate limits of the sandbox: free, professional, enterprise, unlimited."),
                                  translated("PLAN"));
    const QCommandLineOption baseUrl(u"base-url"_s,
                                     translated("Open a Management API on this computer, with AUTH0_CLIENT_ID and "
                                                "AUTH0_CLIENT_SECRET, or a token in AUTH0_ACCESS_TOKEN."),
                                     translated("URL"));
    const QCommandLineOption clientId(u"client-id"_s, translated("Instead of AUTH0_CLIENT_ID."), translated("ID"));
    const QCommandLineOption screenshots(u"screenshots"_s, translated("Draw every page to PNG files and end."),
                                         translated("DIR"));
    const QCommandLineOption theme(u"theme"_s, translated("light or dark, for this run."), translated("THEME"));
    const QCommandLineOption help({u"h"_s, u"help"_s}, translated("Show this text."));
    const QCommandLineOption version({u"v"_s, u"version"_s}, translated("Show the version."));

    QCommandLineParser parser;
    parser.setApplicationDescription(translated("Look after many customers on Auth0."));
    parser.addPositionalArgument(u"link"_s,
                                 translated("Show this object: tenantry://TENANT/KIND/ID, in the window that runs."),
                                 u"[tenantry:URL]"_s);
    parser.addOptions({sandbox, seed, scale, plan, baseUrl, clientId, screenshots, theme, help, version});
    if (!parser.parse(arguments)) {
        return tl::make_unexpected(parser.errorText());
    }
    const QStringList others = parser.positionalArguments();
    const bool isLink = others.size() == 1 && others.first().startsWith("tenantry:"_L1, Qt::CaseInsensitive);
    if (!others.isEmpty() && !isLink) {
        return tl::make_unexpected(
            translated("“%1” is not understood: there are options, and one tenantry: link.").arg(others.last()));
    }
    GuiOptions options;
    options.link = others.value(0);
    options.seed = parser.value(seed);
    options.scale = parser.value(scale);
    options.plan = parser.value(plan);
    options.sandbox = parser.isSet(sandbox) || parser.isSet(seed) || parser.isSet(scale);
    options.baseUrl = QUrl(parser.value(baseUrl), QUrl::StrictMode);
    options.clientId = parser.isSet(clientId) ? parser.value(clientId) : qEnvironmentVariable("AUTH0_CLIENT_ID");
    options.screenshots = parser.value(screenshots);
    options.theme = themeFor(parser.value(theme));
    options.version = parser.isSet(version);
    if (parser.isSet(help)) {
        options.helpText = parser.helpText();
    }
    if (parser.isSet(theme) && !options.theme) {
        return tl::make_unexpected(translated("--theme takes light or dark, not “%1”.").arg(parser.value(theme)));
    }
    if (parser.isSet(baseUrl) && options.baseUrl.host().isEmpty()) {
        return tl::make_unexpected(translated("--base-url takes an address such as http://127.0.0.1:4300, not “%1”.")
                                       .arg(parser.value(baseUrl)));
    }
    if (parser.isSet(seed) && parser.isSet(scale)) {
        return tl::make_unexpected(translated("--seed and --scale both fill the sandbox: use one of them."));
    }
    return options;
}

} // namespace Gui
