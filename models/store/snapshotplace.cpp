#include "store/snapshotplace.h"

#include "store/database.h"
#include "store/translation.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Store {

Outcome<SnapshotPlace> placeOf(Database &database, qint64 snapshot, Part part)
{
    Statement find(database,
                   u"SELECT tenant, place, is_read FROM snapshot JOIN part ON part.snapshot = snapshot.id AND "
                   "part.part = ? WHERE snapshot.id = ?"_s);
    find.run(int(part), snapshot);
    if (find.next()) {
        return SnapshotPlace{find.number(0), find.number(1), find.number(2) != 0};
    }
    if (database.hasFailed()) {
        return SnapshotPlace();
    }
    return tl::make_unexpected(Problem{Problem::Kind::NotFound, tr("There is no snapshot %1.").arg(snapshot),
                                       tr("It may have been removed already."),
                                       tr("Look at the list of snapshots for those that are there.")});
}

QByteArray unpacked(const QByteArray &packed)
{
    // The first four bytes say how much room the rest takes, and qUncompress() believes them.
    if (packed.size() < qsizetype(sizeof(quint32)) || qFromBigEndian<quint32>(packed.constData()) > largestBody) {
        return {};
    }
    return qUncompress(packed);
}

} // namespace Store
