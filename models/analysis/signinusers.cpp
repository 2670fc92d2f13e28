#include "analysis/context.h"
#include "analysis/signincauses.h"
#include "analysis/translation.h"
#include "json/useraccess_json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Match = FoundUser::Match;

/// Where an unknown person could make an account of their own.
struct Signup
{
    QList<const Domain::Connection *> databases; ///< of the application, and of the organization where one is meant
    QStringList open; ///< names
    QStringList closed; ///< names
    bool isClosedByOrganization = false; ///< one of them at least
    qsizetype others = 0; ///< connections that make the user at the first sign-in

    /// Whether it is known of each.
    bool isKnown() const { return open.size() + closed.size() == databases.size(); }
};

Signup signupOf(const SignInFacts &facts)
{
    Signup signup;
    if (!facts.enabled) {
        return signup;
    }
    for (const Domain::Connection &connection : *facts.enabled) { // `databases` points into it
        const Domain::OrganizationConnection *entry = nullptr;
        if (facts.organizationConnections) {
            entry = entryOf(facts, connection.id);
            if (!entry) {
                continue;
            }
        }
        if (connection.kind != Domain::ConnectionKind::Database) {
            ++signup.others;
            continue;
        }
        signup.databases.append(&connection);
        const bool organizationCloses = entry && !entry->isSignupEnabled.value_or(false);
        signup.isClosedByOrganization = signup.isClosedByOrganization || organizationCloses;
        if (organizationCloses || connection.signupDisabled.value_or(false)) {
            signup.closed.append(connection.name);
        } else if (connection.hasOptions) {
            signup.open.append(connection.name);
        }
    }
    return signup;
}

/// That the account is not found by the address as it was asked for; empty where it is.
QString noteOn(const SignInContext &context, const FoundUser &user)
{
    const QString whose = user.user.email.isEmpty() ? user.user.id.text() : user.user.email;
    if (user.match == Match::OtherCase) {
        return tr("The account in “%1” is written “%2”. Capital letters keep nobody out, but a look-up by e-mail tells "
                  "them apart.")
            .arg(user.user.connection, whose);
    }
    QStringList linked;
    for (const SignInContext::Place &place : context.places) {
        if (place.user == &user && place.isAsked) {
            linked.append(place.account.connection);
        }
    }
    return user.match == Match::Exact
        ? QString()
        : tr("The address is that of an identity in %1, which is linked to “%2” in “%3”: with it the person signs in "
             "through %1.")
              .arg(someOf(linked), whose, user.user.connection);
}

/// "Did you mean “jane@acme.example”?": empty where nobody has an address like the one that was asked for.
QString whoIsMeant(const SignInFacts &facts)
{
    return facts.near.isEmpty() ? QString() : u' ' + tr("Did you mean “%1”?").arg(facts.near.first().email);
}

QStringList signupLines(const Signup &signup)
{
    QStringList lines;
    if (signup.others > 0) {
        lines.append(
            tr("Enterprise, social and passwordless connections, which make the user at the first sign-in: %L1.")
                .arg(signup.others));
    }
    if (!signup.open.isEmpty()) {
        lines.append(tr("Sign-up is open in %1.").arg(someOf(signup.open)));
    }
    if (!signup.closed.isEmpty()) {
        lines.append(tr("Sign-up is disabled in %1.").arg(someOf(signup.closed)));
    }
    return lines;
}

void lookAtSignup(const SignInContext &context, const Signup &signup, Diagnosis &diagnosis)
{
    if (signup.databases.isEmpty() || !signup.open.isEmpty() || !signup.isKnown()) {
        return;
    }
    const bool isOne = signup.databases.size() == 1;
    const Domain::FindingSubject subject = isOne ? subjectOf(*signup.databases.first()) : context.applicationSubject();
    SignInFix fix;
    if (isOne && !signup.isClosedByOrganization && !signup.databases.first()->isCustomDatabase) {
        fix = {SignInFix::Kind::OpenSignup, subject};
    }
    const auto tries = std::count_if(context.failures.begin(), context.failures.end(),
                                     [](const Domain::LogEvent &event) { return event.type == "fs"_L1; });
    QStringList evidence{tr("Sign-up is disabled in %1.").arg(someOf(signup.closed))};
    if (signup.isClosedByOrganization) {
        evidence.append(tr("The organization keeps it disabled as well."));
    }
    if (tries > 0) {
        evidence.append(tr("Failed sign-ups in the log: %L1.").arg(qlonglong(tries)));
    }
    diagnosis.causes.append(
        {u"signup.disabled"_s, tries > 0 || signup.others == 0 ? Likelihood::Likely : Likelihood::Possible, subject,
         tr("Nobody can make an account of their own."), evidence,
         tr("If people are to sign up themselves, open sign-up of the database that is meant: for everybody who finds "
            "the page. Else make the user, or invite the person."),
         fix});
}

