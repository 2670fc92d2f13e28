#include "change/supportaction.h"

#include "change/bodies.h"
#include "change/planscopes.h"
#include "change/translation.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// What is told of a kind, untranslated.
struct Row
{
    SupportKind kind;
    QLatin1StringView word;
    const char *title;
    const char *phrase;
    const char *consequence;
    const char *final = nullptr; ///< why it cannot be taken back; none: it is an edit
    const char *unknown = nullptr;
    std::array<const char *, 3> words{}; ///< what it concerns, before, after
};

#define N(text) QT_TRANSLATE_NOOP("Change", text)

constexpr std::array rows{
    Row{SupportKind::Block, "block"_L1, N("Block"), N("Block %1"),
        N("The user cannot sign in to any application until somebody unblocks them. Sessions that are open stay so "
          "until they end: end them as well if that is meant.")},
    Row{SupportKind::Unblock, "unblock"_L1, N("Unblock"), N("Unblock %1"),
        N("The user can sign in again. A block by brute-force protection is another thing, and stays.")},
    Row{SupportKind::ChangeEmail, "change-email"_L1, N("Change e-mail address"), N("Change the e-mail address of %1"),
        N("Where sign-in is by e-mail address, the user signs in with the new one from now on, and the old one no "
          "longer works. No mail is sent about it.")},
    Row{SupportKind::LiftBlocks,
        "lift-brute-force-block"_L1,
        N("Lift brute-force block"),
        N("Lift the brute-force block of %1"),
        N("Sign-ins for this user are let in again from every address that was held off after too many wrong "
          "passwords. The administrator's block is another thing, and stays."),
        N("Auth0 alone sets such a block, when there are too many wrong passwords again."),
        N("Whether the block was lifted is not known."),
        {N("Brute-force block"), N("whatever is there"), N("lifted")}},
    Row{SupportKind::VerificationMail,
        "verification-mail"_L1,
        N("Send verification mail"),
        N("Send a verification mail to %1"),
        N("Auth0 sends the user a mail with a link that verifies the address. Where the tenant's template for it is "
          "off, nothing arrives."),
        N("A mail that was sent cannot be called back."),
        N("Nothing tells whether the mail went out, and it is not asked for twice. Ask the user, then decide."),
        {N("Verification mail"), N("–"), N("sent")}},
    Row{SupportKind::PasswordTicket,
        "password-ticket"_L1,
        N("Make password-change ticket"),
        N("Make a password-change ticket for %1"),
        N("Auth0 gives an address at which a new password can be set, once, and sends no mail. Whoever has the "
          "address can use it: it is shown to you alone, once, and kept nowhere. The present password works until "
          "then."),
        N("A ticket cannot be called back: it ends when it is used or its time is over."),
        N("A ticket may have been made that nobody has; it ends by itself. Make another."),
        {N("Password-change ticket"), N("–"), N("made")}},
    Row{SupportKind::PasswordMail,
        "password-mail"_L1,
        N("Send password reset mail"),
        N("Send a password reset mail to %1"),
        N("Auth0 sends the user a mail with a link to set a new password. The present one works until then. Auth0 "
          "sends a user only a few of these in a short time."),
        N("A mail that was sent cannot be called back."),
        N("Nothing tells whether the mail went out, and it is not asked for twice. Ask the user, then decide."),
        {N("Password reset mail"), N("–"), N("sent")}},
    Row{SupportKind::ResetMfa,
        "reset-mfa"_L1,
        N("Reset MFA"),
        N("Remove the authentication methods of %1"),
        N("The user signs in without them, and sets up new ones where the tenant asks for MFA. Whoever knows the "
          "password can sign in until then."),
        N("Authentication methods that were removed do not come back: the user sets up new ones."),
        N("Whether they were removed is not known."),
        {N("Authentication methods"), N("all: MFA, recovery code, passkeys"), N("removed")}},
    Row{SupportKind::EndSessions,
        "end-sessions"_L1,
        N("End sessions"),
        N("End the sessions of %1"),
        N("The user is signed out of Auth0 on all devices, a moment after Auth0 has taken the request, and signs in "
          "anew. Applications go on with sessions, access tokens and refresh tokens of their own."),
        N("Sessions that were ended do not come back: the user signs in again."),
        N("Whether the sessions were ended is not known."),
        {N("Sessions"), N("all that are open"), N("ended")}},
    Row{SupportKind::RevokeTokens,
        "revoke-refresh-tokens"_L1,
        N("Revoke refresh tokens"),
        N("Revoke the refresh tokens of %1"),
        N("Applications cannot renew the user's access any more, a moment after Auth0 has taken the request. Access "
          "tokens that are out stay valid until they end."),
        N("Refresh tokens that were revoked do not come back: the user signs in again."),
        N("Whether the refresh tokens were revoked is not known."),
        {N("Refresh tokens"), N("all"), N("revoked")}},
};

#undef N

const Row &rowOf(SupportKind kind)
{
    return *std::find_if(rows.begin(), rows.end(), [kind](const Row &row) { return row.kind == kind; });
}

/// "5 days", "one hour", "90 seconds"
QString durationText(std::chrono::seconds time)
{
    constexpr std::chrono::seconds ofAuth0 = std::chrono::hours(120);
    constexpr std::chrono::seconds day = std::chrono::hours(24);
    constexpr std::chrono::seconds hour = std::chrono::hours(1);
    const std::chrono::seconds own = time.count() > 0 ? time : ofAuth0;
    const auto counted
        = [](qint64 count, const QString &one, const QString &many) { return count == 1 ? one : many.arg(count); };
    if (own % day == std::chrono::seconds::zero()) {
        return counted(own / day, tr("one day"), tr("%1 days"));
    }
    if (own % hour == std::chrono::seconds::zero()) {
        return counted(own / hour, tr("one hour"), tr("%1 hours"));
    }
    return counted(own.count(), tr("one second"), tr("%1 seconds"));
}

