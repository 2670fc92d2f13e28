#include "cli/completedwords.h"

#include "cli/command.h"
#include "cli/profiles.h"
#include "cli/translation.h"

#include "domain/finding.h"
#include "query/columns.h"
#include "reports/definition.h"
#include "reports/writing.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/reportstore.h"
#include "settings/settingsstore.h"
#include "store/tenantstate.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

constexpr Store::Part parts[]
    = {Store::Part::Settings,      Store::Part::Applications, Store::Part::Connections,
       Store::Part::Organizations, Store::Part::Enabled,      Store::Part::OrganizationConnections};

QStringList kindWords()
{
    using Query::Kind;
    QStringList words;
    for (const Kind kind :
         {Kind::Connections, Kind::Applications, Kind::Organizations, Kind::Users, Kind::Logs, Kind::Tenants}) {
        words.append(Query::wordFor(kind));
    }
    return words;
}

/// By what a synopsis calls a value.
QStringList wordsOfValue(const QString &name)
{
    if (name == "KIND"_L1) {
        return kindWords();
    }
    if (name == "SEVERITY"_L1) {
        return {u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    }
    if (name == "GENERATION"_L1) {
        return {u"legacy"_s, u"flexible"_s};
    }
    if (name == "FORMAT"_L1) {
        QStringList words;
        for (const Reports::Format format : {Reports::Format::Html, Reports::Format::Pdf, Reports::Format::Csv,
                                             Reports::Format::Xlsx, Reports::Format::Json, Reports::Format::Markdown}) {
            words.append(Reports::wordOf(format));
        }
        return words;
    }
    return {};
}

} // namespace

Offer offerFor(const Option &option)
{
    const QString name = QString::fromLatin1(option.value == nullptr ? "" : option.value);
    if (name == "FILE"_L1 || name == "PATH"_L1) {
        return Offer::Files;
    }
    if (name == "FOLDER"_L1) {
        return Offer::Folders;
    }
    if (name == "PRESET"_L1) {
        return Offer::Presets;
    }
    return wordsFor(option).isEmpty() ? Offer::Nothing : name.endsWith("..."_L1) ? Offer::List : Offer::Words;
}

QStringList wordsFor(const Option &option)
{
    if (option.name == OptionName::sections) {
        return Reports::sectionIds();
    }
    return option.value == nullptr ? QStringList() : wordsOfValue(QString::fromLatin1(option.value));
}

QStringList wordsAfter(const Command &command)
{
    const QString first = QString::fromLatin1(command.arguments).section(u' ', 0, 0);
    if (first.contains(u'|')) {
        return first.split(u'|');
    }
    return first == first.toLower() && !first.isEmpty() ? QStringList{first} : wordsOfValue(first);
}

bool takesFiles(const Command &command)
{
    return QString::fromLatin1(command.arguments).contains("FILE"_L1);
}

QList<VerbOffer> offersAfterVerbs(const Command &command)
{
    QList<VerbOffer> offers;
    if (command.name == "snapshot"_L1) {
        for (const QString &verb : wordsAfter(command)) {
            VerbOffer offer{verb};
            offer.takesFiles = verb == "import"_L1;
            if (verb == "show"_L1) {
                for (const Store::Part part : parts) {
                    offer.words.append(Store::wordOf(part));
                }
            }
            offers.append(offer);
        }
    }
    return offers;
}

QStringList presetNames()
{
    QStringList names;
    for (const Reports::Definition &preset : Reports::presets()) {
        names.append(preset.id);
    }
    if (!QFileInfo::exists(Settings::Paths::standard().config)) {
        return names; // asking makes no settings
    }
    if (const Outcome<SavedProfiles> saved = openProfiles()) {
        const Settings::ReportStore store(saved->settings->file());
        for (const Domain::SavedReport &report : store.reports()) {
            names.append(report.name);
        }
    }
    return names;
}

} // namespace Cli
