#pragma once

#include "query/record.h"
#include "session/policyforecast.h"

#include <QWidget>

namespace Ui {

/// What is selected in a table: ids, which outlive rows. A password policy is its connection.
struct Selection
{
    Query::Kind kind = Query::Kind::Applications;
    QList<Session::ObjectId> objects;

    friend bool operator==(const Selection &, const Selection &) = default;
};

/// Whether both are of the same objects, in whichever order their tables had them.
bool isOfSameObjects(const Selection &one, const Selection &other);

/// A tab of the inspector that works on what is selected, one object or several. Whoever opens the window's services
/// hands it to InspectorPanel::addTab(), which owns it.
class SelectionTab : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    /// Whether the tab has anything to show of the selection.
    virtual bool isFor(const Selection &selection) const = 0;
    /// The selection changed, or one of its objects did.
    virtual void showSelection(const Selection &selection) = 0;
    /// Where the focus goes when the tab is asked for.
    virtual QWidget *entry() = 0;
    /// Selections for which something was entered that is kept nowhere else, not even staged.
    virtual QList<Selection> drafts() const { return {}; }

Q_SIGNALS:
    /// The user wants these rows selected, and the tab to work on them.
    void selectionWanted(const Ui::Selection &selection);
};

} // namespace Ui
