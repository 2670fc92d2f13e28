#include "cli/diffside.h"

#include "cli/profiles.h"
#include "cli/snapshotaccess.h"
#include "cli/translation.h"

#include "session/deployfolder.h"
#include "session/storedstate.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

QString sidesAdvice()
{
    return tr(
        "Name a snapshot by its number or as PROFILE@latest or PROFILE@2026-11-01, a saved profile, a file of "
        "snapshots, or a folder or tenant.yaml of auth0-deploy-cli. tenantry-cli snapshot list shows what is kept.");
}

DiffSide snapshotSide(const std::shared_ptr<const Store::SnapshotStore> &store, const Store::SnapshotInfo &snapshot)
{
    DiffSide side;
    side.state.store = store;
    side.state.snapshot = snapshot;
    side.state.tenant = snapshot.tenant;
    side.state.name = snapshot.name;
    side.state.title = tr("%1, snapshot %2 of %3")
                           .arg(snapshot.name, QString::number(snapshot.id), snapshot.at.toString(Qt::ISODate));
    return side;
}

/// The saved profile of this name; nothing where there is none, and no settings are made.
std::optional<Domain::TenantProfile> savedProfile(const QString &name)
{
    if (!QFileInfo::exists(Settings::Paths::standard().config)) {
        return std::nullopt;
    }
    const Outcome<SavedProfiles> saved = openProfiles();
    return saved ? saved->profiles->findByName(name) : std::nullopt;
}

/// The latest of the list's that is not after `when`: "latest", or a day.
Outcome<Store::SnapshotInfo> latestOf(const QList<Store::SnapshotInfo> &list, const QString &name, const QString &when)
{
    const QDate day = QDate::fromString(when, Qt::ISODate);
    if (when != "latest"_L1 && !day.isValid()) {
        return usage(tr("“%1” is no time of a snapshot.").arg(when), tr("It is neither latest nor a day."),
                     tr("Give %1@latest, or a day as in %1@2026-11-01.").arg(name));
    }
    const auto found = std::find_if(list.rbegin(), list.rend(), [&day](const Store::SnapshotInfo &snapshot) {
        return !day.isValid() || snapshot.at.date() <= day;
    });
    if (found == list.rend()) {
        return usage(tr("There is no snapshot “%1@%2”.").arg(name, when),
                     list.isEmpty() ? tr("None is kept of “%1”.").arg(name)
                                    : tr("The first one is of %1.").arg(list.first().at.toString(Qt::ISODate)),
                     tr("tenantry-cli snapshot list shows what is kept."));
    }
    return *found;
}

} // namespace

Outcome<DiffSides::StorePtr> DiffSides::ownStore()
{
    if (!m_store) {
        OpenedStore opened = openSnapshotsIfAny();
        if (!opened) {
            return tl::make_unexpected(opened.error());
        }
        m_store = *std::move(opened);
        m_setAside = m_store ? m_store->setAside() : QString();
    }
    return m_store;
}

Outcome<DiffSide> DiffSides::numbered(const QString &word)
{
    const Outcome<StorePtr> store = ownStore();
    if (!store) {
        return tl::make_unexpected(store.error());
    }
    const auto list = *store ? (*store)->snapshots() : Store::Outcome<QList<Store::SnapshotInfo>>();
    if (!list) {
        return tl::make_unexpected(failureOf(list.error()));
    }
    const auto found = std::ranges::find(*list, word.toLongLong(), &Store::SnapshotInfo::id);
    if (found == list->end()) {
        return usage(tr("There is no snapshot %1.").arg(word),
                     list->isEmpty() ? tr("There are none at all.") : tr("It may have been removed already."),
                     sidesAdvice());
    }
    return snapshotSide(*store, *found);
}

