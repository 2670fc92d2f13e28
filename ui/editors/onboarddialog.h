#pragma once

#include "analysis/customers.h"
#include "items/onboardingchoices.h"
#include "session/onboarding.h"
#include "ui/widgets/latestwork.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;

namespace Session {
class CustomerBook;
class TenantSession;
} // namespace Session

namespace Ui {

class FieldGrid;
class WrapLabel;

/// Guides through taking on a new customer in one Auth0 tenant: what it is called, in which ways it is held, what each
/// of them is made like, and what that does to limits, told while one types. Sends nothing: what it plans is reviewed
/// like any other change.
class OnboardDialog : public QDialog
{
    Q_OBJECT
public:
    /// Session and book outlive the dialog; the session closes it by going.
    OnboardDialog(const Session::TenantSession &session, const Session::CustomerBook &book,
                  const Domain::LockBands &bands, QWidget *parent = nullptr);

    /// What is filled in, checked or not; but for which connections are turned off, of which there may be very many.
    Change::Onboarding wanted() const;
    /// It is known what there is to choose among, which is worked out once the dialog is open.
    bool isSettled() const { return m_isFilled; }

Q_SIGNALS:
    /// To be reviewed over this, which stays open.
    void planned(const Change::Plan &plan);
    /// An Auth0 tenant of its own is to be added to the estate, while this stays open.
    void tenantWanted();
    /// The tenant's customer rules are to be edited, while this stays open.
    void rulesWanted();

private:
    void build();
    QWidget *buildWays();
    QWidget *buildForm();
    QWidget *buildSummary();
    void buildChoices();
    void fillChoices();
    void takeChoices(const Items::OnboardingChoices &choices);
    void noteNames(Query::Kind kind, const QStringList &ids);
    void derive();
    void showState();
    void showRows(const Change::Onboarding &wish);
    void foretell();
    void takeForecast(const Session::OnboardingForecast &forecast);
    void review();
    void makePlan(const Change::Onboarding &wish);
    void takePlan(const Change::Plan &made);
    QString obstacle(const Change::Onboarding &wish, const QStringList &wrong) const;
    QStringList problems(const Change::Onboarding &wish) const;
    /// What a customer of this name has already; nullptr: there is none. Valid until the next event.
    const Analysis::CustomerShare *shareOf(const Change::Onboarding &wish) const;
    QStringList metadataPlaces() const; ///< that rules look at
    QString handover() const;
    QByteArray textOf(Change::ObjectKind kind, const QString &id) const;

    const Session::TenantSession &m_session;
    const Session::CustomerBook &m_book;
    const Domain::LockBands m_bands;
    Session::OnboardingNames m_names; ///< as they were derived last: what was typed over stays
    QLineEdit *m_customer;
    QCheckBox *m_holdsConnection;
    QCheckBox *m_holdsOrganization;
    QCheckBox *m_holdsApplication;
    QCheckBox *m_holdsMetadata;
    QCheckBox *m_holdsTenant;
    FieldGrid *m_form;
    QLineEdit *m_connection;
    QComboBox *m_connectionModel;
    QComboBox *m_policy; ///< which generation is copied of a model that holds both
    QListView *m_applications;
    QLineEdit *m_application;
    QComboBox *m_applicationModel;
    QLineEdit *m_callbacks;
    QCheckBox *m_turnsOff;
    QLineEdit *m_organization;
    QLineEdit *m_displayName;
    QLineEdit *m_logo;
    QLineEdit *m_primary;
    QLineEdit *m_background;
    QCheckBox *m_assigns;
    WrapLabel *m_made;
    WrapLabel *m_limits;
    WrapLabel *m_notes;
    WrapLabel *m_problems;
    QCheckBox *m_confirmed; ///< only where something would be over a limit
    QStringList m_confirmedOf; ///< what would be over when it could be checked
    QLineEdit *m_metadataKey; ///< where no rule names one
    QListView *m_applicationConnections; ///< that are there already
    QListView *m_organizationConnections;
    QPushButton *m_copy;
    QPushButton *m_tenant;
    QPushButton *m_rules;
    QPushButton *m_review;
    bool m_isFilled = false;
    std::map<Query::Kind, QSet<QString>> m_taken; ///< names of what is there
    LatestWork<Items::OnboardingChoices> m_choosing;
    QTimer m_pause;
    std::optional<Change::Onboarding> m_foretold; ///< of which m_forecast is, or will be
    Session::OnboardingForecast m_forecast;
    LatestWork<Session::OnboardingForecast> m_foretelling;
    LatestWork<Change::Plan> m_planning;
    Change::Onboarding m_planned; ///< of which the plan is made
    bool m_isReviewWanted = false; ///< as soon as m_forecast is of what is wanted
};

} // namespace Ui
