#include "ui/editors/metadatarehearsal.h"

#include "query/columns.h"

#include <QCoreApplication>
#include <QHash>

namespace Ui {

QList<Change::MetadataRehearsal> rehearsalsOf(const RehearsalWork &work)
{
    QHash<QString, Query::RecordPtr> records;
    QStringList all;
    for (const Query::RecordPtr &record : work.records) {
        records.insert(record->id, record);
        all.append(record->id);
    }
    QHash<Change::ObjectRef, Change::PlanItem> staged;
    for (const Change::PlanItem &item : work.staged) {
        staged.insert(item.object, item);
    }
    QList<Change::MetadataRehearsal> rehearsals;
    for (const QString &id : work.ids.value_or(all)) {
        const Query::RecordPtr record = records.value(id);
        QString name = record ? Query::textAt(*record, Query::Kind::Users, u"email") : QString();
        name = record && name.isEmpty() ? Query::textAt(*record, Query::Kind::Users, u"name") : name;
        const Change::ObjectRef object{Change::ObjectKind::User, id, name};
        const auto earlier = staged.constFind(object);
        rehearsals.append(!record || record->original.isEmpty()
                              ? Change::MetadataRehearsal{{object, {}},
                                                          QCoreApplication::translate(
                                                              "Ui",
                                                              "Not among the users that were read. Search for it in "
                                                              "the table first.")}
                              : Change::rehearse(object, record->original,
                                                 earlier == staged.cend() ? std::nullopt : std::optional(*earlier),
                                                 work.steps, work.schema));
    }
    return rehearsals;
}

} // namespace Ui
