#include "auth/credentialimport.h"
#include "auth/secretservice.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

/// auth0-cli cuts a token into pieces of 2,048 characters, at most so many.
constexpr int maximumParts = 50;

tl::unexpected<StoreError> gone(const QString &message)
{
    return tl::make_unexpected(StoreError{StoreError::Kind::NotFound, message});
}

StoreOutcome<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return gone(CredentialReader::tr("The file %1 could not be read: %2. Check that it is still there and that you "
                                         "may read it.")
                        .arg(QDir::toNativeSeparators(path), file.errorString()));
    }
    return file.read(maximumImportSize + 1);
}

StoreOutcome<Secret> secretOf(const QString &text, const SecretPlace &place)
{
    if (text.isEmpty()) {
        return gone(CredentialReader::tr("There is no %1 any more where it was found; it was changed meanwhile. Look "
                                         "for credentials again.")
                        .arg(place.name));
    }
    return Secret(text.toUtf8());
}

/// Settings of variables carry their label as a prefix.
QString valueOf(ImportFormat format, const ImportEntry &entry, QLatin1StringView variable, QLatin1StringView member)
{
    const bool hasPrefix = format == ImportFormat::DotEnv || format == ImportFormat::DeployCli;
    return entry.values.value(hasPrefix ? entry.label + variable : QString(member)).trimmed();
}

void readPart(const SecretPlace &place, int part, const QByteArray &before, QObject *context,
              const CredentialStore::Callback<Secret> &callback)
{
    const QString service = place.name + u' ' + QString::number(part);
    SecretService::readForeign(service, place.account, context,
                               [place, part, before, context, callback](const StoreOutcome<Secret> &read) {
                                   if (read && part + 1 < maximumParts) {
                                       readPart(place, part + 1, before + read->reveal(), context, callback);
                                   } else if (read) {
                                       callback(Secret(before + read->reveal()));
                                   } else if (part > 0 && read.error().kind == StoreError::Kind::NotFound) {
                                       callback(Secret(before));
                                   } else {
                                       callback(tl::make_unexpected(read.error()));
                                   }
                               });
}

} // namespace

CredentialReader::CredentialReader(QMap<QString, QString> environment, QObject *parent)
    : QObject(parent)
    , m_environment(std::move(environment))
{ }

void CredentialReader::read(const SecretPlace &place, ImportFormat format, QObject *context,
                            CredentialStore::Callback<Secret> callback)
{
    switch (place.kind) {
    case SecretPlace::Kind::Keychain:
        SecretService::readForeign(place.name, place.account, context, callback);
        return;
    case SecretPlace::Kind::KeychainParts:
        readPart(place, 0, {}, context, callback);
        return;
    case SecretPlace::Kind::Variable:
    case SecretPlace::Kind::Member:
    case SecretPlace::Kind::KeyFile:
        break;
    }
    QMetaObject::invokeMethod(
        context, [callback, outcome = readNow(place, format)] { callback(outcome); }, Qt::QueuedConnection);
}

StoreOutcome<Secret> CredentialReader::readNow(const SecretPlace &place, ImportFormat format) const
{
    if (place.kind == SecretPlace::Kind::Variable) {
        return secretOf(m_environment.value(place.name), place);
    }
    const auto content = contentOf(place.path);
    if (!content) {
        return tl::make_unexpected(content.error());
    }
    if (place.kind == SecretPlace::Kind::KeyFile) {
        return content->size() > maximumImportSize ? gone(tr("The key file is too long to be one."))
                                                   : secretOf(QString::fromUtf8(*content), place);
    }
    const auto entries = readEntries(format, *content);
    if (!entries) {
        return gone(entries.error());
    }
    const auto entry = std::find_if(entries->cbegin(), entries->cend(), [&place, format](const ImportEntry &other) {
        return other.label == place.label && valueOf(format, other, "DOMAIN"_L1, "domain"_L1) == place.domain
            && valueOf(format, other, "CLIENT_ID"_L1, "client_id"_L1) == place.account;
    });
    return secretOf(entry == entries->cend() ? QString() : entry->values.value(place.name), place);
}

} // namespace Auth
