#include "cli/enabledcounts.h"

#include "cli/translation.h"
#include "domain/locklimit.h"

#include <QSet>

namespace Cli {

void enable(Analysis::Snapshot &snapshot, const QString &application, const QStringList &connections)
{
    if (!snapshot.enabled) {
        snapshot.enabled.emplace();
    }
    QStringList &enabled = (*snapshot.enabled)[application];
    enabled
        = (QSet<QString>(enabled.cbegin(), enabled.cend()) + QSet<QString>(connections.cbegin(), connections.cend()))
              .values();
}

QString lockNote(const QString &application, qsizetype databases, qsizetype gained)
{
    const qsizetype after = databases + gained;
    const QString note
        = tr("%1: database connections %2 -> %3 of Lock's %4")
              .arg(application, QString::number(databases), QString::number(after), QString::number(Domain::lockLimit));
    return after > Domain::lockLimit ? note + u' ' + tr("(over: Lock does not show those beyond)") : note;
}

} // namespace Cli
