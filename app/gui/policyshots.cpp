#include "gui/policyshots.h"

#include "gui/screenshots.h"

#include "ui/pages/policybar.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "change/policywish.h"
#include "items/recordtablemodel.h"
#include "session/changetray.h"

#include <QDialog>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

using Query::Kind;

/// Rows of the picture for which something is staged.
constexpr int stagedRows = 4;

struct PolicyStage
{
    Ui::MainWindow &window;
    Session::ChangeTray &tray;

    /// The grid of all tenants under this filter, compared with a template.
    Ui::TablePage &show(const QString &filter) const
    {
        qDeleteAll(window.findChildren<QDialog *>()); // of the pictures before
        window.showScope({std::nullopt, Kind::Policies, {}});
        Ui::TablePage &page = *window.tablePage();
        page.table()->clearSelection();
        page.filterLine()->setText(filter);
        page.table()->sortByColumn(Query::columnIndex(Kind::Policies, u"min_length"), Qt::AscendingOrder);
        QMenu *menu = page.policyBar()->baselineButton()->menu();
        Q_EMIT menu->aboutToShow();
        if (auto *choice = menu->findChild<QAction *>(u"owasp-asvs-4"_s)) {
            choice->trigger();
        }
        return page;
    }

    /// A minimum of 14 and the dictionary, staged for the first rows that take them.
    void stageFirstRows(Ui::TablePage &page) const
    {
        Change::PolicyWish wish;
        wish.edits = {{Policy::Key::MinLength, 14}, {Policy::Key::Dictionary, u"on"_s}};
        QItemSelection rows;
        for (int row = 0; row < page.model()->rowCount() && tray.size() < stagedRows; ++row) {
            const Query::RecordPtr record = page.model()->recordAt(row);
            const Change::ObjectRef object{Change::ObjectKind::Connection, record->id,
                                           Query::textAt(*record, Kind::Policies, u"name")};
            const Change::PolicyOutcome outcome = Change::policyOutcome({object, record->original}, wish);
            if (!outcome.isSkipped()) {
                tray.stage(record->tenant, outcome.item);
                rows.select(page.model()->index(row, 0), page.model()->index(row, 0));
            }
        }
        page.table()->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
};

} // namespace

void addPolicyShots(Screenshots &shots, Ui::MainWindow &window, Session::ChangeTray &tray)
{
    const auto stage = std::make_shared<PolicyStage>(PolicyStage{window, tray});
    const auto isArranged = [stage] { return !stage->window.tablePage()->model()->isArranging(); };
    shots.add(
        u"policies"_s,
        [stage]() -> QWidget * {
            stage->tray.clear();
            stage->show({});
            return &stage->window;
        },
        isArranged);
    shots.add(
        u"policies-staged"_s,
        [stage]() -> QWidget * {
            stage->stageFirstRows(*stage->window.tablePage());
            return &stage->window;
        },
        isArranged);
    shots.add(
        u"policies-both"_s,
        [stage]() -> QWidget * {
            stage->tray.clear();
            stage->show(u"generation=both"_s);
            return &stage->window;
        },
        isArranged);
}

} // namespace Gui
