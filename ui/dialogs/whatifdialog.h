#pragma once

#include "session/whatif.h"
#include "ui/widgets/latestwork.h"

#include <QDialog>
#include <QTimer>

class QLineEdit;
class QTreeWidget;

namespace Session {
class Auditor;
class TenantSession;
} // namespace Session

namespace Ui {

class WhatIfFields;
class WrapLabel;

/// What a change that is only supposed would make of Lock's counts and of the findings of one Auth0 tenant, while it is
/// being typed. Reads nothing and stages nothing.
class WhatIfDialog : public QDialog
{
    Q_OBJECT
public:
    /// `text`: what is supposed at first. The auditor outlives the dialog; the session closes it by going.
    WhatIfDialog(const Session::TenantSession &session, const Session::Auditor &auditor, const QString &text,
                 QWidget *parent = nullptr);

    /// The fields of the common cases begin with this application; an id.
    void supposeFor(const QString &application);
    /// What is shown is the answer to what is typed.
    bool isSettled() const { return !m_pause.isActive() && !m_work.isBusy(); }

private:
    using Answer = tl::expected<Session::WhatIf, Analysis::WhatIfError>;

    void build();
    void ask();
    void show(const Answer &answer);
    void showCounts(const QList<Analysis::LockChange> &counts);
    void showChanges(const Session::FindingForecast &changes);

    const Session::TenantSession &m_session;
    const Session::Auditor &m_auditor;
    LatestWork<Answer> m_work;
    QTimer m_pause; ///< an audit for each letter would be too many
    QLineEdit *m_text;
    WhatIfFields *m_fields;
    WrapLabel *m_state;
    QTreeWidget *m_counts;
    QTreeWidget *m_changes;
};

} // namespace Ui
