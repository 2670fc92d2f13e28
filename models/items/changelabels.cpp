#include "items/changelabels.h"

#include "items/translation.h"
#include "json/value.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

/// What a person tells the object by; of a user the e-mail address as well, since people share names.
QString labelOf(const Change::PlanItem &item)
{
    QString name = item.object.name.isEmpty() ? item.object.id : item.object.name;
    if (item.object.kind != Change::ObjectKind::User) {
        return name;
    }
    const auto user = Json::parse(item.seen);
    const QString email = user ? Json::stringAt(*user, "email") : QString();
    const QString &second = email.isEmpty() ? item.object.id : email;
    return second == name ? name : u"%1 · %2"_s.arg(name, second);
}

/// What of an object an item changes, where several items are of one object.
QString partOf(Change::ObjectKind kind)
{
    switch (kind) {
    case Change::ObjectKind::ConnectionClients:
        return tr("applications");
    case Change::ObjectKind::OrganizationConnections:
        return tr("connections");
    case Change::ObjectKind::UserOrganizations:
        return tr("organizations");
    case Change::ObjectKind::Connection:
    case Change::ObjectKind::Application:
    case Change::ObjectKind::Organization:
    case Change::ObjectKind::User:
        break;
    }
    return tr("settings");
}

} // namespace

QStringList changeLabels(const Change::Plan &plan)
{
    QStringList labels;
    labels.reserve(plan.items.size());
    QHash<QString, int> uses;
    QHash<QString, QSet<QString>> ids;
    for (const Change::PlanItem &item : plan.items) {
        const QString label = item.creation ? tr("%1 (new)").arg(labelOf(item)) : labelOf(item);
        labels.append(label);
        ++uses[label];
        ids[label].insert(item.object.id);
    }
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const QString label = labels.at(i);
        const Change::ObjectRef &object = plan.items.at(i).object;
        const qsizetype objects = ids.value(label).size();
        if (uses.value(label) > objects) {
            labels[i] += u" · "_s + partOf(object.kind);
        }
        if (objects > 1) {
            labels[i] += u" · "_s + object.id;
        }
    }
    return labels;
}

} // namespace Items
