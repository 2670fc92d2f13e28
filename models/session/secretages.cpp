#include "session/secretages.h"

#include "session/translation.h"

#include <algorithm>

namespace Session {

namespace {

/// Empty where the snapshots tell.
QString whyNot(const QList<Query::RecordPtr> &applications, const KnownSecrets &known)
{
    const bool areSent = std::any_of(applications.begin(), applications.end(), [](const Query::RecordPtr &record) {
        return !Store::followedSecret(record->original).isEmpty();
    });
    if (!areSent && !applications.isEmpty()) {
        return tr("Auth0 sent no client secrets that could be compared with those of earlier snapshots: it sends them "
                  "to tokens with read:client_keys or read:client_credentials only.");
    }
    if (!known) {
        return known.error();
    }
    return known->isEmpty() ? tr("No snapshot of this Auth0 tenant has seen client secrets yet.") : QString();
}

} // namespace

void addSecretAges(Analysis::Snapshot &snapshot, const KnownSecrets &known)
{
    if (!snapshot.applications) {
        return;
    }
    if (const QString why = whyNot(*snapshot.applications, known); !why.isEmpty()) {
        snapshot.absent[Analysis::Need::SecretHistory] = why;
        return;
    }
    QHash<QString, QDateTime> &since = snapshot.secretsSince.emplace();
    for (const Query::RecordPtr &application : std::as_const(*snapshot.applications)) {
        if (const auto first = known->since(application->id, application->original)) {
            since.insert(application->id, *first);
        }
    }
}

} // namespace Session
