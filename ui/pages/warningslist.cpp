// The list of a WarningsPanel: which of its findings is told, and how one gets there by keys.

#include "ui/pages/findingdetails.h"
#include "ui/pages/findingfields.h"
#include "ui/pages/warningspanel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/findingdelegate.h"

#include "items/roles.h"

#include <QCoreApplication>
#include <QFocusEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Ui {

using Items::FindingGrouping;
using Items::FindingModel;

void WarningsPanel::buildList()
{
    ColumnHeader::give(*m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setRootIsDecorated(false);
    m_list->header()->setFixedHeight(Size::row);
    m_list->setColumnWidth(FindingModel::SeverityColumn, 100);
    m_list->setColumnWidth(FindingModel::TenantColumn, 120);
    m_list->setColumnWidth(FindingModel::SubjectColumn, 170);
    m_list->setColumnHidden(FindingModel::CustomerColumn, true); // until showCustomers()
    m_list->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &WarningsPanel::showCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &WarningsPanel::showCurrent);
    connect(m_list, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const Items::FindingRow *row = m_model->rowAt(index)) {
            Q_EMIT objectWanted(row->tenant, Query::Kind(index.data(Items::KindRole).toInt()), row->finding.subject.id);
        }
    });
}

/// The finding that the details tell and that the actions are about: the current one, unless others are selected and it
/// is not, as where Ctrl moved the current row away from them.
QModelIndex WarningsPanel::toldIndex() const
{
    const QModelIndex current = m_list->currentIndex();
    const QItemSelectionModel &selection = *m_list->selectionModel();
    if (m_model->rowAt(current) && selection.isSelected(current)) {
        return current;
    }
    const QModelIndexList selected = selection.selectedRows();
    const auto first = std::min_element(selected.begin(), selected.end(), [this](const auto &one, const auto &other) {
        const bool isFinding = m_model->rowAt(one) != nullptr;
        return isFinding != (m_model->rowAt(other) != nullptr)
            ? isFinding
            : std::pair(one.parent().row(), one.row()) < std::pair(other.parent().row(), other.row());
    });
    return first != selected.end() && m_model->rowAt(*first) ? *first : current;
}

/// Entered by keys, the list has a finding selected: what is told can be acted on.
void WarningsPanel::selectFirst()
{
    if (m_list->selectionModel()->hasSelection()) {
        return;
    }
    QModelIndex place = m_list->currentIndex();
    if (!place.isValid()) {
        const QModelIndex top = m_model->index(0, 0);
        place = m_model->rowAt(top) ? top : m_model->index(0, 0, top);
    }
    m_list->selectionModel()->setCurrentIndex(place, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void WarningsPanel::showArranged()
{
    const bool isGrouped = m_model->wish().grouping != FindingGrouping::None;
    m_list->setRootIsDecorated(isGrouped);
    for (int row = 0; isGrouped && row < m_model->rowCount(); ++row) {
        m_list->setFirstColumnSpanned(row, {}, true);
    }
    m_list->expandAll();
    if (const QModelIndex place = m_current ? m_model->find(*m_current) : QModelIndex(); place.isValid()) {
        // Whatever keys are held down meanwhile: setCurrentIndex() of the view would look at them.
        m_list->selectionModel()->setCurrentIndex(place,
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        showCurrent();
    }
    showEmptyState();
    Q_EMIT totalChanged(m_model->total({}));
}

void WarningsPanel::showCurrent()
{
    const Items::FindingRow *row = m_model->rowAt(toldIndex());
    if (row) {
        m_current = *row;
        m_details->showFinding(*row, concernedBy(*row, m_estate, m_customers));
    } else {
        m_details->clear();
    }
    showDetails();
    showTrend();
    showActions();
}

/// The window's "copy the rows" is about its table: in this list it is about findings. To the first and the last row
/// the selection goes along, whatever Qt makes of Ctrl: nobody decides about a finding that is out of sight.
bool WarningsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason) {
        selectFirst();
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_Home || key->key() == Qt::Key_End)) {
            QKeyEvent plain(QEvent::KeyPress, key->key(), Qt::NoModifier);
            QCoreApplication::sendEvent(m_list, &plain);
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        if (static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
            event->accept();
            if (event->type() == QEvent::KeyPress) {
                Q_EMIT copyWanted(RowFormat::Csv);
            }
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Ui
