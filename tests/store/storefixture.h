#pragma once

#include "store/snapshotstore.h"

#include <QTemporaryDir>

#include <memory>

/// A store in a folder of its own.
class StoreFixture
{
protected:
    /// Begins with a new one; whether it could be opened.
    bool reopen();
    QString path() const { return m_folder->filePath(QStringLiteral("data/snapshots.sqlite")); }
    /// Whether any file of the store holds the bytes.
    bool holds(const QByteArray &bytes) const;
    /// The number of the snapshot; 0, with a warning, where it could not be saved.
    qint64 save(const Store::TenantState &state);
    /// Where exported() writes; its folder is there.
    QString file() const { return m_folder->filePath(QStringLiteral("out/acme.snapshots")); }
    /// The snapshots in a file of their own, opened; nullptr, with a warning, where that failed.
    std::unique_ptr<Store::SnapshotStore> exported(const QList<qint64> &ids) const;
    /// Another computer's store.
    std::unique_ptr<Store::SnapshotStore> elsewhere() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store::SnapshotStore> m_store;
};
