#include "auth/systemkeychain.h"

#include "auth/secretservice.h"

#include <QPointer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

constexpr QLatin1StringView service("tenantry");

/// What QtKeychain's error means. For a keychain that stays locked it answers EntryNotFound to a read and AccessDenied
/// to a write, and OtherError for one that is locked, absent or broken alike (measured with 0.13.2 and gnome-keyring
/// 42), so the desktop is asked which.
StoreError::Kind kindOf(QKeychain::Error error, SecretService::State state)
{
    if (state == SecretService::State::Locked) {
        return StoreError::Kind::Locked;
    }
    switch (error) {
    case QKeychain::EntryNotFound:
        return StoreError::Kind::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return StoreError::Kind::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return StoreError::Kind::Unavailable;
    default:
        return state == SecretService::State::Absent ? StoreError::Kind::Unavailable : StoreError::Kind::Failed;
    }
}

void explain(QKeychain::Error error, const QString &text, QObject *context,
             const std::function<void(StoreError)> &callback)
{
    SecretService::askState(context, [error, text, callback](SecretService::State state) {
        callback(storeError(kindOf(error, state), text));
    });
}

} // namespace

void SystemKeychain::start(QKeychain::Job *job, const QString &key, QObject *context,
                           std::function<void(QKeychain::Job *)> done)
{
    job->setKey(key);
    connect(job, &QKeychain::Job::finished, context, std::move(done));
    job->start();
}

void SystemKeychain::read(const QString &key, QObject *context, Callback<QByteArray> callback)
{
    start(new QKeychain::ReadPasswordJob(service), key, context, [context, callback](QKeychain::Job *job) {
        if (job->error() == QKeychain::NoError) {
            callback(static_cast<QKeychain::ReadPasswordJob *>(job)->binaryData());
            return;
        }
        explain(job->error(), job->errorString(), context,
                [callback](const StoreError &error) { callback(tl::make_unexpected(error)); });
    });
}

void SystemKeychain::write(const QString &key, const QByteArray &value, QObject *context, Callback<void> callback)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(value);
    start(job, key, context, [context, callback](QKeychain::Job *finished) {
        if (finished->error() == QKeychain::NoError) {
            callback({});
            return;
        }
        explain(finished->error(), finished->errorString(), context,
                [callback](const StoreError &error) { callback(tl::make_unexpected(error)); });
    });
}

void SystemKeychain::remove(const QString &key, QObject *context, Callback<void> callback)
{
    start(new QKeychain::DeletePasswordJob(service), key, context, [context, callback](QKeychain::Job *job) {
        // Deleting what is not there is reported differently by each keychain.
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound
            || job->error() == QKeychain::CouldNotDeleteEntry) {
            callback({});
            return;
        }
        explain(job->error(), job->errorString(), context,
                [callback](const StoreError &error) { callback(tl::make_unexpected(error)); });
    });
}

} // namespace Auth