QString withDomain(const QString &text, const SupportAction &action)
{
    return action.customDomain.isEmpty() ? text : text + u' ' + tr("Its link leads to %1.").arg(action.customDomain);
}

bool looksLikeEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    const bool hasBlank
        = std::any_of(text.cbegin(), text.cend(), [](QChar each) { return each.isSpace() || !each.isPrint(); });
    return at > 0 && at == text.lastIndexOf(u'@') && at + 1 < text.size() && !hasBlank;
}

} // namespace

bool isEdit(SupportKind kind)
{
    return rowOf(kind).final == nullptr;
}

bool takesCustomDomain(SupportKind kind)
{
    return kind == SupportKind::VerificationMail || kind == SupportKind::PasswordTicket;
}

QString wordOf(SupportKind kind)
{
    return rowOf(kind).word;
}

std::optional<SupportKind> supportKindFor(QStringView word)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [word](const Row &row) { return word == row.word; });
    return found == rows.end() ? std::nullopt : std::optional(found->kind);
}

const QList<SupportKind> &supportKinds()
{
    static const QList<SupportKind> kinds = [] {
        QList<SupportKind> all;
        for (const Row &row : rows) {
            all.append(row.kind);
        }
        return all;
    }();
    return kinds;
}

QString titleOf(SupportKind kind)
{
    return tr(rowOf(kind).title);
}

QString phraseOf(const SupportAction &action)
{
    return action.kind == SupportKind::ResetMfa && !action.method.isEmpty()
        ? tr("Remove an authentication method of %1")
        : tr(rowOf(action.kind).phrase);
}

QString consequenceOf(const SupportAction &action)
{
    switch (action.kind) {
    case SupportKind::ChangeEmail:
        return tr(rowOf(action.kind).consequence) + u' '
            + (action.marksVerified
                   ? tr("The new address counts as verified, without the user having shown that it is theirs.")
                   : tr("The new address counts as unverified until the user verifies it."));
    case SupportKind::PasswordTicket: {
        const QString text
            = tr(rowOf(action.kind).consequence) + u' ' + tr("It is valid for %1.").arg(durationText(action.lifetime));
        return withDomain(
            action.marksVerified ? text + u' ' + tr("Using it marks the e-mail address as verified.") : text, action);
    }
    case SupportKind::VerificationMail:
        return withDomain(tr(rowOf(action.kind).consequence), action);
    case SupportKind::ResetMfa:
        return action.method.isEmpty()
            ? tr(rowOf(action.kind).consequence)
            : tr("The user can no longer sign in with this one. The others stay; without another, the user sets up a "
                 "new one where the tenant asks for MFA.");
    default:
        return tr(rowOf(action.kind).consequence);
    }
}

std::optional<QString> whyFinal(const SupportAction &action)
{
    return isEdit(action.kind) ? std::nullopt : std::optional(tr(rowOf(action.kind).final));
}

QString unknownText(const SupportAction &action)
{
    const char *text = rowOf(action.kind).unknown;
    return text ? tr(text) : QString();
}

ActionWords wordsOf(const SupportAction &action)
{
    const auto &[title, before, after] = rowOf(action.kind).words;
    if (!title) {
        return {titleOf(action.kind), {}, {}};
    }
    ActionWords words{tr(title), tr(before), tr(after)};
    if (action.kind == SupportKind::PasswordTicket) {
        words.after = tr("made, valid for %1").arg(durationText(action.lifetime));
    } else if (!action.method.isEmpty()) {
        words = {tr("Authentication method"), action.method, words.after};
    }
    return words;
}

std::optional<QString> problemOf(const SupportAction &action, qsizetype users)
{
    if (action.kind == SupportKind::ChangeEmail && users > 1) {
        return tr("An e-mail address belongs to one user. Choose one.");
    }
    if (action.kind == SupportKind::ChangeEmail && !looksLikeEmail(action.email)) {
        return action.email.isEmpty() ? tr("The new e-mail address is missing.")
                                      : tr("“%1” is not an e-mail address.").arg(action.email);
    }
    if (action.kind == SupportKind::ResetMfa && !action.method.isEmpty() && users > 1) {
        return tr("An authentication method belongs to one user. Choose one.");
    }
    if (action.kind == SupportKind::PasswordMail && action.application.isEmpty()) {
        return tr("The mail is sent for an application, whose connection the user belongs to. Choose one.");
    }
    if (!action.customDomain.isEmpty() && !takesCustomDomain(action.kind)) {
        return tr("Auth0 takes no custom domain for this.");
    }
    if (!action.customDomain.isEmpty() && !Api::isHostName(action.customDomain)) {
        return tr("“%1” is not a domain, such as login.acme.com.").arg(action.customDomain);
    }
    if (action.lifetime.count() < 0) {
        return tr("A ticket cannot end before it is made.");
    }
    return std::nullopt;
}

QList<QStringList> scopesOf(const SupportAction &action)
{
    return isEdit(action.kind) ? QList<QStringList>{{u"update:users"_s}} : actionRequest(action, {}).scopes;
}

QStringList missingScopes(const SupportAction &action, const std::optional<QStringList> &scopes)
{
    return scopes ? missingScopes(scopesOf(action), *scopes) : QStringList();
}

} // namespace Change
