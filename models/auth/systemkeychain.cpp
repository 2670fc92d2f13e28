#include "auth/systemkeychain.h"

#include "auth/secretservice.h"

#include <QPointer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

constexpr QLatin1StringView service("tenantry");

/// QtKeychain answers OtherError for a keychain that is locked, absent or broken alike, so the desktop is asked which.
void explain(QKeychain::Error error, const QString &text, QObject *context,
             const std::function<void(StoreError)> &callback)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        callback(storeError(StoreError::Kind::NotFound));
        return;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        callback(storeError(StoreError::Kind::Denied));
        return;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        callback(storeError(StoreError::Kind::Unavailable));
        return;
    default:
        break;
    }
    SecretService::askState(context, [callback, text](SecretService::State state) {
        switch (state) {
        case SecretService::State::Absent:
            callback(storeError(StoreError::Kind::Unavailable));
            break;
        case SecretService::State::Locked:
            callback(storeError(StoreError::Kind::Locked));
            break;
        case SecretService::State::Open:
            callback(storeError(StoreError::Kind::Failed, text));
            break;
        }
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
