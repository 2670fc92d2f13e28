#pragma once

#include "analysis/audit.h"
#include "analysis/check.h"

/// A small Auth0 tenant for tests of checks, put together object by object. Everything that is not added was read and
/// is empty; what is to be unknown is taken away with without().
class Scene
{
public:
    Scene();

    Scene &application(const QByteArray &json);
    Scene &connection(const QByteArray &json);
    Scene &organization(const QByteArray &json);
    Scene &user(const QByteArray &json);
    Scene &log(const QByteArray &json);
    Scene &credential(const QString &application, const QDateTime &expiresAt);
    /// The client secret of an application is known for so many days.
    Scene &secret(const QString &application, int days);
    Scene &settings(const QByteArray &json);
    Scene &enable(const QString &application, const QStringList &connections);
    Scene &put(const QString &organization, const QStringList &connections);
    Scene &plan(const QString &word);
    Scene &baseline(const Policy::Baseline &baseline);
    Scene &mark(const QString &application, bool usesLock);
    Scene &without(Analysis::Need need);

    /// A database connection "con_N" with these members of its options, for each N from `from` to `to`.
    Scene &databases(int from, int to, const QByteArray &members = {});
    /// Enables con_1 to con_N for "app".
    Scene &enableFirst(int count);

    Analysis::AuditResult audit(const QStringList &only = {}) const;
    QList<Domain::Finding> findings(const QString &check) const { return audit({check}).findings; }

    Analysis::Snapshot snapshot;
    Analysis::AuditOptions options;
    QDateTime now{QDate(2026, 11, 20), QTime(12, 0), Qt::UTC};
};

/// One row of a check's table: an object that fails, one that passes, or one on the border between.
struct Case
{
    enum class Sort { Fails, Passes, Border };

    QString check;
    QString what;
    Sort sort = Sort::Fails;
    std::optional<Domain::Severity> expected; ///< nothing: no finding
    Scene scene;
};

QList<Case> applicationCases();
QList<Case> connectionCases();
QList<Case> lockCases();
QList<Case> organizationCases();
QList<Case> policyCases();
QList<Case> safeguardCases();
QList<Case> tenantCases();
QList<Case> userCases();
