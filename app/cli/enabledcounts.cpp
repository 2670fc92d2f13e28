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

QHash<QString, QString> namesOf(const QList<Query::RecordPtr> &applications)
{
    QHash<QString, QString> names;
    QHash<QString, int> counts;
    for (const Query::RecordPtr &record : applications) {
        const QString name = Query::textAt(*record, Query::Kind::Applications, u"name");
        if (!name.isEmpty()) {
            names.insert(record->id, name);
            ++counts[name];
        }
    }
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (counts.value(*name) > 1) {
            *name = tr("%1 (%2)").arg(*name, name.key());
        }
    }
    return names;
}

void noteNames(Change::PlanItem &item, const QHash<QString, QString> &names)
{
    QStringList on;
    QStringList off;
    for (const Json::LeafChange &change : std::as_const(item.changes)) {
        // One that is gone, or has no name: the leaf says what is known.
        if (const QString name = names.value(change.pointer.first()); !name.isEmpty()) {
            (change.after ? on : off).append(name);
            item.names.insert(change.pointer.first(), name);
        }
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
