#pragma once

#include "session/tenantsession.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class PlainLabel;

/// "Unlocked, 14 min left": the lock of a tenant in words.
QString lockText(const Session::TenantSession &session);

/// The lock of one Auth0 tenant: says how it stands, and unlocks writing for some minutes. A production tenant wants
/// its name typed, for unlocking and for what is applied to it; typed for an unlock, it counts for the review that
/// follows.
class UnlockRow : public QWidget
{
    Q_OBJECT
public:
    explicit UnlockRow(Session::TenantSession &session, QWidget *parent = nullptr);

    const Domain::TenantId &tenant() const { return m_tenant; }
    /// It is unlocked, and its name is typed where that is asked.
    bool isReady() const;
    /// Why nothing can be written, and what to do; empty where it isReady().
    QString obstacle() const;
    /// The first thing that is to be done here; nullptr where nothing is.
    QWidget *wanted() const;
    /// What the keyboard leaves it from.
    QWidget *lastField() const;

Q_SIGNALS:
    void changed();

private:
    void unlock();
    void show();
    bool isNamed() const;
    bool isMistyped() const;
    void showQuestion();

    QPointer<Session::TenantSession> m_session;
    const Domain::TenantId m_tenant;
    const QString m_shownName;
    QLabel *m_padlock;
    QLabel *m_state;
    PlainLabel *m_question = nullptr; ///< production only, as is the next
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    const bool m_wasNamed; ///< it is not asked for here, as long as that counts
    bool m_isRefused = false; ///< what is typed was pressed Return on
    QPushButton *m_unlock;
    QTimer m_clock; ///< what is left is told by the minute
};

} // namespace Ui
