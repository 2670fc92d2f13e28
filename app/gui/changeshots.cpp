#include "gui/changeshots.h"

#include "gui/screenshots.h"

#include "ui/dialogs/reviewdetails.h"
#include "ui/editors/organizationconnectionsdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/recordtable.h"

#include "items/organizationconnectionmodel.h"
#include "items/recordtablemodel.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/writeunlock.h"
#include "json/leaves.h"

#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Gui {

namespace {

using Query::Kind;

/// What the pictures work on; shared by their functions.
struct Stage
{
    Ui::MainWindow &window;
    Session::Estate &estate;
    Session::ChangeTray &tray;
    int round = 0; ///< each theme edits anew

    Session::TenantSession &session(int place) const { return *estate.sessions().at(place); }

    QDialog *dialog() const
    {
        const QList<QDialog *> dialogs = window.findChildren<QDialog *>();
        return dialogs.isEmpty() ? nullptr : dialogs.last();
    }

    QWidget *open(QAction *action) const
    {
        qDeleteAll(window.findChildren<QDialog *>()); // at once: the next one is looked for among the children
        action->trigger();
        return dialog();
    }

    /// Edits connections: one leaf of each, a long one of the third; the second as somebody else has changed it.
    void edit(Session::TenantSession &session, int count)
    {
        QList<Change::PlanItem> items;
        for (const Query::RecordPtr &record : session.records(Kind::Connections)) {
            const auto before = Json::parse(record->original);
            if (!before || items.size() == count) {
                break;
            }
            Json::Value after = *before;
            const bool isLong = items.size() == 2;
            after["display_name"]
                = "Customer portal " + std::to_string(round) + (isLong ? std::string(120, 'x') : std::string());
            after["show_as_button"] = round % 2 == 0;
            QList<Json::LeafChange> changes = Json::leafChanges(*before, after);
            if (items.size() == 1) {
                changes.first().before = R"("A name of yesterday")";
            }
            items.append(
                {{Change::ObjectKind::Connection, record->id, Query::textAt(*record, Kind::Connections, u"name")},
                 changes,
                 record->original});
        }
        session.writeUnlock().lock();
        tray.stage(session.id(), items);
    }

