#pragma once

#include "change/supportaction.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace Ui {

class ChoiceBox;
class FieldGrid;

/// Asks what an action of support needs to know beside its users: the new e-mail, the application of a mail, how long a
/// ticket lasts, and the custom domain that its link leads to. Says what the action does to them. Sends nothing: what
/// follows is the review.
class SupportDialog : public QDialog
{
    Q_OBJECT
public:
    /// An application that a mail may bear the name of.
    struct Choice
    {
        QString id;
        QString name;
    };

    SupportDialog(Change::SupportKind kind, qsizetype users, const QList<Choice> &applications,
                  QWidget *parent = nullptr);

    /// Of a dialog that is sent off before the domains are there: the one that was chosen last; empty for the tenant's
    /// default.
    void beginWith(const QString &domain);
    /// The verified custom domains of the users' tenant, of which one may be chosen where there are several; `last`:
    /// the one that was chosen last, empty for the tenant's default. Before this the tenant's are being read.
    void offerDomains(const QStringList &domains, const QString &last);
    bool hasDomains() const;
    /// They could not be read: the action is for the tenant's default.
    void showNoDomains(const QString &why);

    /// Whether an action of this kind has anything to ask.
    static bool asksFor(Change::SupportKind kind);
    Change::SupportAction action() const;

    /// It comes to nothing, and why.
    void refuse(const QString &why);

    void accept() override;

Q_SIGNALS:
    /// To be reviewed over this, which stays open.
    void chosen(const Change::SupportAction &action);

private:
    void build(const QList<Choice> &applications);
    void showConsequence();
    void forgetDomains();

    const Change::SupportKind m_kind;
    const qsizetype m_users;
    FieldGrid *m_grid;
    QLineEdit *m_email;
    ChoiceBox *m_application;
    QSpinBox *m_hours;
    QComboBox *m_domain;
    QCheckBox *m_verified;
    class WrapLabel *m_consequence;
    QPushButton *m_review;
};

} // namespace Ui
