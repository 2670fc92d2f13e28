#include "auth/credentialimport.h"

#include "auth/translation.h"

#include <QFileInfo>
#include <QUrl>

#include <optional>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;

namespace Auth {

namespace {

/// A source's name for something and the profile it leads to. Names end so behind `AUTH0_` or `AUTH0CHECKMATE_`, or
/// stand so in a provider block.
struct SecretName
{
    QLatin1StringView variable;
    QLatin1StringView attribute;
    CredentialKind kind;
    bool isFile = false;
};

constexpr SecretName secretNames[] = {
    {QLatin1StringView("CLIENT_SECRET"), QLatin1StringView("client_secret"), CredentialKind::ClientSecret},
    {QLatin1StringView("CLIENT_SIGNING_KEY_PATH"), {}, CredentialKind::PrivateKey, true},
    {QLatin1StringView("CLIENT_ASSERTION_PRIVATE_KEY"), {}, CredentialKind::PrivateKey},
    {QLatin1StringView("ACCESS_TOKEN"), {}, CredentialKind::Token},
    {QLatin1StringView("API_TOKEN"), QLatin1StringView("api_token"), CredentialKind::Token},
};

/// Looks up one entry by the name behind its prefix, or by a provider block's attribute.
class Lookup
{
public:
    Lookup(const ImportEntry &entry, bool isBlock)
        : m_entry(entry)
        , m_isBlock(isBlock)
    { }

