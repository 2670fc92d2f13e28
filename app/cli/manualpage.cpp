#include "cli/manualpage.h"

#include "cli/commandtable.h"
#include "cli/helptext.h"
#include "cli/translation.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Text as man(7) shows it: no control line by chance, and hyphens that can be copied.
QString escaped(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    if (text.startsWith(u'.') || text.startsWith(u'\'')) {
        text.prepend(u"\\&"_s);
    }
    return text;
}

QString bold(const QString &text)
{
    return u"\\fB"_s + escaped(text) + u"\\fR"_s;
}

QString italic(const QString &text)
{
    return text.isEmpty() ? QString() : u"\\fI"_s + escaped(text) + u"\\fR"_s;
}

QString heading(const QString &title)
{
    return u".SH \""_s + escaped(title) + u"\"\n"_s;
}

/// The first one stands below a heading, which makes room itself.
QString paragraphs(const QStringList &texts)
{
    QStringList lines;
    for (const QString &paragraph : texts.join(u"\n\n"_s).split(u"\n\n"_s, Qt::SkipEmptyParts)) {
        lines.append(escaped(paragraph.simplified()) + u'\n');
    }
    return lines.join(u".PP\n"_s);
}

QString entry(const QString &term, const QString &meaning)
{
    return u".TP\n"_s + term + u'\n' + escaped(meaning) + u'\n';
}

QString options(const QList<Option> &list)
{
    QString page;
    for (const Option &option : list) {
        QString term = bold(u"--"_s + option.name);
        if (option.name == OptionName::help) {
            term.prepend(bold(u"-h"_s) + u", "_s);
        }
        if (option.value != nullptr) {
            term += u' ' + italic(tr(option.value));
        }
        page += entry(term, tr(option.description));
    }
    return page;
}

QString section(const Command &command)
{
    const QString words = tr(command.arguments);
    return u".SS \"tenantry\\-cli %1\"\n"_s.arg(escaped(command.name + (words.isEmpty() ? QString() : u' ' + words)))
        + paragraphs({tr(command.summary), tr(command.description)}) + options(command.options);
}

} // namespace

QString manualPage()
{
    QString page
        = u".TH TENANTRY\\-CLI 1 \"\" \"Tenantry %1\" \"%2\"\n"_s.arg(QStringLiteral(TENANTRY_VERSION),
                                                                      tr("User commands"))
        + heading(tr("NAME")) + u"tenantry\\-cli \\- "_s + escaped(tr("look after many customers on Auth0")) + u'\n'
        + heading(tr("SYNOPSIS")) + bold(u"tenantry-cli"_s) + u' ' + italic(tr("COMMAND")) + u" ["_s
        + italic(tr("OPTION")) + u"...]\n"_s + heading(tr("DESCRIPTION"))
        + paragraphs(
              {tr("tenantry-cli looks after many customers on Auth0 from a terminal or a script. It does without "
                  "a display what the window of tenantry(1) does."),
               credentialNote()})
        + heading(tr("COMMANDS"));
    for (const Command &command : commands()) {
        page += section(command);
    }
    page += heading(tr("OPTIONS OF EVERY COMMAND")) + options(generalOptions())
        + heading(tr("OPTIONS THAT SAY WHICH AUTH0 TENANTS TO READ")) + options(tenantOptions())
        + heading(tr("ENVIRONMENT"));
    for (const auto &[name, meaning] : QList<std::pair<QString, QString>>{
             {u"AUTH0_CLIENT_SECRET"_s, tr("The client secret, with --client-id.")},
             {u"AUTH0_ACCESS_TOKEN"_s, tr("A token for the Management API; AUTH0_API_TOKEN is read as well.")},
             {u"SOURCE_DATE_EPOCH"_s, tr("The time that reports and snapshots bear, in seconds since 1970.")},
             {u"XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME"_s,
              tr("Where profiles and preferences, snapshots, and the journal are kept.")}}) {
        page += entry(bold(name), meaning);
    }
    page += heading(tr("EXIT STATUS"));
    for (const auto &[code, meaning] : exitCodeMeanings()) {
        page += entry(bold(code), meaning);
    }
    return page + heading(tr("SEE ALSO")) + bold(u"tenantry"_s) + u"(1)\n"_s;
}

} // namespace Cli
