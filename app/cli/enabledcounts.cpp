#include "cli/enabledcounts.h"

#include "cli/translation.h"
#include "domain/locklimit.h"
#include "query/columns.h"

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

void noteNames(Change::PlanItem &item, const QList<Query::RecordPtr> &applications)
{
    QHash<QString, QString> names;
    QHash<QString, int> counts;
    for (const Query::RecordPtr &record : applications) {
        const QString name = Query::textAt(*record, Query::Kind::Applications, u"name");
        names.insert(record->id, name);
        ++counts[name];
    }
    QStringList on;
    QStringList off;
    for (const Json::LeafChange &change : std::as_const(item.changes)) {
        const QString id = change.pointer.first();
        const QString name = names.value(id);
        if (name.isEmpty()) {
            continue; // it is gone, or has none: the leaf says what is known
        }
        (change.after ? on : off).append(counts.value(name) > 1 ? tr("%1 (%2)").arg(name, id) : name);
        item.names.insert(id, name);
    }
    const auto add = [&item](const QString &text, const QStringList &list) {
        const QString note = text.arg(list.join(QStringLiteral(", ")));
        if (!list.isEmpty() && !item.notes.contains(note)) {
            item.notes.append(note);
        }
    };
    add(tr("On for %1."), on);
    add(tr("Off for %1."), off);
}

} // namespace Cli
