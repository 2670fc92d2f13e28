#include "gui/editorfixture.h"

#include "gui/dialogfixture.h"

#include "items/recordtablemodel.h"
#include "session/writeunlock.h"
#include "ui/pages/tablepage.h"
#include "ui/widgets/recordtable.h"

#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

void EditorFixture::openWindow(std::vector<Sandbox::TenantState> tenants)
{
    m_fixture = std::make_unique<WindowFixture>(Sandbox::Options(), std::move(tenants));
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
}

void EditorFixture::select(Query::Kind kind, const QStringList &ids)
{
    m_fixture->window().showScope({tenant(), kind, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    const auto areShown = [&] {
        return std::all_of(ids.begin(), ids.end(),
                           [&](const QString &id) { return page->model()->rowOf(tenant(), id) >= 0; });
    };
    QVERIFY(QTest::qWaitFor(areShown));
    page->table()->clearSelection();
    for (const QString &id : ids) {
        page->table()->selectionModel()->setCurrentIndex(page->model()->index(page->model()->rowOf(tenant(), id), 1),
                                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    QTRY_COMPARE(page->table()->selectedRowCount(), ids.size());
}

QDialog *EditorFixture::dialog() const
{
    QDialog *open = nullptr;
    for (QDialog *dialog : m_fixture->window().findChildren<QDialog *>()) {
        open = dialog->isVisible() ? dialog : open;
    }
    return open;
}

void EditorFixture::click(const char *name)
{
    button(name)->click();
    QTRY_VERIFY(!dialog());
}

void EditorFixture::open(QAction *action)
{
    QVERIFY(action->isEnabled());
    action->trigger();
    QTRY_VERIFY(dialog());
}

void EditorFixture::apply(const QString &told)
{
    (void)session().writeUnlock().unlock();
    auto *name = field<QLineEdit>("tenantName");
    QTest::keyClicks(name, session().profile().name);
    QTest::keyClick(name, Qt::Key_Return);
    button("apply")->click();
    QTRY_VERIFY2(shownText(*dialog()).contains(told), qPrintable(shownText(*dialog())));
}

QStringList EditorFixture::staged() const
{
    QStringList leaves;
    for (const Session::TenantPlan &plan : m_fixture->tray().plans()) {
        for (const Change::PlanItem &item : plan.plan.items) {
            for (const Json::LeafChange &change : item.changes) {
                leaves.append(item.object.name + change.pointer.text() + u"="_s
                              + QString::fromUtf8(change.after.value_or("-")));
            }
        }
    }
    leaves.sort();
    return leaves;
}

QModelIndex EditorFixture::cell(const QString &row, const QString &column) const
{
    const QAbstractItemModel *model = field<QTableView>("switchTable")->model();
    for (int r = 0; r < model->rowCount(); ++r) {
        for (int c = 0; c < model->columnCount(); ++c) {
            if (model->headerData(r, Qt::Vertical).toString() == row
                && model->headerData(c, Qt::Horizontal).toString() == column) {
                return model->index(r, c);
            }
        }
    }
    return {};
}
