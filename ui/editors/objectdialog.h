#pragma once

#include "change/editablefields.h"
#include "change/plan.h"

#include <QDialog>

#include <functional>
#include <vector>

namespace Ui {

class FieldGrid;

/// Edits the fields of one application, connection or organization that can be changed without danger
/// (Change::editableFields). Stages, never sends; a field that was not touched is not staged.
class ObjectDialog : public QDialog
{
    Q_OBJECT
public:
    /// `seen` is the object as Auth0 sent it; `staged` what is staged for it by now.
    ObjectDialog(const Domain::TenantProfile &tenant, const Change::ObjectRef &object, const QByteArray &seen,
                 const std::optional<Change::PlanItem> &staged, QWidget *parent = nullptr);

    void accept() override;
    void reject() override;

Q_SIGNALS:
    /// What was edited here, on top of what is staged.
    void edited(const Change::PlanItem &item);

private:
    struct Row
    {
        Change::EditableField field;
        QWidget *editor;
        std::function<Json::Value()> value; ///< null: none
        Json::Value shown; ///< when the dialog opened
    };

    void addRow(const Change::EditableField &field);
    Row textRow(const Change::EditableField &field, const Json::Value &value);
    Row flagRow(const Change::EditableField &field, const Json::Value &value);
    Row listRow(const Change::EditableField &field, const Json::Value &value);
    bool check(const Json::Value &wanted);
    Json::Value wanted() const;

    Change::ObjectRef m_object;
    QByteArray m_seen;
    Json::Value m_atAuth0;
    Json::Value m_now; ///< with what is staged
    FieldGrid *m_fields;
    std::vector<Row> m_rows;
};

} // namespace Ui
