// The list of a WarningsPanel: which of its findings is told, and how one gets there by keys.

#include "ui/pages/findingdetails.h"
#include "ui/pages/findingfields.h"
#include "ui/pages/warningspanel.h"
#include "ui/theme/badge.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/findingdelegate.h"

#include "items/roles.h"
#include "session/auditor.h"
#include "session/estate.h"
#include "session/findingindex.h"
#include "session/stagedfindings.h"

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

namespace {

constexpr int leastMessage = 210;
/// Unseen findings of a tenant that are looked for again; of those beyond it nobody sees that one went.
constexpr qsizetype mostWeighed = 1000;
constexpr int subjectWidth = 170;
constexpr int tightSubjectWidth = 150;
/// Widths of the list from which the tenant, and then the customer, stand in a column; the details have both.
constexpr int leastWidthForTenant = 620;
constexpr int leastWidthForCustomer = 860;

/// In which the widest badge is whole, at its indentation below a heading.
int severityWidth(const QTreeView &list, bool isGrouped)
{
    int widest = 0;
    for (const auto severity :
         {Domain::Severity::Low, Domain::Severity::Medium, Domain::Severity::High, Domain::Severity::Critical}) {
        widest = std::max(widest, sizeOf(badgeFor(tokensOf(list.palette()), severity), list.font()).width());
    }
    return widest + 2 * Size::gap + (isGrouped ? 2 * list.indentation() : 0);
}

} // namespace

void WarningsPanel::buildList()
{
    ColumnHeader *header = ColumnHeader::give(*m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setRootIsDecorated(false);
    header->setFixedHeight(Size::row);
    header->setStretchLastSection(false);
    m_list->setColumnWidth(FindingModel::SeverityColumn, severityWidth(*m_list, false));
    m_list->setColumnWidth(FindingModel::TenantColumn, 120);
    m_list->setColumnWidth(FindingModel::SubjectColumn, subjectWidth);
    m_list->setColumnWidth(FindingModel::CustomerColumn, 140);
    header->setFilling(FindingModel::MessageColumn, leastMessage);
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

/// What every row has in common, or has no room beside the message, is left to the details.
void WarningsPanel::fitColumns()
{
    const int room = m_list->width();
    const bool isOfOne = m_model->wish().tenant || m_estate.sessions().size() < 2;
    m_list->setColumnHidden(FindingModel::TenantColumn, isOfOne || room < leastWidthForTenant);
    m_list->setColumnHidden(FindingModel::CustomerColumn, !m_customers || room < leastWidthForCustomer);
    if (const bool isTight = room < leastWidthForTenant; std::exchange(m_isTight, isTight) != isTight) {
        m_list->setColumnWidth(FindingModel::SubjectColumn, isTight ? tightSubjectWidth : subjectWidth);
    }
}

void WarningsPanel::showArranged()
{
    const bool isGrouped = m_model->wish().grouping != FindingGrouping::None;
    if (m_list->rootIsDecorated() != isGrouped) {
        m_list->setRootIsDecorated(isGrouped);
        m_list->setColumnWidth(FindingModel::SeverityColumn, severityWidth(*m_list, isGrouped));
    }
    fitColumns();
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
    tellTotal();
}

void WarningsPanel::tellTotal()
{
    qsizetype unseen = 0;
    for (auto &[tenant, identities] : m_unseen) {
        forgetGone(tenant, identities);
        unseen += qsizetype(identities.size());
    }
    unseen += m_unweighed;
    Q_EMIT totalChanged(m_model->total({}) + m_model->foretold({}), unseen);
}

/// Neither the last audit nor what is staged knows of them any more.
void WarningsPanel::forgetGone(const Domain::TenantId &tenant, Identities &unseen) const
{
    if (unseen.empty()) {
        return;
    }
    Identities staged;
    for (const Domain::Finding &finding : m_staged ? m_staged->of(tenant) : QList<Domain::Finding>()) {
        staged.insert(identityOf(finding));
    }
    const Analysis::AuditResult *result = m_auditor.resultOf(tenant);
    const QList<Domain::Finding> found = result ? result->findings : QList<Domain::Finding>();
    const Session::FindingIndex *index = m_auditor.indexOf(tenant);
    using Kind = Domain::FindingSubject::Kind;
    Identities unindexed; // few are about a tenant or a user
    for (const Domain::Finding &finding : found) {
        if (finding.subject.kind == Kind::Tenant || finding.subject.kind == Kind::User) {
            unindexed.insert(identityOf(finding));
        }
    }
    std::erase_if(unseen, [&](const Domain::FindingIdentity &identity) {
        if (staged.contains(identity)) {
            return false;
        }
        Domain::FindingSubject subject;
        subject.kind = std::get<1>(identity);
        subject.id = std::get<2>(identity);
        const auto isIt = [&identity](const Domain::Finding &finding) { return identityOf(finding) == identity; };
        const auto object = Session::objectOf(subject);
        if (!object || !index) {
            return !unindexed.contains(identity);
        }
        const QList<qsizetype> places = index->of(*object);
        return std::none_of(places.begin(), places.end(), [&](qsizetype place) { return isIt(found.at(place)); });
    });
}

void WarningsPanel::noteSeen()
{
    const bool hadMore = std::exchange(m_unweighed, 0) > 0;
    if (!std::exchange(m_unseen, {}).empty() || hadMore) {
        tellTotal();
    }
}

void WarningsPanel::noteAppeared(const Domain::TenantId &tenant, const QList<Domain::Finding> &findings)
{
    Identities &unseen = m_unseen[tenant];
    for (const Domain::Finding &finding : findings) {
        if (qsizetype(unseen.size()) < mostWeighed) {
            unseen.insert(identityOf(finding));
        } else {
            ++m_unweighed;
        }
    }
    tellTotal();
}

void WarningsPanel::showCurrent()
{
    const Items::FindingRow *row = m_model->rowAt(toldIndex());
    if (row) {
        m_current = *row;
        m_details->showFinding(*row,
                               concernedBy(*row, m_estate, m_customers,
                                           m_staged ? m_staged->itemsOf(row->tenant) : QList<Change::PlanItem>()));
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
    if (event->type() == QEvent::Resize) {
        fitColumns();
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::MouseButtonPress) {
        noteSeen();
    }
    if (watched != m_list) {
        return QWidget::eventFilter(watched, event);
    }
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
