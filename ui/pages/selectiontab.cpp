#include "ui/pages/selectiontab.h"

#include <QSet>

#include <algorithm>

namespace Ui {

bool isOfSameObjects(const Selection &one, const Selection &other)
{
    if (one.objects == other.objects || one.objects.size() != other.objects.size()) {
        return one.objects == other.objects;
    }
    QSet<std::pair<Domain::TenantId, QString>> ids;
    ids.reserve(one.objects.size());
    for (const Session::ObjectId &object : one.objects) {
        ids.insert({object.tenant, object.id});
    }
    return std::all_of(other.objects.begin(), other.objects.end(), [&ids](const Session::ObjectId &object) {
        return ids.contains({object.tenant, object.id});
    });
}

} // namespace Ui
