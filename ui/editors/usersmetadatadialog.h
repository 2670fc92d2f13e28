#pragma once

#include "change/metadatasteps.h"
#include "domain/id.h"
#include "ui/dialogs/changeservices.h"
#include "ui/widgets/latestwork.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Ui {

class WrapLabel;

/// Changes the metadata of many users of one Auth0 tenant by steps, one a line, and shows beforehand what that makes of
/// each of them. Stages, never sends: review, paced run and the way back are those of every change.
class UsersMetadataDialog : public QDialog
{
    Q_OBJECT
public:
    /// The tenant's users as they were read, and those of them that are selected.
    UsersMetadataDialog(const ChangeServices &services, const Domain::TenantId &tenant, const QStringList &selected,
                        QWidget *parent = nullptr);

    void accept() override;
    void reject() override;
    bool isReady() const
    {
        return !m_pause.isActive() && !m_schemaReading.isBusy() && !m_csvReading.isBusy() && !m_work.isBusy();
    }
    const QList<Change::MetadataRehearsal> &rehearsals() const { return m_rehearsals; }

Q_SIGNALS:
    void staged(const QList<Change::PlanItem> &items);

private:
    QWidget *buildTop();
    int violatingUsers() const;
    void chooseCsv();
    void workOut();
    void startRehearsals(const QList<Change::MetadataStep> &steps);
    /// Nothing can be staged, for this reason.
    void showNone(const QString &reason, bool isFault);
    void showRehearsals();
    void showStage(int users, const QString &why);
    void addRows(const Change::MetadataRehearsal &rehearsal, QList<QTreeWidgetItem *> &rows) const;

    ChangeServices m_services;
    Domain::TenantId m_tenant;
    QStringList m_selected;
    Change::UserIds m_ofFile;
    int m_usedSource = 0; ///< while a file is asked for
    QList<Change::MetadataRehearsal> m_rehearsals;
    Change::MetadataSchema m_schema;
    LatestWork<Change::MetadataSchema> m_schemaReading;
    LatestWork<Change::UserIds> m_csvReading;
    LatestWork<QList<Change::MetadataRehearsal>> m_work;
    QTimer m_pause;
    QComboBox *m_source;
    QPlainTextEdit *m_steps;
    WrapLabel *m_state;
    WrapLabel *m_schemaProblem;
    QCheckBox *m_despiteSchema;
    QTreeWidget *m_table;
    QPushButton *m_stage;
};

} // namespace Ui
