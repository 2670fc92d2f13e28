#include "ui/shell/bottompanel.h"

#include "ui/shell/bottomtabs.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/listdelegate.h"

#include "items/activitymodel.h"
#include "items/budgetmodel.h"
#include "items/jobmodel.h"
#include "items/roles.h"
#include "session/estate.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Ui", text);
}

QTableView *makeTable(QAbstractItemModel *model, const QString &name, QWidget *parent)
{
    auto *table = new QTableView(parent);
    ColumnHeader::give(*table)->setFixedHeight(Size::row);
    model->setParent(table);
    table->setModel(model);
    table->setItemDelegate(new ListDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setFrameShape(QFrame::NoFrame);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(Size::row - 2);
    return table;
}

/// The last request stays in view unless the user has scrolled away from it.
void followEnd(QTableView *table)
{
    const QScrollBar *bar = table->verticalScrollBar();
    QObject::connect(table->model(), &QAbstractItemModel::rowsAboutToBeInserted, table,
                     [table, bar] { table->setProperty("atEnd", bar->value() >= bar->maximum() - Size::row); });
    QObject::connect(table->model(), &QAbstractItemModel::rowsInserted, table, [table] {
        if (table->property("atEnd").toBool()) {
            table->scrollToBottom();
        }
    });
}

/// Widths in which the cells are whole; the column of `filling` takes what is left, and its own width at least.
void setWidths(QTableView *table, const QList<int> &widths, int filling)
{
    for (int column = 0; column < widths.size(); ++column) {
        table->setColumnWidth(column, widths.at(column));
    }
    qobject_cast<ColumnHeader *>(table->horizontalHeader())->setFilling(filling, widths.at(filling));
}

QWidget *makeJobs(Session::Estate &estate, QTabWidget *tabs)
{
    auto *page = new QWidget(tabs);
    page->setObjectName(u"jobs"_s);
    auto *model = new Items::JobModel(estate);
    QTableView *table = makeTable(model, translated("Jobs"), page);
    setWidths(table, {260, 130, 190, 90}, Items::JobModel::TitleColumn);
    auto *cancel = new QPushButton(translated("Cancel the job"), page);
    const auto meant = [table, model] { // the only one needs not be selected
        const QModelIndexList selected = table->selectionModel()->selectedRows();
        QModelIndexList jobs
            = selected.isEmpty() && model->running() == 1 ? QModelIndexList{model->index(0, 0)} : selected;
        jobs.removeIf([model](const QModelIndex &row) { return row.row() >= model->running(); }); // ended already
        return jobs;
    };
    const auto enable = [cancel, meant] { cancel->setEnabled(!meant().isEmpty()); };
    QObject::connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, cancel, enable);
    QObject::connect(model, &QAbstractItemModel::rowsInserted, cancel, enable);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, cancel, enable);
    QObject::connect(model, &QAbstractItemModel::modelReset, cancel, enable);
    enable();
    QObject::connect(cancel, &QPushButton::clicked, table, [meant, &estate] {
        QList<std::pair<Domain::TenantId, qulonglong>> jobs; // rows go as they end
        for (const QModelIndex &row : meant()) {
            jobs.append(
                {Domain::TenantId(row.data(Items::TenantRole).toString()), row.data(Items::JobIdRole).toULongLong()});
        }
        for (const auto &[tenant, job] : jobs) {
            if (Session::TenantSession *session = estate.find(tenant)) {
                session->cancelJob(job);
            }
        }
    });
    const auto count = [tabs, model, page] {
        const int jobs = model->running();
        tabs->setTabText(tabs->indexOf(page), jobs > 0 ? translated("Jobs %1").arg(jobs) : translated("Jobs"));
    };
    QObject::connect(model, &QAbstractItemModel::rowsInserted, tabs, count);
    QObject::connect(model, &QAbstractItemModel::rowsRemoved, tabs, count);
    QObject::connect(model, &QAbstractItemModel::modelReset, tabs, count);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(Size::margin, Size::gap, Size::margin, Size::gap);
    bar->addWidget(cancel);
    bar->addStretch();
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(table, 1);
    layout->addLayout(bar);
    return page;
}

} // namespace

void keepOutcome(const QWidget &bottom, const Domain::TenantId &tenant, const QString &title, const QString &outcome)
{
    if (auto *jobs = bottom.findChild<Items::JobModel *>()) {
        jobs->keepOutcome(tenant, title, outcome);
    }
}

BottomTabs *makeBottomPanel(Session::Estate &estate, QWidget *parent)
{
    auto *tabs = new BottomTabs(parent);
    tabs->setDocumentMode(true);
    tabs->setProperty("surface", u"base"_s);
    tabs->setAttribute(Qt::WA_StyledBackground);
    tabs->tabBar()->setAccessibleName(translated("Activity tabs"));
    QTableView *activity = makeTable(new Items::ActivityModel(estate), translated("Requests"), tabs);
    activity->setObjectName(u"activity"_s);
    followEnd(activity);
    setWidths(activity, {106, 120, 84, 448, 80, 76, 80}, Items::ActivityModel::PathColumn);
    tabs->addTab(activity, translated("Activity"));
    QTableView *budget = makeTable(new Items::BudgetModel(estate), translated("Rate budget"), tabs);
    budget->setObjectName(u"budget"_s);
    setWidths(budget, {116, 160, 84, 64, 122, 62, 78, 60}, Items::BudgetModel::FamilyColumn);
    tabs->addTab(budget, translated("Rate budget"));
    tabs->addTab(makeJobs(estate, tabs), translated("Jobs"));
    return tabs;
}

} // namespace Ui
