// What is selected in a TablePage, and what is to be.

#include "ui/pages/policybar.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/wantedrows.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"

#include <algorithm>
#include <utility>

namespace Ui {

void TablePage::select(const Domain::TenantId &tenant, const QString &id)
{
    select(Selection{Query::sourceOf(m_kind), {{tenant, id}}});
}

void TablePage::select(const Selection &selection)
{
    m_wanted->select(selection.objects);
}

QList<Query::RecordPtr> TablePage::selectedRecords() const
{
    const QList<int> rows = m_table->selectedRows();
    QList<Query::RecordPtr> records;
    records.reserve(rows.size());
    for (const int row : rows) {
        records.append(m_model->recordAt(row));
    }
    return records.isEmpty() ? shownRecords() : records;
}

Selection TablePage::selection() const
{
    Selection selection{Query::sourceOf(m_kind), {}};
    for (const int row : m_table->selectedRows()) {
        if (const Query::RecordPtr record = m_model->recordAt(row)) {
            selection.objects.append({record->tenant, record->id});
        }
    }
    return selection;
}

/// Rows that a filter hides leave the selection without a word from Qt: whoever acts on it must hear of it. After Enter
/// in the filter, the row that the keys are on is selected, unless something is.
void TablePage::settleSelection()
{
    if (std::exchange(m_wantsRow, false) && m_model->rowCount() > 0) { // without rows the filter keeps the focus
        m_table->setFocus(Qt::ShortcutFocusReason);
        if (m_table->selectedRowCount() == 0) {
            m_table->selectRow(std::max(m_table->currentIndex().row(), 0));
        }
    }
    if (m_table->selectedRowCount() != m_toldCount) {
        tellSelection();
    }
}

void TablePage::tellSelection()
{
    const int count = m_table->selectedRowCount();
    m_toldCount = count;
    const Query::RecordPtr record = count == 1 ? m_model->recordAt(m_table->selectedRows().first()) : nullptr;
    if (m_policyBar) {
        m_policyBar->setSelected(record);
    }
    if (record) {
        Q_EMIT objectSelected(record->tenant, Query::sourceOf(m_kind), record->id);
    } else {
        Q_EMIT countSelected(count);
    }
}

} // namespace Ui
