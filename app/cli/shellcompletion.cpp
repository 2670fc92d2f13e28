#include "cli/shellcompletion.h"

#include "cli/commandtable.h"
#include "cli/completedwords.h"
#include "cli/translation.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

QStringList commandNames()
{
    QStringList names;
    for (const Command &command : commands()) {
        names.append(QString(command.name));
    }
    names.append(u"help"_s);
    return names;
}

QString dashed(const Option &option)
{
    return u"--"_s + option.name;
}

QStringList dashed(const QList<Option> &options)
{
    QStringList words;
    for (const Option &option : options) {
        words.append(dashed(option));
    }
    return words;
}

/// In single quotes, as all three shells read them; fish reads a backslash in them, and no text here has one.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

// What bash does with the value of an option: one branch for all options that take the same.

QString bashValue(const Option &option)
{
    switch (offerFor(option)) {
    case Offer::Files:
        return u"compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return"_s;
    case Offer::Folders:
        return u"compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- \"$current\"); return"_s;
    case Offer::Presets:
        return u"_tenantry_cli_presets; return"_s;
    case Offer::Words:
        return u"mapfile -t COMPREPLY < <(compgen -W \"%1\" -- \"$current\"); return"_s.arg(
            wordsFor(option).join(u' '));
    case Offer::List:
        return u"_tenantry_cli_list \"%1\"; return"_s.arg(wordsFor(option).join(u' '));
    case Offer::Nothing:
        break;
    }
    return u"return"_s;
}

QString bashCommand(const Command &command)
{
    QString text = u"        %1)\n"_s.arg(command.name);
    QString values;
    for (const Option &option : optionsOf(command)) {
        if (option.value != nullptr) {
            values += u"                %1) %2 ;;\n"_s.arg(dashed(option), bashValue(option));
        }
    }
    if (!values.isEmpty()) {
        text += u"            case \"$previous\" in\n"_s + values + u"            esac\n"_s;
    }
    text += u"            options=\"%1\"\n"_s.arg(dashed(optionsOf(command)).join(u' '));
    text += u"            words=\"%1\"\n"_s.arg(wordsAfter(command).join(u' '));
    const QList<VerbOffer> offers = offersAfterVerbs(command);
    if (takesFiles(command) && offers.isEmpty()) {
        text += u"            files=yes\n"_s;
    }
    if (!offers.isEmpty()) {
        text
            += u"            for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n                case \"$word\" in\n"_s;
        for (const VerbOffer &offer : offers) {
            text += u"                    %1) words=\"%2\"; files=\"%3\" ;;\n"_s.arg(
                offer.verb, offer.words.join(u' '), offer.takesFiles ? u"yes"_s : QString());
        }
        text += u"                esac\n            done\n"_s;
    }
    return text + u"            ;;\n"_s;
}

QString bash()
{
    QString cases;
    for (const Command &command : commands()) {
        cases += bashCommand(command);
    }
    return uR"(# bash completion for tenantry-cli
_tenantry_cli_presets() {
    local line
    while IFS= read -r line; do
        if [[ "$line" == "$current"* ]]; then
            printf -v line %q "$line"
            COMPREPLY+=("$line")
        fi
    done < <(tenantry-cli completion presets 2>/dev/null)
}
_tenantry_cli_list() {
    local before=""
    [[ "$current" == *,* ]] && before="${current%,*},"
    compopt -o nospace
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${current##*,}")
}
_tenantry_cli() {
    local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
    local command="" options="%1" words="%2" files="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $words " in
            *" $word "*) command="$word"; break ;;
        esac
    done
    COMPREPLY=()
    case "$command" in
        help) options=""; words="%3" ;;
%4    esac
    if [[ "$current" == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    if [[ -n "$files" ]]; then
        compopt -o filenames
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _tenantry_cli tenantry-cli
)"_s.arg(dashed(generalOptions() + tenantOptions()).join(u' '), commandNames().join(u' '), commandNames().join(u' '),
         cases);
}

/// What stands in brackets and after colons of an argument of zsh's _arguments.
QString zshText(const QString &text)
{
    QString escaped = text;
    for (const QChar sign : {u'\\', u'[', u']', u':'}) {
        escaped.replace(sign, u"\\"_s + sign);
    }
    return escaped;
}

QString zshOption(const Option &option)
{
    const QString action = offerFor(option) == Offer::Files ? u"_files"_s
        : offerFor(option) == Offer::Folders                ? u"_files -/"_s
        : offerFor(option) == Offer::Presets                ? u"_tenantry_cli_presets"_s
        : offerFor(option) == Offer::List  ? u"_values -s , "_s + tr("word") + u' ' + wordsFor(option).join(u' ')
        : offerFor(option) == Offer::Words ? u"("_s + wordsFor(option).join(u' ') + u")"_s
                                           : u" "_s;
    const QString value = option.value == nullptr ? QString() : u":%1:%2"_s.arg(zshText(tr(option.value)), action);
    return quoted((option.repeatable ? u"*"_s : QString()) + dashed(option) + u"["_s + zshText(tr(option.description))
                  + u"]"_s + value);
}

