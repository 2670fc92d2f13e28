#pragma once

#include "analysis/diagnosis.h"
#include "change/plan.h"
#include "items/choicemodel.h"
#include "session/diagnosisreading.h"
#include "ui/widgets/latestwork.h"

#include <QDialog>
#include <QPointer>

#include <set>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Session {
class CustomerBook;
class TenantSession;
} // namespace Session

namespace Ui {

class Banner;
class ChoiceBox;
class FieldGrid;
class WrapLabel;

/// "Why can't they log in?": asks who and where, reads what Auth0 shows of it, and tells the causes with their
/// evidence, each with a button that prepares its fix. Sends nothing that changes anything.
class DiagnosisDialog : public QDialog
{
    Q_OBJECT
public:
    /// What is filled in already; any of it may be empty. `application` and `organization` are ids.
    struct Known
    {
        QString email{};
        QString application{};
        QString organization{};
    };
    using LockMark = std::function<std::optional<bool>(const QString &application)>;

    /// The session closes the dialog by going; the book outlives it. `lockMark` tells what the operator said about
    /// Lock; it may be empty.
    DiagnosisDialog(Session::TenantSession &session, const Session::CustomerBook &book, const Known &known,
                    LockMark lockMark, QWidget *parent = nullptr);

    /// Reads, and shows what comes of it.
    void look();
    /// What was looked at last, to begin with the next time.
    const Known &asked() const { return m_asked; }

Q_SIGNALS:
    /// The dialog is over: the plan is to be reviewed.
    void fixPrepared(const Change::Plan &plan);
    /// The dialog is over: somebody must choose among the ways out of Lock's limit, of this application.
    void waysOutWanted(const QString &application);
    /// The dialog is over: somebody must choose which connections are enabled for this application.
    void connectionsWanted(const QString &application);

private:
    void build();
    void readChoices(Query::Kind kind);
    void filled(Query::Kind kind);
    void show(const Analysis::SignInFacts &facts);
    void clear();
    void forgetAnswer();
    QWidget *makeCause(const Analysis::Cause &cause);
    void prepare(const Analysis::SignInFix &fix);
    void focusResults();

    Session::TenantSession &m_session;
    const Session::CustomerBook &m_book;
    LockMark m_lockMark;
    Known m_known; ///< what of it is not filled in yet
    Analysis::SignInFacts m_facts;
    Known m_asked;
    FieldGrid *m_grid;
    QLineEdit *m_email;
    ChoiceBox *m_application;
    ChoiceBox *m_organization;
    Banner *m_banner;
    QWidget *m_results;
    QVBoxLayout *m_causes;
    QPointer<Session::DiagnosisReading> m_reading;
    QPointer<QPushButton> m_firstFix; ///< where the keyboard goes; Find out where that fix crosses customers
    std::unique_ptr<QObject> m_fixing; ///< what a fix is read for: gone once the question is another
    QPointer<QWidget> m_waitsAt; ///< where the keyboard was when the reading began
    WrapLabel *m_rest; ///< notes, what was looked at, and what could not be
    QPushButton *m_look;
    std::set<Query::Kind> m_unfilled{Query::Kind::Applications, Query::Kind::Organizations};
    std::set<Query::Kind> m_changed; ///< since they began to be sorted
    bool m_looksOnceFilled = false;
    LatestWork<QList<Items::Choice>> m_applications;
    LatestWork<QList<Items::Choice>> m_organizations;
};

} // namespace Ui
