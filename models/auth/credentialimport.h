#pragma once

#include "auth/credentialstore.h"
#include "auth/variables.h"

#include "domain/tenant.h"

#include <QMap>

namespace Auth {

/// Where a secret can be read from, once the user has accepted the proposal. Never the secret itself.
struct SecretPlace
{
    enum class Kind {
        Variable, ///< a variable of this process
        Member, ///< a member of a file, see ImportEntry
        KeyFile, ///< a file of its own, as PEM
        Keychain, ///< another program's entry: service and account
        KeychainParts, ///< the same in up to 50 parts, `service` followed by a number
    };
    Kind kind = Kind::Variable;
    QString path; ///< of the file
    QString label; ///< of the entry in the file
    QString name; ///< of the variable or member; the service of a keychain entry
    QString account; ///< of a keychain entry; of an entry in a file: its client id
    QString domain{}; ///< of the entry, as it stands there: two entries may have one label, or none

    friend bool operator==(const SecretPlace &, const SecretPlace &) = default;
};

/// A profile that could be made from what another program has: shown to the user, who accepts it or not.
struct Proposal
{
    ImportFormat format = ImportFormat::Environment;
    QString source; ///< the file, or empty for the environment
    Domain::TenantProfile profile; ///< without an id; read-only and of environment Development until the user says
    SecretPlace place;
    QStringList remarks; ///< what the user should know, translated

    friend bool operator==(const Proposal &, const Proposal &) = default;
};

/// Proposals from this process' environment. Pure.
QList<Proposal> proposalsFrom(const QMap<QString, QString> &environment);
/// Proposals from a file's text. Pure: `path` is only noted.
tl::expected<QList<Proposal>, QString> proposalsFrom(ImportFormat format, const QString &path, const QByteArray &text);

/// Where auth0-cli keeps its config.json below this home folder.
QString auth0CliConfig(const QString &home);
/// Guessed by name and content start: "config.json" of either program, "*.tf", anything else as `.env`.
ImportFormat formatOf(const QString &path, const QByteArray &text);

/// Reads a secret from where it is. Called only for a proposal the user accepted.
class CredentialReader : public QObject
{
    Q_OBJECT
public:
    explicit CredentialReader(QMap<QString, QString> environment, QObject *parent = nullptr);

    /// Answers once, unless `context` goes first. What another program's keychain entry says is asked from the desktop.
    void read(const SecretPlace &place, ImportFormat format, QObject *context,
              CredentialStore::Callback<Secret> callback);

private:
    StoreOutcome<Secret> readNow(const SecretPlace &place, ImportFormat format) const;

    QMap<QString, QString> m_environment;
};

} // namespace Auth
