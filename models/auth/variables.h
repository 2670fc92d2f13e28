#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <tl/expected.hpp>

namespace Auth {

/// Where other programs keep what they know of an Auth0 tenant (auth0.md 4.12).
enum class ImportFormat {
    Environment, ///< variables of this process: deploy-cli's, Terraform's and checkmate's names
    DotEnv, ///< a `.env` file with the same names
    DeployCli, ///< auth0-deploy-cli's config.json
    Auth0Cli, ///< auth0-cli's config.json; its secrets are in the keychain
    Terraform, ///< provider blocks of a *.tf file; literal strings only
};

/// One tenant's values as a source has them, secrets included: it lives only while a source is read. Keys are the names
/// of the source's own members or variables.
struct ImportEntry
{
    QString label; ///< tells entries of one source apart: a domain, an alias, a prefix of variables
    QMap<QString, QString> values;
};

/// Longest source that is read.
inline constexpr qsizetype maximumImportSize = qsizetype(1024) * 1024;

/// The entries of a text; the error says what is wrong with it, without quoting it.
tl::expected<QList<ImportEntry>, QString> readEntries(ImportFormat format, const QByteArray &text);
/// The entries of a set of variables: one per family of names that is there.
QList<ImportEntry> entriesOf(const QMap<QString, QString> &variables);

/// The variables of a `.env` text: `NAME=value`, `export NAME='value'`, comments. Nothing in it is expanded or run.
QMap<QString, QString> parseDotEnv(const QString &text);
/// The literal strings of each `provider "auth0"` block, by attribute.
QList<ImportEntry> parseProviderBlocks(const QString &text);

} // namespace Auth