QString zsh()
{
    QString table;
    QString cases;
    QString functions = u"_tenantry_cli_presets() {\n    local -a presets\n    presets=(\"${(@f)$(tenantry-cli "
                        "completion presets 2>/dev/null)}\")\n    compadd -a presets\n}\n\n"_s;
    for (const Command &command : commands()) {
        table += u"        %1\n"_s.arg(quoted(QString(command.name) + u':' + zshText(tr(command.summary))));
        QStringList arguments;
        if (const QStringList words = wordsAfter(command); !words.isEmpty()) {
            arguments.append(quoted(u"1:%1:(%2)"_s.arg(tr("word"), words.join(u' '))));
        }
        const QList<VerbOffer> offers = offersAfterVerbs(command);
        arguments.append(quoted(!offers.isEmpty()         ? u"*: :_tenantry_cli_%1"_s.arg(command.name)
                                    : takesFiles(command) ? u"*: :_files"_s
                                                          : u"*: : "_s));
        if (!offers.isEmpty()) {
            functions += u"_tenantry_cli_%1() {\n    case $words[2] in\n"_s.arg(command.name);
            for (const VerbOffer &offer : offers) {
                if (offer.takesFiles || !offer.words.isEmpty()) {
                    functions += u"        %1) %2 ;;\n"_s.arg(
                        offer.verb, offer.takesFiles ? u"_files"_s : u"compadd "_s + offer.words.join(u' '));
                }
            }
            functions += u"    esac\n}\n\n"_s;
        }
        for (const Option &option : optionsOf(command)) {
            arguments.append(zshOption(option));
        }
        cases += u"                %1)\n                    _arguments %2 ;;\n"_s.arg(
            command.name, arguments.join(u" \\\n                        "_s));
    }
    QStringList general;
    for (const Option &option : generalOptions() + tenantOptions()) {
        general.append(zshOption(option));
    }
    return u"#compdef tenantry-cli\n\n"_s + functions
        + u"_tenantry_cli() {\n    local -a commands\n    local curcontext=\"$curcontext\" "
          "state line\n    typeset -A opt_args\n    commands=(\n"_s
        + table + u"        %1\n    )\n"_s.arg(quoted(u"help:"_s + tr("Show this help, or that of the command.")))
        + u"    _arguments -C '1: :->command' '*:: :->argument' %1\n"_s.arg(general.join(u" \\\n        "_s))
        + u"    case $state in\n        command) _describe command commands ;;\n        argument)\n            case "
          "$words[1] in\n                help) _describe command commands ;;\n"_s
        + cases + u"            esac ;;\n    esac\n}\n\n_tenantry_cli \"$@\"\n"_s;
}

QString fishOption(const Option &option, const QString &condition)
{
    QString line
        = u"complete -c tenantry-cli%1 -l %2 -d %3"_s.arg(condition, option.name, quoted(tr(option.description)));
    switch (offerFor(option)) {
    case Offer::Files:
        line += u" -r -F"_s;
        break;
    case Offer::Folders:
        line += u" -x -a '(__fish_complete_directories)'"_s;
        break;
    case Offer::Presets:
        line += u" -x -a '(tenantry-cli completion presets 2>/dev/null)'"_s;
        break;
    case Offer::Words:
        line += u" -x -a "_s + quoted(wordsFor(option).join(u' '));
        break;
    case Offer::List:
        line += u" -x -a "_s + quoted(u"(__fish_append , %1)"_s.arg(wordsFor(option).join(u' ')));
        break;
    case Offer::Nothing:
        line += option.value == nullptr ? QString() : u" -x"_s;
        break;
    }
    return line + u'\n';
}

QString fish()
{
    QString text = u"# fish completion for tenantry-cli\ncomplete -c tenantry-cli -f\n"_s;
    for (const Option &option : generalOptions() + tenantOptions()) {
        text += fishOption(option, {});
    }
    for (const Command &command : commands()) {
        const QString seen = u" -n '__fish_seen_subcommand_from %1'"_s.arg(command.name);
        text += u"complete -c tenantry-cli -n __fish_use_subcommand -a %1 -d %2\n"_s.arg(command.name,
                                                                                         quoted(tr(command.summary)));
        const QList<VerbOffer> offers = offersAfterVerbs(command);
        if (const QStringList words = wordsAfter(command); !words.isEmpty()) {
            const QString first = u" -n '__fish_seen_subcommand_from %1; and not __fish_seen_subcommand_from %2'"_s.arg(
                command.name, words.join(u' '));
            text += u"complete -c tenantry-cli%1 -a %2\n"_s.arg(offers.isEmpty() ? seen : first,
                                                                quoted(words.join(u' ')));
        }
        for (const VerbOffer &offer : offers) {
            const QString after = u" -n '__fish_seen_subcommand_from %1; and __fish_seen_subcommand_from %2'"_s.arg(
                command.name, offer.verb);
            if (!offer.words.isEmpty()) {
                text += u"complete -c tenantry-cli%1 -a %2\n"_s.arg(after, quoted(offer.words.join(u' ')));
            }
            if (offer.takesFiles) {
                text += u"complete -c tenantry-cli%1 -F\n"_s.arg(after);
            }
        }
        if (takesFiles(command) && offers.isEmpty()) {
            text += u"complete -c tenantry-cli%1 -F\n"_s.arg(seen);
        }
        for (const Option &option : command.options) {
            text += fishOption(option, seen);
        }
    }
    return text
        + u"complete -c tenantry-cli -n __fish_use_subcommand -a help -d %1\n"_s.arg(
            quoted(tr("Show this help, or that of the command.")))
        + u"complete -c tenantry-cli -n '__fish_seen_subcommand_from help' -a %1\n"_s.arg(
            quoted(commandNames().join(u' ')));
}

} // namespace

QString completionFor(Shell shell)
{
    switch (shell) {
    case Shell::Bash:
        return bash();
    case Shell::Zsh:
        return zsh();
    case Shell::Fish:
        break;
    }
    return fish();
}

} // namespace Cli
