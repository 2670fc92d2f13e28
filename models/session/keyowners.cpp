#include "session/keyowners.h"

#include "json/value.h"

namespace Session {

QStringList applicationsWithKeys(const QList<Query::RecordPtr> &applications)
{
    QStringList ids;
    for (const Query::RecordPtr &record : applications) {
        if (!record->original.contains("client_authentication_methods")) {
            continue; // most have none: no need to parse thousands
        }
        const auto application = Json::parse(record->original);
        const Json::Value *methods
            = application ? Json::memberAt(*application, "client_authentication_methods") : nullptr;
        if (methods != nullptr && methods->is_object() && !methods->empty()) {
            ids.append(record->id);
        }
    }
    return ids;
}

} // namespace Session