void lookForUser(const SignInContext &context, Diagnosis &diagnosis)
{
    const SignInFacts &facts = context.facts;
    const Signup signup = context.isThirdParty() ? Signup() : signupOf(facts); // what is enabled is not all there is
    QStringList evidence{tr("Looked up as %1, in all connections of the Auth0 tenant.")
                             .arg(u'“' + facts.spellings.join("”, “"_L1) + u'”')};
    if (facts.enabled) {
        evidence.append(enabledText(*facts.enabled));
    }
    for (const Domain::User &user : facts.near) {
        evidence.append(tr("“%1” in “%2” differs by few letters.").arg(user.email, user.connection));
    }
    evidence += signupLines(signup);
    const auto tries = std::count_if(context.failures.begin(), context.failures.end(), isTyped);
    if (tries > 0) {
        const auto last = std::find_if(context.failures.begin(), context.failures.end(), isTyped);
        evidence.append(tr("Failed sign-ins with this address: %L1, the last %2.")
                            .arg(qlonglong(tries))
                            .arg(context.timeText(last->date)));
    }
    const bool isSure = !context.isThirdParty() && signup.others == 0 && signup.open.isEmpty() && facts.enabled;
    diagnosis.causes.append(
        {u"user.not-found"_s,
         isSure ? Likelihood::Certain : Likelihood::Likely,
         {Domain::FindingSubject::Kind::User, {}, facts.email},
         tr("Nobody has this e-mail address.") + whoIsMeant(facts),
         evidence,
         facts.near.isEmpty()
             ? tr("Ask the person which address they sign in with, and whether they ever did. Else make the user, or "
                  "invite the person.")
             : tr("Ask the person for the address letter by letter, then look again with it."),
         {}});
    lookAtSignup(context, signup, diagnosis);
}

void lookAtBlocks(const FoundUser &user, Diagnosis &diagnosis)
{
    constexpr qsizetype most = 5;
    QStringList evidence;
    for (const QByteArray &block : *user.blocks) {
        if (const auto read = Json::readUserBlock(block)) {
            evidence.append(
                tr("From %1, signing in as “%2” in “%3”.").arg(read->ip, read->identifier, read->connection));
        }
    }
    if (evidence.size() > most) {
        const qsizetype left = evidence.size() - most;
        evidence = evidence.mid(0, most);
        evidence.append(tr("From %L1 more.").arg(left));
    }
    diagnosis.causes.append(
        {u"user.brute-force"_s,
         Likelihood::Likely,
         subjectOf(user.user),
         tr("Brute-force protection holds this user off. Blocks: %L1.").arg(user.blocks->size()),
         evidence,
         tr("Lift the blocks once it is clear that the person tried, and not somebody else. Unless a "
            "new password is set, the next wrong ones block again."),
         {SignInFix::Kind::LiftBlocks, subjectOf(user.user)}});
}

void lookAtVerification(const SignInContext &context, const FoundUser &user, Diagnosis &diagnosis)
{
    const auto refusal
        = std::find_if(context.failures.begin(), context.failures.end(), [](const Domain::LogEvent &event) {
              return event.type == "f"_L1 && event.description.contains("verif"_L1, Qt::CaseInsensitive);
          });
    const bool isRefused = refusal != context.failures.end();
    QStringList evidence{tr("The address “%1” was never verified.").arg(user.user.email)};
    if (isRefused) {
        evidence.append(tr("The log says %1: “%2”").arg(context.timeText(refusal->date), refusal->description));
    }
    diagnosis.causes.append(
        {u"email.unverified"_s,
         isRefused ? Likelihood::Likely : Likelihood::Possible,
         subjectOf(user.user),
         tr("The e-mail address is not verified."),
         evidence,
         tr("Auth0 lets such a user in, but an Action, a rule or the application may not. Send the verification mail, "
            "and ask the person to follow its link."),
         {SignInFix::Kind::VerificationMail, subjectOf(user.user), {}, {}, context.facts.application.id.text()}});
}

} // namespace

void lookAtUsers(const SignInContext &context, Diagnosis &diagnosis)
{
    const SignInFacts &facts = context.facts;
    if (facts.unread.contains(SignInPart::Users)) {
        return;
    }
    if (facts.users.isEmpty()) {
        lookForUser(context, diagnosis);
    }
    for (const FoundUser &user : facts.users) {
        if (const QString note = noteOn(context, user); !note.isEmpty()) {
            diagnosis.notes.append(note);
        }
        if (user.user.blocked) {
            const bool isOnly = facts.users.size() == 1;
            QStringList evidence{tr("“blocked” is true for %1.").arg(user.user.id.text())};
            if (user.user.lastLogin.isValid()) {
                evidence.append(tr("Last signed in %1.").arg(context.timeText(user.user.lastLogin)));
            }
            diagnosis.causes.append({u"user.blocked"_s,
                                     isOnly ? Likelihood::Certain : Likelihood::Likely,
                                     subjectOf(user.user),
                                     tr("An administrator blocked this user."),
                                     evidence,
                                     tr("Find out who blocked the user and why, then unblock."),
                                     {SignInFix::Kind::Unblock, subjectOf(user.user)}});
        }
        if (user.blocks && !user.blocks->isEmpty()) {
            lookAtBlocks(user, diagnosis);
        }
        if (!user.user.email.isEmpty() && user.user.emailVerified == false) {
            lookAtVerification(context, user, diagnosis);
        }
    }
}

} // namespace Analysis
