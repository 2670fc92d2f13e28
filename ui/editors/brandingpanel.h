#pragma once

#include "change/editablefields.h"
#include "change/plan.h"
#include "json/value.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLineEdit;

namespace Ui {

class BrandPreview;
class FieldGrid;

/// What an organization's login page shows: its display name, logo and colours, with a preview. The logo is never
/// fetched: its address is told instead. Keeps what was edited of the one organization that it shows.
class BrandingPanel : public QWidget
{
    Q_OBJECT
public:
    explicit BrandingPanel(QWidget *parent = nullptr);

    /// `seen` is the organization as Auth0 sent it; `staged` what is staged for it by now.
    void showOrganization(const Change::ObjectRef &organization, const QByteArray &seen,
                          const QList<Json::LeafChange> &staged);
    /// What was edited, on top of what is staged; without changes where nothing was.
    Change::PlanItem item() const;
    bool isEdited() const { return !item().changes.isEmpty(); }
    /// Says at each field what is wrong with it, and goes to the first; false where nothing is.
    bool showProblems();

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        Change::EditableField field;
        QLineEdit *line;
    };

    Json::Value wanted() const;
    void follow();
    QString problemOf(const Row &row, const Json::Value &object, const Json::Value &now) const;
    void markValues();

    Change::ObjectRef m_object;
    QByteArray m_seen;
    QByteArray m_now; ///< with what is staged
    FieldGrid *m_fields;
    BrandPreview *m_preview;
    std::vector<Row> m_rows;
    bool m_isFilling = false;
    bool m_tellsWhole = false; ///< also what is wrong with the fields together: somebody wanted to go on
    QTimer m_pause; ///< of typing
};

} // namespace Ui
