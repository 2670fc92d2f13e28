#include "store/storefixture.h"

#include "store/states.h"

#include <QDir>
#include <QFile>

#include <algorithm>

bool StoreFixture::reopen()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = States::open(path());
    return m_store != nullptr && QDir().mkpath(QFileInfo(file()).path());
}

bool StoreFixture::holds(const QByteArray &bytes) const
{
    const QDir folder(m_folder->filePath(QStringLiteral("data")));
    const QStringList names = folder.entryList(QDir::Files);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    });
}

qint64 StoreFixture::save(const Store::TenantState &state)
{
    const auto saved = m_store->save(state);
    if (!saved) {
        qWarning("%s", qPrintable(saved.error().text()));
        return 0;
    }
    return saved->snapshot.id;
}

std::unique_ptr<Store::SnapshotStore> StoreFixture::exported(const QList<qint64> &ids) const
{
    auto store = m_store->exportTo(file(), ids).and_then([this] {
        return Store::SnapshotStore::openExport(file(), Json::SecretKeys::fromResource());
    });
    if (!store) {
        qWarning("%s", qPrintable(store.error().text()));
        return nullptr;
    }
    return *std::move(store);
}

std::unique_ptr<Store::SnapshotStore> StoreFixture::elsewhere() const
{
    return States::open(m_folder->filePath(QStringLiteral("elsewhere/snapshots.sqlite")));
}
