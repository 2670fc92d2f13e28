#pragma once

#include "session/logtail.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace Session {
class Estate;
}

namespace Ui {

class Actions;
class WrapLabel;

/// Switches the live log of one Auth0 tenant on and off, and says at any time how it stands: how much came, when Auth0
/// is asked next, why it waits or ended. Nothing is asked for until somebody switches it on; while the bar is hidden or
/// the window is, it pauses.
class LogTailBar : public QWidget
{
    Q_OBJECT
public:
    /// Both outlive it.
    LogTailBar(Session::Estate &estate, const Actions &actions, QWidget *parent = nullptr);
    ~LogTailBar() override;

    /// Another tenant is shown, or all of them, which cannot be followed. What was followed ends.
    void setTenant(const std::optional<Domain::TenantId> &tenant);
    /// What of the log is shown: only such events are followed.
    void setQuery(const QString &query);
    /// What is followed, or nullptr where nothing is.
    Session::LogTail *tail() const { return m_tail; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void toggle();
    void end(const QString &why);
    void pauseWhileHidden();
    void showState();
    QString stateText() const;

    Session::Estate &m_estate;
    std::optional<Domain::TenantId> m_tenant;
    QString m_query;
    QString m_ended; ///< why it is off; empty where nobody switched it on
    QPointer<Session::LogTail> m_tail; ///< of the session
    QPointer<QWidget> m_window; ///< that is watched
    QTimer m_age; ///< the state tells ages
    QPushButton *m_toggle;
    WrapLabel *m_state;
};

} // namespace Ui
