#include "cli/snapshotexchange.h"

#include "cli/console.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotoutput.h"
#include "cli/translation.h"

#include "json/value.h"

#include <QDir>
#include <QFileInfo>

namespace Cli {

Outcome<void> exportSnapshots(const Store::SnapshotStore &store, const QList<qint64> &ids, const QStringList &tenants,
                              const Arguments &arguments, Console &console)
{
    QList<qint64> chosen = ids;
    for (const QString &tenant : tenants) {
        const auto list = store.snapshots(tenant);
        if (!list) {
            return tl::make_unexpected(failureOf(list.error()));
        }
        for (const Store::SnapshotInfo &snapshot : *list) {
            chosen.append(snapshot.id);
        }
    }
    if (chosen.isEmpty()) {
        return usage(tr("There is nothing to export."), tr("No snapshot is kept of the tenants that were named."),
                     tr("tenantry-cli snapshot list shows what is kept."));
    }
    const QString path = arguments.value(OptionName::output);
    // It may hold snapshots that are kept nowhere else by now.
    if (QFileInfo(path).isFile() && !arguments.has(OptionName::force)) {
        return usage(tr("The snapshots were not exported."),
                     tr("%1 is there already, and what it holds would be gone.").arg(QDir::toNativeSeparators(path)),
                     tr("Name a file that is not there yet, or add --force to replace this one."));
    }
    const auto done = store.exportTo(path, chosen);
    if (!done) {
        return tl::make_unexpected(failureOf(done.error()));
    }
    if (arguments.has(OptionName::json)) {
        console.write(Json::write({{"exported", chosen.size()}}) + '\n');
    } else {
        console.note(
            tr("snapshots exported to %1: %2").arg(QDir::toNativeSeparators(path), QString::number(chosen.size())));
    }
    return {};
}

Outcome<void> importSnapshots(const Arguments &arguments, Console &console)
{
    const auto file = Store::SnapshotStore::openExport(arguments.words().value(1), Json::SecretKeys::fromResource());
    if (!file) {
        return tl::make_unexpected(failureOf(file.error()));
    }
    const OpenedStore store = openSnapshots();
    if (!store) {
        return tl::make_unexpected(store.error());
    }
    if (!(*store)->setAside().isEmpty()) {
        console.note(setAsideNote((*store)->setAside()));
    }
    const auto imported = (*store)->importFrom(**file, QDateTime::currentDateTimeUtc());
    if (!imported) {
        return tl::make_unexpected(failureOf(imported.error()));
    }
    const bool asJson = arguments.has(OptionName::json);
    if (asJson || !imported->snapshots.isEmpty()) {
        printSnapshots(imported->snapshots, asJson, console);
        console.flush();
    }
    if (imported->known > 0) {
        console.note(tr("snapshots that were here already: %1").arg(imported->known));
    }
    return {};
}

} // namespace Cli
