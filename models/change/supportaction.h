#pragma once

#include "domain/id.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Change {

/// What support does for a user who cannot sign in, or must not.
enum class SupportKind {
    Block, ///< an edit: `blocked`, the administrator's block
    Unblock, ///< an edit
    ChangeEmail, ///< an edit: `email`, and whether it is verified
    LiftBlocks, ///< those of brute-force protection
    VerificationMail,
    PasswordTicket,
    PasswordMail,
    ResetMfa,
    EndSessions,
    RevokeTokens,
};

/// One action of support and what it needs to know beside the user. A value without secrets.
///
/// The first three kinds are edits of leaves: an item of a plan holds their changes, which are compared with what Auth0
/// holds, looked at afterwards and taken back like those of any editor. The others leave nothing that could be set
/// back: an item holds the action itself.
struct SupportAction
{
    SupportKind kind = SupportKind::LiftBlocks;
    QString email{}; ///< ChangeEmail: the new address
    /// ChangeEmail: the new address counts as verified. PasswordTicket: using it verifies the address.
    bool marksVerified = false;
    QString method{}; ///< ResetMfa: the id of the one authentication method that goes; empty: all go
    /// PasswordMail: needed; a mail of this application. VerificationMail, PasswordTicket: optional.
    Domain::ApplicationId application{};
    std::chrono::seconds lifetime{0}; ///< PasswordTicket: 0: Auth0's own five days
    /// VerificationMail, PasswordTicket: the custom domain of the tenant that their link leads to; empty: its default.
    QString customDomain{};

    friend bool operator==(const SupportAction &, const SupportAction &) = default;
};

/// True for the kinds that are edits of leaves.
bool isEdit(SupportKind kind);
/// The word in files and on the command line: "reset-mfa".
QString wordOf(SupportKind kind);
std::optional<SupportKind> supportKindFor(QStringView word);
/// All kinds, in the order in which they are offered.
const QList<SupportKind> &supportKinds();
/// Whether Auth0 lets one choose the custom domain for it; a reset mail of the Authentication API always has the
/// tenant's default.
bool takesCustomDomain(SupportKind kind);
/// For people, as a button says it: "Reset MFA".
QString titleOf(SupportKind kind);
/// "End the sessions of %1", for titles of plans.
QString phraseOf(const SupportAction &action);

/// What happens to the user, in a sentence or two.
QString consequenceOf(const SupportAction &action);
/// Why it cannot be taken back; nothing where it can.
std::optional<QString> whyFinal(const SupportAction &action);
/// What is known of an action whose answer was lost, where nothing can be read that would tell.
QString unknownText(const SupportAction &action);

/// What an action concerns, and what becomes of it: "Sessions", "all that are open", "ended".
struct ActionWords
{
    QString title;
    QString before;
    QString after;
};
ActionWords wordsOf(const SupportAction &action);

/// What the action lacks, whoever the users are: no address, no application; for a person.
std::optional<QString> problemOf(const SupportAction &action, qsizetype users);

/// The scopes that the action needs: every group by any one of its scopes.
QList<QStringList> scopesOf(const SupportAction &action);
/// Those that a token with `scopes` misses, each group as "a or b". None where the scopes are not known.
QStringList missingScopes(const SupportAction &action, const std::optional<QStringList> &scopes);

} // namespace Change
