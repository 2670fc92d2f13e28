#pragma once

#include "api/managementclient.h"
#include "api/secret.h"
#include "auth/connectiontest.h"
#include "domain/tenant.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace Ui {

/// Shows how a test of a profile goes, step by step, and then what the token's scopes allow and what each missing one
/// costs.
class ConnectionTestPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionTestPanel(QWidget *parent = nullptr);

    /// Starts a test; one that runs is dropped. `client` is how the test's client behaves.
    void run(const Domain::TenantProfile &profile, const Api::Secret &secret, const Api::ClientOptions &client);
    /// Forgets the result: what was entered has changed.
    void clear();
    bool isRunning() const { return m_test != nullptr; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    void start(bool isHostConfirmed);
    void addStep(const Auth::TestStep &step);
    void finish(const Auth::TestResult &result);
    void showScopes(const Auth::ScopeReport &report);
    void offer(const QStringList &scopes, const QString &command);

    Domain::TenantProfile m_profile;
    Api::Secret m_secret;
    Api::ClientOptions m_client;
    Auth::ConnectionTest *m_test = nullptr; ///< child
    QVBoxLayout *m_steps;
    QLabel *m_summary;
    QTreeWidget *m_scopes;
    QPushButton *m_confirm;
    QPushButton *m_copyScopes;
    QPushButton *m_copyCommand;
    QString m_missing; ///< the names of what is to be granted, with blanks between them
    QString m_command; ///< grants it
};

} // namespace Ui
