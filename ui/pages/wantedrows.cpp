#include "ui/pages/wantedrows.h"

#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "items/recordtablemodel.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace Ui {

WantedRows::WantedRows(Items::RecordTableModel &model, RecordTable &table, FilterLine &filter)
    : QObject(&table)
    , m_model(model)
    , m_table(table)
    , m_filter(filter)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &WantedRows::show);
    connect(m_table.verticalScrollBar(), &QAbstractSlider::actionTriggered, this, &WantedRows::leave);
    connect(m_table.verticalScrollBar(), &QAbstractSlider::rangeChanged, this, &WantedRows::showSoon);
    connect(m_table.selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        // Rows that are arranged make it change as well.
        const Query::RecordPtr record = m_model.recordAt(current.row());
        const bool isWanted = record && std::any_of(m_objects.begin(), m_objects.end(), [&](const auto &object) {
                                  return m_model.find(object.tenant, object.id) == record;
                              });
        if (record && !isWanted) {
            leave();
        }
    });
    m_table.viewport()->installEventFilter(this);
}

void WantedRows::select(const QList<Session::ObjectId> &objects)
{
    m_objects = objects;
    m_isSelected = false;
    m_soon.stop(); // it was for the rows before, and would take these for gone
    m_filterThen = m_filter.text();
    look();
}

void WantedRows::look()
{
    if (m_isSelected) {
        showSoon();
        return;
    }
    const QList<int> found = rows();
    if (found.isEmpty() || found.first() < 0) {
        return unfilter(); // they are not all there yet
    }
    const int column = m_table.nameColumn(); // views do not scroll to a cell of a hidden column
    QItemSelection ranges;
    for (qsizetype first = 0, next = 0; first < found.size(); first = next) {
        for (next = first + 1; next < found.size() && found.at(next) == found.at(next - 1) + 1;) {
            ++next;
        }
        ranges.append(
            QItemSelectionRange(m_model.index(found.at(first), column), m_model.index(found.at(next - 1), column)));
    }
    const QModelIndex index = m_model.index(found.first(), column);
    // Whatever keys are held down, as by a shortcut that led here: those of a view would toggle the row.
    m_table.selectionModel()->select(ranges, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table.selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    m_table.scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_isSelected = true;
    showSoon();
}

void WantedRows::unfilter()
{
    const bool isAnyHidden = std::any_of(m_objects.begin(), m_objects.end(), [this](const Session::ObjectId &object) {
        const Query::RecordPtr record = m_model.find(object.tenant, object.id);
        return record && !m_filter.filter().matches(*record);
    });
    if (isAnyHidden && m_filter.text() == m_filterThen) {
        m_filter.clear();
    }
}

/// From now on the user says where to look.
void WantedRows::leave()
{
    if (m_isSelected) {
        m_objects.clear();
    }
}

/// Sorted; less than 0 for what is not there.
QList<int> WantedRows::rows() const
{
    QList<int> found;
    found.reserve(m_objects.size());
    for (const Session::ObjectId &object : m_objects) {
        found.append(m_model.rowOf(object.tenant, object.id));
    }
    std::sort(found.begin(), found.end());
    return found;
}

void WantedRows::showSoon()
{
    if (m_isSelected && !m_objects.isEmpty()) {
        m_soon.start(0);
    }
}

/// Moves nothing where the row is in sight.
void WantedRows::show()
{
    const QList<int> found = rows();
    if (found.isEmpty() || found.first() < 0) {
        m_objects.clear(); // gone, or of what is shown no longer
        return;
    }
    const QModelIndex index = m_model.index(found.first(), m_table.nameColumn());
    const QRect row = m_table.visualRect(index);
    if (row.top() < 0 || row.bottom() > m_table.viewport()->rect().bottom()) {
        m_table.scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
}

bool WantedRows::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
        showSoon();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
