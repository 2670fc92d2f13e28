#pragma once

#include <QDate>
#include <QStringList>

#include <optional>
#include <tuple>

namespace Domain {

/// How much a finding matters. Lock's bands: watch is low, near medium, full high, over critical (DESIGN 5).
enum class Severity { Low, Medium, High, Critical };

/// The word for a severity on the command line and in files: low, medium, high, critical. Not translated.
QLatin1StringView wordOf(Severity severity);
std::optional<Severity> severityFor(QStringView word);

/// What a finding is about.
struct FindingSubject
{
    enum class Kind { Tenant, Application, Connection, Organization, User };

    Kind kind = Kind::Tenant;
    QString id; ///< Auth0's id; of a tenant its domain
    QString name;

    friend bool operator==(const FindingSubject &, const FindingSubject &) = default;
};

/// The word for a kind in files: tenant, application, connection, organization, user.
QLatin1StringView wordOf(FindingSubject::Kind kind);

/// What would mend a finding, as ids; a session makes a plan of it.
struct Remedy
{
    enum class Kind {
        None,
        DisableConnections, ///< turn some of the connections `ids` off for the subject, an application
        EnableBruteForceProtection, ///< of the subject, a connection
        DisableSignup, ///< of the subject, a connection
        ApplyBaseline, ///< to the subject, a connection
        RemoveCallbacks, ///< those of `ids`, of the subject, an application
    };

    Kind kind = Kind::None;
    QStringList ids;

    friend bool operator==(const Remedy &, const Remedy &) = default;
};

/// The decision that a finding is known and may stand for a time. A value.
struct Waiver
{
    QString note; ///< why
    QString by; ///< who decided
    QDate until; ///< the last day on which it holds

    bool holdsOn(QDate day) const { return until.isValid() && day <= until; }
    friend bool operator==(const Waiver &, const Waiver &) = default;
};

/// Something about an Auth0 tenant that a person should know. A value; texts are translated and hold names from Auth0,
/// which are hostile text.
struct Finding
{
    QString check; ///< a stable word: "lock.database-connections"
    Severity severity = Severity::Low;
    FindingSubject subject;
    std::optional<qint64> count;
    std::optional<qint64> limit; ///< what `count` is held against
    QString message; ///< what is so
    QString reason; ///< why it matters
    QString advice; ///< what to do
    QString source; ///< where the rule or the limit is written down
    QStringList objects; ///< what else is concerned: ids of connections, URLs, grants, names of settings
    Remedy remedy;
    std::optional<Waiver> waiver; ///< one that holds

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// What tells a finding from every other of its Auth0 tenant, before and after a change: its check and its subject.
using FindingIdentity = std::tuple<QString, FindingSubject::Kind, QString>;
FindingIdentity identityOf(const Finding &finding);

/// The order in which findings are shown: the worst first, then by subject, then by check.
bool comesBefore(const Finding &left, const Finding &right);

} // namespace Domain
