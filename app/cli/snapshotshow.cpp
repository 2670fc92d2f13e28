#include "cli/snapshotshow.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotoutput.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Store::Part;

Outcome<Store::SnapshotInfo> snapshotIn(const Store::SnapshotStore &store, const QString &word)
{
    const auto list = store.snapshots();
    if (!list) {
        return tl::make_unexpected(failureOf(list.error()));
    }
    const auto found = std::find_if(list->begin(), list->end(), [&word](const Store::SnapshotInfo &snapshot) {
        return QString::number(snapshot.id) == word;
    });
    if (found == list->end()) {
        return usage(tr("There is no snapshot “%1”.").arg(word), tr("A snapshot is named by its number."),
                     tr("tenantry-cli snapshot list shows the numbers."));
    }
    return *found;
}

Outcome<Part> partFor(const Store::SnapshotInfo &snapshot, const QString &word)
{
    QStringList known;
    for (const auto &[part, told] : snapshot.parts) {
        known.append(Store::wordOf(part));
        if (known.last() != word) {
            continue;
        }
        if (!told.isRead) {
            return tl::make_unexpected(
                Failure{ExitCode::Network, tr("Snapshot %1 does not know the %2.").arg(snapshot.id).arg(word),
                        told.note.isEmpty() ? tr("They were not read.") : tr("They were not read: %1").arg(told.note),
                        tr("tenantry-cli snapshot list shows which snapshots know them.")});
        }
        return part;
    }
    return usage(tr("A snapshot has no part “%1”.").arg(word), tr("It may be misspelt."),
                 meaning(word, known, tr("Choose from %1.").arg(known.join(", "_L1))));
}

Store::Outcome<void> showPairs(const Store::SnapshotStore &store, qint64 snapshot, Part part, bool asJson,
                               Console &console)
{
    const bool isOfApplications = Store::ownerPart(part) == Part::Applications;
    JsonArray array(console);
    TextTable table({{isOfApplications ? tr("Application") : tr("Organization")}, {tr("Connection")}});
    auto told = store.eachPair(snapshot, part, [&](const QString &owner, const QString &member) {
        if (!asJson) {
            table.add({owner, member});
            return true;
        }
        return array.add(Json::write({{isOfApplications ? "application" : "organization", owner.toStdString()},
                                      {"connection", member.toStdString()}}));
    });
    if (told) {
        asJson ? array.close() : console.write(table.text());
    }
    return told;
}

Store::Outcome<void> showObjects(const Store::SnapshotStore &store, qint64 snapshot, Part part, bool asJson,
                                 Console &console)
{
    JsonArray array(console);
    TextTable table({{tr("Id")}, {tr("Name")}});
    auto told = store.eachObject(snapshot, part, [&](const QString &id, const QByteArray &body) {
        if (asJson) {
            return array.add(body);
        }
        const auto object = Json::parse(body);
        table.add(
            {id, object ? Json::stringAt(*object, part == Part::Settings ? "friendly_name" : "name") : QString()});
        return true;
    });
    if (told) {
        asJson ? array.close() : console.write(table.text());
    }
    return told;
}

} // namespace

Outcome<void> showSnapshot(const Store::SnapshotStore &store, const Arguments &arguments, Console &console)
{
    const bool asJson = arguments.has(OptionName::json);
    const Outcome<Store::SnapshotInfo> snapshot = snapshotIn(store, arguments.words().value(1));
    if (!snapshot) {
        return tl::make_unexpected(snapshot.error());
    }
    const QString word = arguments.words().value(2);
    if (word.isEmpty()) {
        printSnapshots({*snapshot}, asJson, console);
        for (const QString &line : notReadLines(*snapshot)) {
            console.note(line);
        }
        return {};
    }
    const Outcome<Part> part = partFor(*snapshot, word);
    if (!part) {
        return tl::make_unexpected(part.error());
    }
    const bool isRelation = *part == Part::Enabled || *part == Part::OrganizationConnections;
    return (isRelation ? showPairs(store, snapshot->id, *part, asJson, console)
                       : showObjects(store, snapshot->id, *part, asJson, console))
        .map_error([](const Store::Problem &problem) { return failureOf(problem); });
}

} // namespace Cli
