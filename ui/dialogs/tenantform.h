#pragma once

#include "ui/dialogs/fieldgrid.h"

#include "api/secret.h"
#include "domain/tenant.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace Ui {

class CredentialEditor;
class FilePathEditor;
class Prompt;

/// The fields of a profile. What is wrong is said under the field as soon as it is left, and all at once by check().
class TenantForm : public QWidget
{
    Q_OBJECT
public:
    TenantForm(Prompt &prompt, QWidget *parent = nullptr);

    /// `hasCredential`: one is kept already, so that an empty field keeps it.
    void setProfile(const Domain::TenantProfile &profile, bool hasCredential);
    /// What was entered, with the id of setProfile(); shape not checked.
    Domain::TenantProfile profile() const;
    Api::Secret secret() const;
    /// Where a credential will be kept, for the line under its field.
    void setKeepingHint(const QString &hint);

    /// Looks at everything; false where something is wrong, and then the first such field has the focus.
    bool check(const QStringList &takenNames);
    /// True while what was entered wants a credential that was not: a new profile, or another application.
    bool wantsCredential() const;

Q_SIGNALS:
    void changed();

private:
    void addIdentity();
    void addUse();
    void showCredentialKind();
    void showPlaceHint();
    QString nameProblem(const QStringList &takenNames) const;
    QString placeProblem() const;
    QString clientProblem() const;
    QString secretProblem() const;
    void checkFile(FilePathEditor *file, const QString &problem);

    Domain::TenantProfile m_original;
    bool m_hasCredential = false;
    QString m_keepingHint;
    FieldGrid *m_grid;
    QLineEdit *m_name;
    QLineEdit *m_place;
    QLineEdit *m_clientId;
    QComboBox *m_kind;
    QComboBox *m_algorithm;
    CredentialEditor *m_credential;
    QComboBox *m_environment;
    QComboBox *m_color;
    QCheckBox *m_readOnly;
    QComboBox *m_plan;
    QSpinBox *m_reserve;
    FilePathEditor *m_caFile;
    FilePathEditor *m_metadataSchema;
};

} // namespace Ui
