#pragma once

#include "analysis/signinfacts.h"
#include "domain/finding.h"

namespace Analysis {

/// How sure it is that a cause is what keeps somebody out. Certain: nobody signs in while it is so.
enum class Likelihood { Certain, Likely, Possible };

/// certain, likely, possible: in files. Not translated.
QLatin1StringView wordOf(Likelihood likelihood);
/// For a person: "Certain".
QString titleOf(Likelihood likelihood);

/// What would mend a cause, as ids; a session makes a plan of it (Session::readFix).
struct SignInFix
{
    enum class Kind {
        None,
        Unblock, ///< the subject, a user
        LiftBlocks, ///< of brute-force protection, from the subject, a user
        VerificationMail, ///< to the subject, a user
        PasswordMail, ///< to the subject, a user, in the name of the application
        ResetMfa, ///< of the subject, a user
        EnableConnection, ///< `connection` for the subject, an application
        AddToOrganization, ///< `connection` to the subject, an organization
        AddMember, ///< the subject, a user, to `organization`
        OpenSignup, ///< of the subject, a connection
        UseConnection, ///< the subject, for signing in
        AllowOrganizations, ///< in the subject, an application
        ChooseConnections, ///< for the subject, an application that has none: somebody must choose
        LeaveLock, ///< the subject, an application, has more databases than Lock shows: somebody must choose
    };

    Kind kind = Kind::None;
    Domain::FindingSubject subject{};
    QString connection{}; ///< id
    QString connectionName{};
    QString application{}; ///< PasswordMail, VerificationMail: client id of the one that the mail is in the name of
    QString organization{}; ///< AddMember: id
    QString organizationName{};
    /// What is to be said first, where it ties one customer's users to what another customer has; empty where not.
    QString crossing{};

    friend bool operator==(const SignInFix &, const SignInFix &) = default;
};

/// The word in files: unblock, lift-blocks...; empty for None.
QLatin1StringView wordOf(SignInFix::Kind kind);
/// What is done, as a button says it: "Unblock the user"; empty for None.
QString titleOf(const SignInFix &fix);
/// Whether a plan can be made of it without anybody choosing.
bool hasPlan(SignInFix::Kind kind);

/// Something that keeps somebody out. A value; texts are translated and hold names from Auth0, which are hostile text.
struct Cause
{
    QString id; ///< a stable word: "user.blocked"
    Likelihood likelihood = Likelihood::Possible;
    Domain::FindingSubject subject;
    QString message; ///< what is so
    QStringList evidence; ///< a line each, with the figures
    QString advice; ///< what to do
    SignInFix fix;

    friend bool operator==(const Cause &, const Cause &) = default;
};

/// What can be said. A value.
struct Diagnosis
{
    QList<Cause> causes; ///< the most likely first
    QString accounts{}; ///< that several users have the address, and which; empty for one or none
    QStringList notes; ///< what is worth knowing and keeps nobody out, a sentence each
    QList<SignInPart> looked; ///< at these

    bool isClear() const { return causes.isEmpty(); }
    friend bool operator==(const Diagnosis &, const Diagnosis &) = default;
};

/// How evidence and notes tell times: in the reader's place and way of writing them, as the window does, or in UTC and
/// ISO 8601, as `list` prints them and filters take them.
enum class TimeStyle { Reader, Utc };

/// Tells from what was read why somebody cannot sign in. Never guesses: of what was not read it says nothing, and
/// SignInFacts::unread tells the reader so. Linear in what was read.
Diagnosis diagnose(const SignInFacts &facts, TimeStyle times = TimeStyle::Reader);

/// What comes of Lock's limit once `added` is enabled for the application as well, a sentence or two: told alike as
/// evidence and beside the plan. Empty where it is no database connection, or the application does not use Lock.
QString lockNote(const SignInFacts &facts, const Domain::Connection &added);
/// How many database connections are enabled for the application; no others count for Lock (auth0.md 4.1).
qsizetype databasesOf(const SignInFacts &facts);

/// Ids of all causes that there are, in the order in which equally likely ones are told.
const QStringList &causeIds();

} // namespace Analysis
