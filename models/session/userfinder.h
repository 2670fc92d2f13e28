#pragma once

#include "api/apierror.h"
#include "domain/user.h"
#include "query/record.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

namespace Session {

class Estate;
class TenantSession;

/// Finds users in all open Auth0 tenants as somebody types: after a short pause, a request a tenant (two for an e-mail
/// in capitals), in the foreground; a further letter gives up what is under way. A user id or an e-mail is looked up
/// itself, which sees what was made just now; words are searched. What it finds comes in no table. The estate outlives
/// it.
class UserFinder : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype shortestText = 3;
    static constexpr int mostPerTenant = 10;

    explicit UserFinder(Estate &estate, QObject *parent = nullptr);
    ~UserFinder() override;

    /// Nothing is asked for a text of less than three characters.
    void find(const QString &text);
    void stop();

    struct Failure
    {
        Domain::TenantId tenant;
        Api::ApiError error;
    };
    /// From all tenants that have answered, in the order of the estate.
    QList<Query::RecordPtr> users() const;
    /// What somebody types is waited for, or an answer.
    bool isBusy() const { return m_pause.isActive() || m_waiting > 0; }
    /// Tenants that were asked; 0 before.
    int asked() const { return m_asked; }
    const QList<Failure> &failures() const { return m_failures; }

Q_SIGNALS:
    /// Something of it is another.
    void changed();

private:
    void ask();
    void ask(TenantSession &session);
    void take(TenantSession &session, const QList<Domain::User> &users);
    void endOne();

    Estate &m_estate;
    QTimer m_pause;
    QString m_text;
    std::unique_ptr<QObject> m_run; ///< with it, what is under way goes
    int m_asked = 0;
    int m_waiting = 0; ///< for so many answers
    QHash<Domain::TenantId, QList<Query::RecordPtr>> m_users;
    QList<Failure> m_failures;
};

} // namespace Session
