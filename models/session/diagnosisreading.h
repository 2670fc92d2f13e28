#pragma once

#include "analysis/signinfacts.h"
#include "api/listing.h"

#include <QObject>

#include <functional>

namespace Session {

/// Who cannot sign in, and where. A value.
struct SignInQuestion
{
    QString email;
    Domain::ApplicationId application;
    Domain::OrganizationId organization{}; ///< empty: none is meant
    std::optional<bool> lockMark{}; ///< what the operator said about Lock in the application
};

/// Reads what a diagnosis needs of an Auth0 tenant, in the foreground and side by side: about ten requests, and five
/// more for each user with the address. What a missing scope, or the plan, keeps from being read is left out and told;
/// anything else that goes wrong with the user or the application ends the reading. Child of its context; deletes
/// itself once it has called back.
class DiagnosisReading : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Api::Outcome<Analysis::SignInFacts> &)>;

    /// Users beyond these are told by name only.
    static constexpr qsizetype mostUsers = 5;
    static constexpr int mostNear = 3; ///< users whose addresses are told as perhaps meant
    static constexpr int mostEvents = 100; ///< of the log, for each user and for the address

    DiagnosisReading(Api::ManagementClient &client, SignInQuestion question, QObject *context, Done done);

    void start();

private:
    template <typename T>
    void read(Analysis::SignInPart part, const Api::Request<T> &request, const std::function<void(const T &)> &take);
    template <typename T>
    void readAll(Analysis::SignInPart part, Api::ListSource<T> source,
                 const std::function<void(const QList<T> &)> &take);
    void readUsers();
    void takeUsers(const QList<Domain::User> &users);
    void endUsers();
    void lookAtUsers();
    void readSimilar();
    void readAsHeld(qsizetype index);
    void readNear();
    void readUser(qsizetype index);
    void readOthers();
    void readLockFile();
    void readLogs(const QStringList &spellings);
    void readOwnSpellings();
    void readOrganization();
    void note(Analysis::SignInPart part, const Api::ApiError &error);
    void endOne();

    Api::ManagementClient &m_client;
    const SignInQuestion m_question;
    Done m_done;
    Analysis::SignInFacts m_facts;
    std::optional<Api::ApiError> m_failure;
    int m_waiting = 0; ///< for so many answers
    bool m_hasEndedUsers = false;
    bool m_hasReadOthers = false;
};

} // namespace Session