    /// Those with the most database connections, in the table.
    void selectApplications(int count) const
    {
        qDeleteAll(window.findChildren<QDialog *>());
        window.showScope({session(0).id(), Kind::Applications, {}});
        Ui::TablePage *page = window.tablePage();
        page->table()->sortByColumn(Query::columnIndex(Kind::Applications, u"lock"), Qt::DescendingOrder);
        page->table()->clearSelection();
        for (int row = 0; row < count; ++row) {
            page->table()->selectionModel()->setCurrentIndex(page->model()->index(row, 1),
                                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }

    /// Turns a few switches of the matrix, once it knows them.
    void turnSome() const
    {
        auto *table = dialog()->findChild<QTableView *>(u"switchTable"_s);
        for (int row = 8; row < 12; ++row) {
            table->model()->setData(table->model()->index(row, row % 3), row % 2 == 0 ? Qt::Checked : Qt::Unchecked,
                                    Qt::CheckStateRole);
        }
    }

    /// The editor of the organization that is next to Auth0's limit.
    QWidget *openOrganization() const
    {
        qDeleteAll(window.findChildren<QDialog *>());
        QString id;
        for (const Query::RecordPtr &record : session(0).records(Kind::Organizations)) {
            if (id.isEmpty() || Query::textAt(*record, Kind::Organizations, u"name") == u"stark") {
                id = record->id;
            }
        }
        auto *editor = new Ui::OrganizationConnectionsDialog(session(0), tray, id, &window);
        editor->show();
        return editor;
    }

    /// True once the editor knows what Auth0 holds.
    bool wishForConnections(int more) const
    {
        auto *table = dialog()->findChild<QTableView *>(u"switchTable"_s);
        const auto turn = [table](int row, int column, Qt::CheckState state) {
            return table->model()->setData(table->model()->index(row, column), state, Qt::CheckStateRole);
        };
        using Items::OrganizationConnectionModel;
        turn(1, OrganizationConnectionModel::AssignMembership, Qt::Checked);
        for (int row = 0; row < more; ++row) {
            turn(9 + row, OrganizationConnectionModel::Enabled, Qt::Checked);
        }
        turn(7, OrganizationConnectionModel::Signup, Qt::Checked);
        return dialog()->findChild<QWidget *>(u"forecast"_s)->isVisible();
    }

    void typeNames() const
    {
        for (QLineEdit *field : dialog()->findChildren<QLineEdit *>(u"tenantName"_s)) {
            for (int i = 0; i < 3; ++i) {
                field->setText(session(i).profile().name);
                Q_EMIT field->returnPressed();
                if (dialog()->findChild<QPushButton *>(u"apply"_s)->isEnabled()) {
                    return;
                }
            }
        }
        for (QPushButton *unlock : dialog()->findChildren<QPushButton *>(u"unlock"_s)) {
            unlock->click();
        }
    }
};

} // namespace

void addChangeShots(Screenshots &shots, Ui::MainWindow &window, Session::Estate &estate, Session::ChangeTray &tray)
{
    const auto stage = std::make_shared<Stage>(Stage{window, estate, tray});
    const Ui::Actions &actions = window.actions();
    shots.add(u"unlock"_s, [stage, &actions] { return stage->open(actions.toggleLock); });
    shots.add(u"staged"_s, [stage]() -> QWidget * {
        qDeleteAll(stage->window.findChildren<QDialog *>());
        ++stage->round;
        stage->tray.clear();
        stage->edit(stage->session(0), 3);
        (void)stage->session(0).writeUnlock().unlock();
        stage->window.showScope({stage->session(0).id(), Kind::Connections, {}});
        stage->window.tablePage()->select(stage->session(0).id(),
                                          stage->session(0).records(Kind::Connections).first()->id);
        return &stage->window;
    });
    shots.add(u"edit-connection"_s, [stage, &actions] { return stage->open(actions.editObject); });
    shots.add(
        u"applications-selected"_s,
        [stage]() -> QWidget * {
            stage->selectApplications(3);
            return &stage->window;
        },
        [stage] {
            stage->selectApplications(3);
            return stage->window.tablePage()->table()->selectedRowCount() == 3;
        });
    shots.add(u"edit-application"_s, [stage, &actions] {
        stage->selectApplications(1);
        return stage->open(actions.editObject);
    });
    shots.add(
        u"switches"_s,
        [stage, &actions]() -> QWidget * {
            stage->selectApplications(3);
            QWidget *dialog = stage->open(actions.editSwitches);
            stage->turnSome();
            return dialog;
        },
        [stage] {
            stage->turnSome();
            return stage->dialog()->findChild<QPushButton *>(u"stage"_s)->isEnabled();
        });
    for (const auto &[name, more] :
         {std::pair(u"organization-connections"_s, 1), std::pair(u"organization-limit"_s, 2)}) {
        shots.add(
            name, [stage] { return stage->openOrganization(); },
            [stage, more = more] { return stage->wishForConnections(more); });
    }
    shots.add(u"review"_s, [stage, &actions] {
        stage->edit(stage->session(1), 12);
        stage->session(0).writeUnlock().lock();
        return stage->open(actions.reviewChanges);
    });
    shots.add(u"review-http"_s, [stage]() -> QWidget * {
        stage->dialog()->findChild<Ui::ReviewDetails *>()->tabs()->setCurrentIndex(1);
        return stage->dialog();
    });
    shots.add(
        u"review-applied"_s,
        [stage, &actions] {
            stage->tray.clear();
            stage->edit(stage->session(1), 6);
            QWidget *review = stage->open(actions.reviewChanges);
            stage->typeNames();
            review->findChild<QPushButton *>(u"apply"_s)->click();
            return review;
        },
        [stage] { return stage->dialog()->findChild<QPushButton *>(u"close"_s)->isVisible(); });
    shots.add(u"journal"_s, [stage, &actions] { return stage->open(actions.journal); });
}

} // namespace Gui