    QString key(QLatin1StringView variable, QLatin1StringView attribute) const
    {
        return m_isBlock ? QString(attribute) : m_entry.label + variable;
    }
    QString value(QLatin1StringView variable, QLatin1StringView attribute) const
    {
        const QString name = key(variable, attribute);
        return name.isEmpty() ? QString() : m_entry.values.value(name).trimmed();
    }

private:
    const ImportEntry &m_entry;
    bool m_isBlock;
};

QString hostOf(const QString &domain)
{
    const QString text = domain.trimmed().toLower();
    return text.contains("://"_L1) ? QUrl(text).host() : text.section(u'/', 0, 0);
}

/// A custom domain in the settings together with the audience gives the tenant's own domain away.
void takeAudience(const QString &audience, Proposal &proposal)
{
    const QUrl url(audience.trimmed());
    if (!url.isValid() || url.path() != "/api/v2/"_L1 || url.host() == proposal.profile.domain
        || url.host().isEmpty()) {
        return;
    }
    proposal.remarks.append(tr("The settings name the domain %1, but the audience is of %2, the tenant's own "
                               "domain; Tenantry uses that one for both.")
                                .arg(proposal.profile.domain, url.host()));
    proposal.profile.domain = url.host();
}

Proposal proposal(ImportFormat format, const QString &source, const QString &domain, const QString &clientId)
{
    Proposal made;
    made.format = format;
    made.source = source;
    made.profile.domain = hostOf(domain);
    made.profile.clientId = clientId;
    return made;
}

void finish(Proposal &made, const QString &label)
{
    const QString name = made.profile.domain.section(u'.', 0, 0);
    made.profile.name = label.isEmpty() ? name : u"%1 (%2)"_s.arg(name, label);
    if (made.profile.credential == CredentialKind::PrivateKey && made.profile.keyAlgorithm.isEmpty()) {
        made.profile.keyAlgorithm = u"RS256"_s;
    }
    if (made.profile.credential == CredentialKind::Token) {
        made.remarks.append(tr("A token cannot be renewed: the profile works until it expires."));
    }
}

QList<Proposal> fromEntry(ImportFormat format, const QString &source, const ImportEntry &entry)
{
    const bool isBlock = format == ImportFormat::Terraform;
    const Lookup lookup(entry, isBlock);
    const QString domain = lookup.value("DOMAIN"_L1, "domain"_L1);
    if (hostOf(domain).isEmpty()) {
        return {};
    }
    QList<Proposal> proposals;
    for (const SecretName &name : secretNames) {
        const QString secretKey = lookup.key(name.variable, name.attribute);
        const QString clientId = lookup.value("CLIENT_ID"_L1, "client_id"_L1);
        const QString value = lookup.value(name.variable, name.attribute);
        if (value.isEmpty() || (name.kind != CredentialKind::Token && clientId.isEmpty())) {
            continue;
        }
        Proposal made = proposal(format, source, domain, clientId);
        made.profile.credential = name.kind;
        if (name.kind == CredentialKind::PrivateKey) {
            made.profile.keyAlgorithm = lookup.value("CLIENT_SIGNING_ALGORITHM"_L1, {});
            if (made.profile.keyAlgorithm.isEmpty()) {
                made.profile.keyAlgorithm
                    = lookup.value("CLIENT_ASSERTION_SIGNING_ALG"_L1, "client_assertion_signing_alg"_L1);
            }
        }
        made.place.name = secretKey;
        if (name.isFile) {
            made.place = {SecretPlace::Kind::KeyFile, value, {}, {}, {}};
        } else if (format != ImportFormat::Environment) {
            made.place = {SecretPlace::Kind::Member, source, entry.label, secretKey, clientId, domain};
        }
        takeAudience(lookup.value("AUDIENCE"_L1, "audience"_L1), made);
        finish(made, isBlock ? entry.label : QString());
        proposals.append(made);
    }
    return proposals;
}

/// auth0-cli: a tenant with a client id was logged in with a secret, the others by device code with a token.
Proposal fromAuth0Cli(const QString &source, const ImportEntry &entry)
{
    const QString domain = entry.values.value(u"domain"_s);
    Proposal made = proposal(ImportFormat::Auth0Cli, source, domain, entry.values.value(u"client_id"_s));
    if (!made.profile.clientId.isEmpty()) {
        made.place = {SecretPlace::Kind::Keychain, {}, {}, u"Auth0 CLI Client Secret"_s, domain};
    } else {
        made.profile.credential = CredentialKind::Token;
        made.place = {SecretPlace::Kind::KeychainParts, {}, {}, u"Auth0 CLI Access Token"_s, domain};
        if (!entry.values.value(u"access_token"_s).isEmpty()) {
            made.place = {SecretPlace::Kind::Member, source, entry.label, u"access_token"_s, {}, domain};
        }
    }
    finish(made, {});
    return made;
}

QList<Proposal> fromEntries(ImportFormat format, const QString &source, const QList<ImportEntry> &entries)
{
    QList<Proposal> proposals;
    for (const ImportEntry &entry : entries) {
        if (format == ImportFormat::Auth0Cli) {
            if (!hostOf(entry.values.value(u"domain"_s)).isEmpty()) {
                proposals.append(fromAuth0Cli(source, entry));
            }
        } else {
            proposals += fromEntry(format, source, entry);
        }
    }
    return proposals;
}

} // namespace

QList<Proposal> proposalsFrom(const QMap<QString, QString> &environment)
{
    return fromEntries(ImportFormat::Environment, {}, entriesOf(environment));
}

tl::expected<QList<Proposal>, QString> proposalsFrom(ImportFormat format, const QString &path, const QByteArray &text)
{
    const auto entries = readEntries(format, text);
    if (!entries) {
        return tl::make_unexpected(entries.error());
    }
    return fromEntries(format, path, *entries);
}

QString auth0CliConfig(const QString &home)
{
    return home + "/.config/auth0/config.json"_L1;
}

ImportFormat formatOf(const QString &path, const QByteArray &text)
{
    if (path.endsWith(".tf"_L1)) {
        return ImportFormat::Terraform;
    }
    if (text.trimmed().startsWith('{')) {
        return text.contains("\"tenants\"") ? ImportFormat::Auth0Cli : ImportFormat::DeployCli;
    }
    return ImportFormat::DotEnv;
}

} // namespace Auth
