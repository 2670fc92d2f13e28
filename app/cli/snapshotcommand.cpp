#include "cli/snapshotcommand.h"

#include "cli/console.h"
#include "cli/secretquestion.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotexchange.h"
#include "cli/snapshotoutput.h"
#include "cli/snapshotsave.h"
#include "cli/snapshotshow.h"
#include "cli/subcommand.h"
#include "cli/translation.h"

#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

constexpr int mostIds = 1000;
/// Snapshots or days: more is a slip.
constexpr qint64 largestNumber = 1'000'000;

void startSave(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<void> time = checkTimeOfSnapshot();
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (const Failure *failure = firstFailure(time, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    (new SnapshotSave(*targets, mayAsk(arguments), arguments.has(OptionName::json), console, finish, parent))->start();
}

/// Those of the tenants, or of all where none is named.
Outcome<QList<Store::SnapshotInfo>> listed(const Store::SnapshotStore &store, const QStringList &tenants)
{
    return store.snapshots()
        .map([&tenants](QList<Store::SnapshotInfo> list) {
            list.removeIf([&tenants](const Store::SnapshotInfo &snapshot) {
                return !tenants.isEmpty() && !tenants.contains(snapshot.tenant);
            });
            return list;
        })
        .map_error([](const Store::Problem &problem) { return failureOf(problem); });
}

/// Calls what is to be done with the snapshots that are there; where there are none, with nullptr.
void withSnapshots(const Arguments &arguments, Console &console, const Finish &finish,
                   const std::function<Outcome<void>(Store::SnapshotStore *, const QStringList &)> &work)
{
    const Outcome<QStringList> tenants = namedTenants(arguments);
    const OpenedStore store = tenants ? openSnapshotsIfAny() : tl::make_unexpected(tenants.error());
    if (store && *store && !(*store)->setAside().isEmpty()) {
        console.note(setAsideNote((*store)->setAside()));
    }
    const Outcome<void> done = store ? work(store->get(), *tenants) : tl::make_unexpected(store.error());
    if (!done) {
        console.say(done.error());
        return finish(done.error().code);
    }
    finish(ExitCode::Done);
}

tl::unexpected<Failure> noneAtAll(const QString &id)
{
    return usage(tr("There is no snapshot %1.").arg(id), tr("There are none at all."),
                 tr("tenantry-cli snapshot save stores one."));
}

void startList(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    withSnapshots(arguments, console, finish,
                  [&](Store::SnapshotStore *store, const QStringList &tenants) -> Outcome<void> {
                      const auto list = store ? listed(*store, tenants) : Outcome<QList<Store::SnapshotInfo>>();
                      if (!list) {
                          return tl::make_unexpected(list.error());
                      }
                      const bool asJson = arguments.has(OptionName::json);
                      if (!list->isEmpty() || asJson) {
                          printSnapshots(*list, asJson, console);
                      } else {
                          console.note(tr("there are no snapshots. tenantry-cli snapshot save stores one."));
                      }
                      return {};
                  });
}

void startShow(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    withSnapshots(arguments, console, finish, [&](Store::SnapshotStore *store, const QStringList &) -> Outcome<void> {
        if (arguments.words().size() < 2) {
            return usage(tr("It is not clear which snapshot to show."), tr("A snapshot is named by its number."),
                         tr("Give snapshot show ID, or snapshot show ID connections."));
        }
        return store ? showSnapshot(*store, arguments, console) : noneAtAll(arguments.words().at(1));
    });
}

Outcome<std::optional<qint64>> numberOf(const Arguments &arguments, QLatin1StringView option, qint64 least)
{
    if (!arguments.has(option)) {
        return std::nullopt;
    }
    bool isNumber = false;
    const qint64 number = arguments.value(option).toLongLong(&isNumber);
    if (!isNumber || number < least || number > largestNumber) {
        return usage(tr("--%1 does not take “%2”.").arg(option, arguments.value(option)),
                     tr("It is not such a number."), tr("Give a whole number from %1 on.").arg(least));
    }
    return number;
}

Outcome<QList<qint64>> idsIn(const Arguments &arguments)
{
    QList<qint64> ids;
    const QStringList words = arguments.words().mid(1);
    for (const QString &word : words) {
        bool isNumber = false;
        ids.append(word.toLongLong(&isNumber));
        if (!isNumber) {
            return usage(tr("There is no snapshot “%1”.").arg(word), tr("A snapshot is named by its number."),
                         tr("tenantry-cli snapshot list shows the numbers."));
        }
    }
    return ids;
}

/// What goes, of what.
struct Removal
{
    QList<qint64> ids;
    Store::Retention retention; ///< of the tenants that were named
};

Outcome<Removal> removalFor(const Arguments &arguments, const QStringList &tenants)
{
    const Outcome<QList<qint64>> ids = idsIn(arguments);
    const auto keep = numberOf(arguments, OptionName::keep, 0);
    const auto days = numberOf(arguments, OptionName::olderThan, 0);
    const Outcome<void> time = checkTimeOfSnapshot();
    if (const Failure *failure = firstFailure(ids, keep, days, time)) {
        return tl::make_unexpected(*failure);
    }
    const bool isByRule = keep->has_value() || days->has_value();
    if (ids->isEmpty() == tenants.isEmpty() || ids->isEmpty() != isByRule) {
        return usage(tr("It is not clear which snapshots are to go."),
                     tr("Numbers name snapshots; else --keep or --older-than say which of the named tenants' go."),
                     tr("Give snapshot remove ID..., or snapshot remove --tenant NAME --keep N."));
    }
    Removal removal{*ids, {*keep, std::nullopt, std::nullopt}};
    if (*days) {
        removal.retention.since = timeOfSnapshot().addDays(-**days);
    }
    return removal;
}

void startRemove(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    withSnapshots(arguments, console, finish,
                  [&](Store::SnapshotStore *store, const QStringList &tenants) -> Outcome<void> {
                      const Outcome<Removal> removal = removalFor(arguments, tenants);
                      if (!removal) {
                          return tl::make_unexpected(removal.error());
                      }
                      if (!store && !removal->ids.isEmpty()) {
                          return noneAtAll(QString::number(removal->ids.first()));
                      }
                      qint64 count = 0;
                      const auto take = [&count](const Store::Outcome<qint64> &removed) -> Outcome<void> {
                          count += removed.value_or(0);
                          return removed ? Outcome<void>() : tl::make_unexpected(failureOf(removed.error()));
                      };
                      Outcome<void> done;
                      if (!removal->ids.isEmpty()) {
                          done = take(store->remove(removal->ids));
                      }
                      for (const QString &tenant : store ? tenants : QStringList()) {
                          done = !done ? done : take(store->removeBeyond(tenant, removal->retention));
                      }
                      if (done && arguments.has(OptionName::json)) {
                          console.write(Json::write({{"removed", count}}) + '\n');
                      } else if (done) {
                          console.note(tr("snapshots removed: %1").arg(count));
                      }
                      return done;
                  });
}

void startExport(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    withSnapshots(arguments, console, finish,
                  [&](Store::SnapshotStore *store, const QStringList &tenants) -> Outcome<void> {
                      const Outcome<QList<qint64>> ids = idsIn(arguments);
                      if (!ids) {
                          return tl::make_unexpected(ids.error());
                      }
                      if (ids->isEmpty() == tenants.isEmpty() || arguments.value(OptionName::output).isEmpty()) {
                          return usage(tr("It is not clear which snapshots go where."),
                                       tr("Numbers name snapshots, or the options the tenants whose they are; --output "
                                          "names the file."),
                                       tr("Give snapshot export ID... --output FILE, or --tenant NAME."));
                      }
                      return store ? exportSnapshots(*store, *ids, tenants, arguments, console)
                                   : noneAtAll(arguments.words().value(1));
                  });
}

void startImport(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    const Outcome<void> done = arguments.words().size() > 1
        ? importSnapshots(arguments, console)
        : usage(tr("It is not clear what to import."), tr("No file was named."), tr("Give snapshot import FILE."));
    if (!done) {
        console.say(done.error());
    }
    finish(done ? ExitCode::Done : done.error().code);
}

void startSnapshot(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    static const QList<Subcommand> subcommands{
        {"save"_L1, {}, true, 0, startSave},
        {"list"_L1, {}, true, 0, startList},
        {"show"_L1, {}, false, 2, startShow},
        {"export"_L1, {OptionName::output, OptionName::force}, true, mostIds, startExport},
        {"import"_L1, {}, false, 1, startImport},
        {"remove"_L1, {OptionName::keep, OptionName::olderThan}, true, mostIds, startRemove},
    };
    startOneOf(subcommands, snapshotCommand(), arguments, console, parent, finish);
}

} // namespace

Command snapshotCommand()
{
    return {
        "snapshot"_L1,
        QT_TRANSLATE_NOOP("Cli", "save|list|show|export|import|remove [ID|FILE]..."),
        QT_TRANSLATE_NOOP("Cli", "Keep what Auth0 tenants hold on this computer, and tell how it went."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "snapshot save reads settings, applications, connections, organizations and what is enabled for what, and "
            "stores it, with [REDACTED] in the place of secrets, in one file for all tenants that only its owner may "
            "read; of users nothing, nor of how an organization uses a connection (membership on login, button, "
            "sign-up). What has not changed takes no room. A part that could not be read whole is stored "
            "as not read, and told on standard error: nothing counts as gone for that. The window stores as well, and "
            "both may write at once. Of what is older than two days the last of each day is kept, for 400 days. With "
            "SOURCE_DATE_EPOCH set, that is the snapshot's time.\n\n"
            "snapshot list shows the snapshots of the tenants that are named, or of all, the oldest first; nothing is "
            "sent. snapshot show shows one by its number, and what it has of a part named behind it: settings, "
            "applications, connections, organizations, enabled_connections or organization_connections. "
            "snapshot remove takes snapshots away by their numbers, or of the named tenants all but the latest "
            "--keep, or those --older-than so many days, but for the latest one; --keep 0 takes all. What was removed "
            "is "
            "overwritten.\n\n"
            "snapshot export writes snapshots by their numbers, or all of the named tenants, to the file of --output, "
            "which only its owner may read; secrets are in it as little as in the store. A file that is there is "
            "replaced "
            "with --force alone. snapshot import brings such a "
            "file in, each snapshot where its time has it, whole or not at all; one that is here already is left out. "
            "It must be whole and made by no later version. diff compares with such a file as well.\n\n"
            "With --json, save, list, show and import print one array of {\"id\", \"at\", \"tenant\", \"domain\", "
            "\"added\", "
            "\"changed\", \"gone\", \"parts\": {\"settings\", \"applications\", \"connections\", \"organizations\", "
            "\"enabled_connections\", \"organization_connections\"}}, each part {\"read\", \"count\" or \"reason\"}; "
            "show "
            "prints the objects of a part as they were stored, or pairs of ids; remove prints {\"removed\"}, export "
            "{\"exported\"}.\n\n"
            "From snapshots of three days on, check tells when an application reaches Lock's limit at the present "
            "rate."),
        {
            {OptionName::keep, QT_TRANSLATE_NOOP("Cli", "N"),
             QT_TRANSLATE_NOOP("Cli", "remove: all but the latest N of each tenant that is named")},
            {OptionName::olderThan, QT_TRANSLATE_NOOP("Cli", "DAYS"),
             QT_TRANSLATE_NOOP("Cli", "remove: those older than so many days, but for the latest")},
            {OptionName::output, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "export: the file that holds them then")},
            {OptionName::force, nullptr,
             QT_TRANSLATE_NOOP("Cli", "export: replace the file where it is there already")},
        },
        1,
        true,
        startSnapshot,
        mostIds,
    };
}

} // namespace Cli