Outcome<DiffSide> DiffSides::dated(const QString &name, const QString &when)
{
    const Outcome<StorePtr> store = ownStore();
    const Outcome<QStringList> named = name.isEmpty() ? namedTenants(m_arguments) : Outcome<QStringList>();
    if (const Failure *failure = firstFailure(store, named)) {
        return tl::make_unexpected(*failure);
    }
    if (name.isEmpty() && named->size() != 1) {
        return usage(tr("It is not clear whose snapshot “@%1” is.").arg(when),
                     tr("No one Auth0 tenant was named with the options."), sidesAdvice());
    }
    auto list = *store ? (*store)->snapshots() : Store::Outcome<QList<Store::SnapshotInfo>>();
    if (!list) {
        return tl::make_unexpected(failureOf(list.error()));
    }
    const auto profile = name.isEmpty() ? std::nullopt : savedProfile(name);
    const QString tenant = name.isEmpty() ? named->first() : profile ? Session::storedName(*profile) : name.toLower();
    list->removeIf([&](const Store::SnapshotInfo &snapshot) { return snapshot.tenant != tenant; });
    return latestOf(*list, name.isEmpty() ? tenant : name, when).map([&store](const Store::SnapshotInfo &snapshot) {
        return snapshotSide(*store, snapshot);
    });
}

Outcome<DiffSide> DiffSides::file(const QString &path, const QString &when)
{
    StorePtr &store = m_files[path];
    if (!store) {
        auto opened = Store::SnapshotStore::openExport(path, Json::SecretKeys::fromResource());
        if (!opened) {
            return tl::make_unexpected(failureOf(opened.error()));
        }
        store = *std::move(opened);
    }
    const auto list = store->snapshots();
    if (!list) {
        return tl::make_unexpected(failureOf(list.error()));
    }
    QStringList tenants;
    for (const Store::SnapshotInfo &snapshot : *list) {
        tenants.append(snapshot.tenant);
    }
    tenants.removeDuplicates();
    if (tenants.size() > 1) {
        return usage(tr("It is not clear which snapshot of “%1” is meant.").arg(path),
                     tr("It holds those of several Auth0 tenants: %1.").arg(tenants.join(", "_L1)),
                     tr("Bring it in with tenantry-cli snapshot import, and name one by its number."));
    }
    return latestOf(*list, path, when.isEmpty() ? u"latest"_s : when)
        .map([&store](const Store::SnapshotInfo &snapshot) { return snapshotSide(store, snapshot); });
}

Outcome<DiffSide> DiffSides::folder(const QString &path) const
{
    const Store::Outcome<Session::DeployedState> read = Session::readDeployFolder(path);
    if (!read) {
        return tl::make_unexpected(failureOf(read.error()));
    }
    DiffSide side;
    side.state.held = read->state;
    side.state.leftOut = read->leftOut;
    side.state.isExport = true;
    side.state.name = read->state.name;
    side.state.title = tr("the folder %1").arg(read->state.name);
    return side;
}

Outcome<DiffSide> DiffSides::profile(const QString &name) const
{
    const auto saved = savedProfile(name);
    if (!saved) {
        return usage(tr("Nothing to compare is called “%1”.").arg(name),
                     tr("It is no snapshot, file, folder or saved profile."), sidesAdvice());
    }
    QHash<QString, QStringList> options{{OptionName::tenant, {name}}};
    if (m_arguments.has(OptionName::caFile)) {
        options.insert(OptionName::caFile, m_arguments.values(OptionName::caFile));
    }
    return chooseTargets(Arguments(options, {})).map([](const Targets &targets) {
        DiffSide side;
        side.live = targets.list.first();
        return side;
    });
}

Outcome<DiffSide> DiffSides::liveSide() const
{
    const Outcome<Targets> targets = chooseTargets(m_arguments);
    if (!targets) {
        return tl::make_unexpected(targets.error());
    }
    if (targets->list.size() != 1) {
        return usage(tr("It is not clear what to compare with."), tr("Several Auth0 tenants were named."),
                     tr("Name one with --tenant, or both sides as words."));
    }
    DiffSide side;
    side.live = targets->list.first();
    return side;
}

Outcome<DiffSide> DiffSides::side(const QString &word)
{
    static const auto isDigit = [](QChar character) { return character >= u'0' && character <= u'9'; };
    if (!word.isEmpty() && std::ranges::all_of(word, isDigit)) {
        return numbered(word);
    }
    if (QFileInfo(word).isDir() || Session::isDeployFile(word)) {
        return folder(word);
    }
    if (QFileInfo(word).isFile()) {
        return file(word, {});
    }
    const qsizetype at = word.lastIndexOf(u'@');
    if (at < 0) {
        return profile(word);
    }
    const QString name = word.first(at);
    const QString when = word.sliced(at + 1);
    return QFileInfo(name).isFile() ? file(name, when) : dated(name, when);
}

} // namespace Cli
