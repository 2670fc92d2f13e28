#pragma once

#include "change/metadatadraft.h"
#include "ui/widgets/latestwork.h"

#include <QDialog>

class QPushButton;
class QTabWidget;

namespace Ui {

class MetadataEditor;
class PlainLabel;
class WrapLabel;

/// Edits the metadata of one object, a tab for each member. Stages, never sends.
class MetadataDialog : public QDialog
{
    Q_OBJECT
public:
    /// `seen` is the object as Auth0 sent it, `staged` what is staged for it by now; `others` are the objects of the
    /// same kind that were read, for hints at their types.
    MetadataDialog(const Domain::TenantProfile &tenant, const Change::ObjectRef &object, const QByteArray &seen,
                   const std::optional<Change::PlanItem> &staged, const QList<QByteArray> &others,
                   QWidget *parent = nullptr);

    const QList<MetadataEditor *> &editors() const { return m_editors; }
    /// Stages once what is there was reviewed and nothing stands against it.
    void accept() override;
    /// Asks first where something was edited.
    void reject() override;

Q_SIGNALS:
    /// All that is to be staged for the object from now on; without changes: nothing.
    void edited(const Change::PlanItem &item);

private:
    void showState();
    void showStage();
    QString whose() const;
    void stage();
    std::optional<QString> wipeNote(const Change::PlanItem &item) const;
    /// What is noted of what is staged, but not by this dialog: what the conversion of a policy loses, say.
    QStringList notesOfOthers() const;
    void takeSchema(const Change::MetadataSchema &schema);

    Change::ObjectRef m_object;
    QByteArray m_seen;
    std::optional<Change::PlanItem> m_staged;
    QList<MetadataEditor *> m_editors;
    LatestWork<Change::MetadataSchema> m_schemaReading;
    QTabWidget *m_tabs;
    QPushButton *m_stage;
    PlainLabel *m_state;
    PlainLabel *m_why; ///< nothing can be staged
    WrapLabel *m_schemaProblem;
    bool m_wantsStage = false; ///< once the review is there
};

} // namespace Ui
