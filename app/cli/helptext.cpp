#include "cli/helptext.h"

#include "cli/commandtable.h"
#include "cli/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

constexpr qsizetype lineWidth = 100;

/// A paragraph broken into lines that start with `indent` blanks.
QString wrapped(const QString &paragraph, qsizetype indent)
{
    const QString blanks(indent, u' ');
    QString text;
    QString line;
    for (const QString &word : paragraph.split(u' ', Qt::SkipEmptyParts)) {
        if (!line.isEmpty() && indent + line.size() + 1 + word.size() > lineWidth) {
            text += blanks + line + u'\n';
            line.clear();
        }
        line += line.isEmpty() ? word : u' ' + word;
    }
    return text + blanks + line + u'\n';
}

QString paragraphs(const QString &description)
{
    QString text;
    for (const QString &paragraph : description.split(u"\n\n"_s)) {
        text += u'\n' + wrapped(paragraph, 0);
    }
    return text;
}

/// Two columns: the words to type, and what they mean.
QString entries(const QList<std::pair<QString, QString>> &rows)
{
    qsizetype width = 0;
    for (const auto &[left, right] : rows) {
        width = std::max(width, left.size());
    }
    QString text;
    for (const auto &[left, right] : rows) {
        const QString description = wrapped(right, width + 4);
        text += u"  "_s + left.leftJustified(width) + u"  "_s + description.mid(width + 4);
    }
    return text;
}

QString optionEntries(const QList<Option> &options)
{
    QList<std::pair<QString, QString>> rows;
    for (const Option &option : options) {
        QString left = (option.name == OptionName::help ? u"-h, --"_s : u"--"_s) + option.name;
        if (option.value != nullptr) {
            left += u' ' + tr(option.value);
        }
        rows.append({left, tr(option.description)});
    }
    return entries(rows);
}

QString synopsis(const Command &command)
{
    const QString words = tr(command.arguments);
    return u"tenantry-cli "_s + command.name + (words.isEmpty() ? QString() : u' ' + words);
}

QString exitCodes()
{
    return u'\n' + tr("Exit codes:") + u'\n' + entries(exitCodeMeanings());
}

} // namespace

QList<std::pair<QString, QString>> exitCodeMeanings()
{
    return {
        {u"0"_s, tr("done")},
        {u"1"_s, tr("check found something at least as severe as --fail-on names, or diff a difference")},
        {u"2"_s, tr("the command line cannot be meant so, or a read-only profile refuses it")},
        {u"3"_s, tr("authentication failed, or a scope is missing")},
        {u"4"_s, tr("the network, Auth0 or a file on this computer failed")},
        {u"5"_s, tr("somebody else changed the same meanwhile; nothing was written")},
        {u"6"_s, tr("some of it was done; the journal says what")},
    };
}

QString credentialNote()
{
    return tr("A client secret comes from the keychain (--tenant), from the variable AUTH0_CLIENT_SECRET, or is "
              "asked for on a terminal; a token from AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN. Neither is ever "
              "taken from the command line, where other users of the computer could read it. The system's "
              "proxy settings are used.");
}

QString helpText()
{
    QList<std::pair<QString, QString>> rows;
    for (const Command &command : commands()) {
        const QString words = tr(command.arguments);
        rows.append({command.name + (words.isEmpty() ? QString() : u' ' + words), tr(command.summary)});
    }
    rows.append({u"help "_s + tr("[COMMAND]"), tr("Show this help, or that of the command.")});
    return tr("tenantry-cli looks after many customers on Auth0 from a terminal or a script.") + u"\n\n"_s
        + tr("Usage: tenantry-cli COMMAND [OPTION...]") + u"\n\n"_s + tr("Commands:") + u'\n' + entries(rows) + u'\n'
        + tr("Options of every command, before or behind it:") + u'\n' + optionEntries(generalOptions()) + u'\n'
        + tr("Options that say which Auth0 tenants to read:") + u'\n' + optionEntries(tenantOptions())
        + paragraphs(credentialNote()) + exitCodes();
}

QString helpText(const Command &command)
{
    QString text = tr("Usage: %1 [OPTION...]").arg(synopsis(command)) + u'\n' + paragraphs(tr(command.summary));
    if (const QString description = tr(command.description); !description.isEmpty()) {
        text += paragraphs(description);
    }
    if (!command.options.isEmpty()) {
        text += u'\n' + tr("Options:") + u'\n' + optionEntries(command.options);
    }
    text += u'\n' + tr("Options of every command, before or behind it:") + u'\n' + optionEntries(generalOptions());
    if (command.readsTenants) {
        text += u'\n' + tr("Options that say which Auth0 tenants to read:") + u'\n' + optionEntries(tenantOptions());
    }
    return text + exitCodes();
}

QString versionText()
{
    return u"tenantry-cli " TENANTRY_VERSION "\n"_s;
}

} // namespace Cli
