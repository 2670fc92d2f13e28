#pragma once

#include <QStatusBar>
#include <QTimer>

class QLabel;

namespace Session {
class Estate;
class TenantSession;
} // namespace Session

namespace Ui {

class PlainLabel;
struct Scope;

/// The line at the bottom: what is left of the rate budget, how many tenants answer, what is being done.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    /// The estate must outlive the line.
    StatusLine(Session::Estate &estate, QWidget *parent = nullptr);

    void setScope(const Scope &scope);
    /// A sentence beside the state of things, for so many milliseconds.
    void tell(const QString &text, int milliseconds);
    QString told() const;

private:
    void watch(Session::TenantSession *session);
    void refresh();
    QString budgetText();
    QString reachText() const;

    Session::Estate &m_estate;
    QString m_tenant; ///< id of the tenant shown; empty: all
    QTimer m_refresh;
    QTimer m_forget; ///< what was told
    QTimer m_refill; ///< what is left of a budget grows without an answer
    QWidget *m_mark;
    PlainLabel *m_budget;
    QLabel *m_reach;
    PlainLabel *m_told;
    QLabel *m_jobs;
};

} // namespace Ui
