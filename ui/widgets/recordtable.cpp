#include "ui/widgets/recordtable.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/columnheader.h"
#include "ui/widgets/recorddelegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int nameWidth = 240; ///< at which names and e-mail addresses are seldom cut

/// Settings stand close together: a row is read across.
int policyWidth(const Query::Column &column)
{
    if (column.id == "name"_L1 || column.type == Query::ColumnType::Identifier) {
        return 200;
    }
    if (column.id == "deviating"_L1) {
        return 320;
    }
    if (column.id == "tenant"_L1) {
        return 150;
    }
    return column.id == "generation"_L1 ? 130 : 90;
}

/// What there is to see of an application fits beside the inspector: Lock's count first of all.
int applicationWidth(const Query::Column &column)
{
    if (column.id == "lock"_L1) {
        return 230;
    }
    if (column.id == "name"_L1) {
        return 220;
    }
    if (column.id == "type"_L1) {
        return 184;
    }
    if (column.id == "tenant"_L1) {
        return 150;
    }
    return column.type == Query::ColumnType::Number || column.type == Query::ColumnType::Flag ? 110 : 220;
}

/// The order of the columns until the user moves one: Lock's count stands beside the name it is of.
QList<int> usualOrder(Query::Kind kind)
{
    QList<int> order(Query::columnsOf(kind).size());
    std::iota(order.begin(), order.end(), 0);
    if (kind == Query::Kind::Applications) {
        const auto at = [&order, kind](QStringView id) { return order.indexOf(Query::columnIndex(kind, id)); };
        order.move(at(u"lock"), at(u"name") + 1);
    }
    return order;
}

/// Widths at which what a column usually holds is whole.
int usualWidth(Query::Kind kind, const Query::Column &column)
{
    if (kind == Query::Kind::Policies) {
        return policyWidth(column);
    }
    if (kind == Query::Kind::Applications) {
        return applicationWidth(column);
    }
    if (column.id == "name"_L1 || column.id == "display_name"_L1 || column.id == "email"_L1) {
        return 290;
    }
    if (column.id == "domain"_L1) {
        return 240;
    }
    if (column.id == "connection"_L1 || column.id == "application"_L1) {
        return 220;
    }
    if (column.id == "tenant"_L1) {
        return 190;
    }
    if (column.id == "event"_L1) {
        return 250;
    }
    if (column.id == "user"_L1) { // an e-mail address, mostly; it gives way as others do
        return 300;
    }
    if (column.id == "application_names"_L1 || column.id == "policy"_L1 || column.id == "description"_L1
        || column.id == "deviating"_L1) {
        return 240;
    }
    switch (column.type) {
    case Query::ColumnType::Number:
    case Query::ColumnType::Flag:
        return 110;
    case Query::ColumnType::Time:
        return 160;
    case Query::ColumnType::Identifier:
        return 220;
    case Query::ColumnType::Text:
        break;
    }
    return 140;
}

} // namespace

RecordTable::RecordTable(Query::Kind kind, QWidget *parent)
    : QTableView(parent)
    , m_kind(kind)
{
    setItemDelegate(new RecordDelegate(kind, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(Size::row);
    QHeaderView *header = ColumnHeader::give(*this);
    header->setSectionsMovable(true);
    header->setFixedHeight(Size::row + 2);
    header->setMinimumSectionSize(56);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &position) { Q_EMIT columnMenuWanted(header->mapToGlobal(position)); });
    const auto noteChange = [this] {
        if (!m_isRestoring) {
            Q_EMIT columnsChanged();
        }
    };
    connect(header, &QHeaderView::sectionMoved, this, noteChange);
    connect(header, &QHeaderView::sectionResized, this, &RecordTable::noteWidths);
    connect(header, &QHeaderView::sortIndicatorChanged, this, noteChange);
}

void RecordTable::setModel(QAbstractItemModel *model)
{
    m_isRestoring = true;
    QTableView::setModel(model);
    m_isRestoring = false;
    if (model) {
        restoreDefaultColumns();
    }
}

QList<int> RecordTable::selectedRows() const
{
    QList<int> rows;
    const QItemSelection ranges = selectionModel()->selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

int RecordTable::selectedRowCount() const
{
    // Whole rows are selected, and the ranges of a selection are disjoint.
    const QItemSelection ranges = selectionModel()->selection();
    return std::accumulate(ranges.begin(), ranges.end(), 0,
                           [](int sum, const QItemSelectionRange &range) { return sum + range.height(); });
}

bool RecordTable::isColumnShown(int column) const
{
    return !isColumnHidden(column);
}

void RecordTable::showColumnAlso(int column, bool shown)
{
    {
        const QScopedValueRollback restoring(m_isRestoring, true);
        setColumnHidden(column, !shown);
        if (shown && columnWidth(column) == 0) {
            setColumnWidth(column, widthFor(column));
        }
    }
    fit();
    Q_EMIT columnsChanged();
}

void RecordTable::restoreDefaultColumns()
{
    m_isRestoring = true;
    m_hasOwnWidths = false;
    QHeaderView *header = horizontalHeader();
    const auto &columns = Query::columnsOf(m_kind);
    const QList<int> order = usualOrder(m_kind);
    for (int position = 0; position < columns.size() && position < header->count(); ++position) {
        const int i = order.at(position);
        header->moveSection(header->visualIndex(i), position);
        setColumnHidden(i, !columns.at(i).shownByDefault);
        setColumnWidth(i, widthFor(i));
    }
    m_isRestoring = false;
    fit();
    Q_EMIT columnsChanged();
}

QByteArray RecordTable::saveColumns() const
{
    const QHeaderView *header = horizontalHeader();
    const auto &columns = Query::columnsOf(m_kind);
    QStringList parts;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (logical < columns.size()) {
            const bool hidden = isColumnHidden(logical);
            parts << u"%1:%2:%3"_s.arg(columns.at(logical).id)
                         .arg(!m_hasOwnWidths ? 0
                                  : hidden    ? widthFor(logical)
                                              : columnWidth(logical))
                         .arg(int(!hidden));
        }
    }
    const int sorted = header->sortIndicatorSection();
    if (sorted >= 0 && sorted < columns.size()) {
        parts << u"%1:%2"_s.arg(header->sortIndicatorOrder() == Qt::AscendingOrder ? u"<"_s : u">"_s,
                                columns.at(sorted).id);
    }
    return parts.join(u' ').toUtf8();
}

void RecordTable::restoreColumns(const QByteArray &state)
{
    m_isRestoring = true;
    m_hasOwnWidths = false;
    QHeaderView *header = horizontalHeader();
    int visual = 0;
    for (const QString &part : QString::fromUtf8(state).split(u' ', Qt::SkipEmptyParts)) {
        const QStringList fields = part.split(u':');
        if (fields.size() == 2) {
            const int column = Query::columnIndex(m_kind, fields.at(1));
            if (column >= 0) {
                sortByColumn(column, fields.at(0) == u"<"_s ? Qt::AscendingOrder : Qt::DescendingOrder);
            }
            continue;
        }
        const int column = Query::columnIndex(m_kind, fields.at(0));
        if (fields.size() != 3 || column < 0 || column >= header->count()) {
            continue;
        }
        header->moveSection(header->visualIndex(column), visual++);
        const int width = fields.at(1).toInt();
        m_hasOwnWidths = m_hasOwnWidths || width > 0;
        setColumnWidth(column, width > 0 ? std::clamp(width, 40, 2000) : widthFor(column));
        setColumnHidden(column, fields.at(2) != u"1"_s);
    }
    m_isRestoring = false;
    fit();
}

void RecordTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void RecordTable::noteWidths()
{
    if (!m_isRestoring) {
        m_hasOwnWidths = true;
        Q_EMIT columnsChanged();
    }
}

int RecordTable::nameColumn() const
{
    const QString id = m_kind == Query::Kind::Logs ? u"description"_s
        : m_kind == Query::Kind::Users             ? u"email"_s
        : m_kind == Query::Kind::Organizations     ? u"display_name"_s
                                                   : u"name"_s;
    const int usual = Query::columnIndex(m_kind, id);
    if (usual >= 0 && !isColumnHidden(usual)) {
        return usual;
    }
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        if (!isColumnHidden(header->logicalIndex(visual))) {
            return header->logicalIndex(visual);
        }
    }
    return -1;
}

/// Usual widths where there is room. Where there is less, each column gives of what it has beyond its least, so that
/// all of them are seen; only where that is not enough the table scrolls.
void RecordTable::fit()
{
    const QHeaderView *header = horizontalHeader();
    if (m_hasOwnWidths || m_isRestoring || !model() || header->count() == 0) {
        return;
    }
    const QScopedValueRollback restoring(m_isRestoring, true);
    const int room = viewport()->width();
    QList<int> shown;
    int wanted = 0;
    int least = 0;
    for (int column = 0; column < header->count(); ++column) {
        if (!isColumnHidden(column)) {
            shown.append(column);
            wanted += widthFor(column);
            least += leastWidthFor(column);
        }
    }
    const int filling = nameColumn();
    // What tells rows apart is whole before anything else is.
    const int whole = filling < 0 ? 0 : std::min(nameWidth, widthFor(filling)) - leastWidthFor(filling);
    const int kept = std::clamp(room - least, 0, std::max(whole, 0));
    least += kept;
    const int missing = std::clamp(wanted - room, 0, wanted - least);
    int left = room;
    for (const int column : std::as_const(shown)) {
        const int usual = widthFor(column);
        const int spare = usual - leastWidthFor(column) - (column == filling ? kept : 0);
        const int given = missing == 0 ? 0 : spare * missing / (wanted - least);
        left -= usual - given;
        setColumnWidth(column, usual - given);
    }
    if (filling >= 0) {
        setColumnWidth(filling, std::max(columnWidth(filling) + left, leastWidthFor(filling)));
    }
}

void RecordTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    // A frame around the table shows that keys go here while no cell is current.
    if (hasFocus() && !currentIndex().isValid()) {
        QPainter painter(viewport());
        painter.setPen(QPen(tokensOf(palette()).accent, 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

/// At which a row can still be read across; headings that are cut then are whole in a tooltip.
int RecordTable::leastWidthFor(int column) const
{
    const int usual = widthFor(column);
    const auto &columns = Query::columnsOf(m_kind);
    if (column >= columns.size() || (m_kind == Query::Kind::Applications && columns.at(column).id == "lock"_L1)) {
        return usual;
    }
    const auto id = columns.at(column).id;
    if (id == "email"_L1 || id == "display_name"_L1) {
        return std::min(usual, 150);
    }
    // A whole badge; the first of a customer's tenants, and how many others.
    if (m_kind == Query::Kind::Logs ? id == "class"_L1 : m_kind == Query::Kind::Customers && id == "tenant"_L1) {
        return std::min(usual, m_kind == Query::Kind::Logs ? 110 : 140);
    }
    if (id == "name"_L1) {
        return std::min(usual, m_kind == Query::Kind::Users ? 96 : 150);
    }
    switch (columns.at(column).type) {
    case Query::ColumnType::Number:
    case Query::ColumnType::Flag:
        return std::min(usual, m_kind == Query::Kind::Customers ? 56 : 64); // of these there are many
    case Query::ColumnType::Time:
        return usual; // the time of day is at its end
    case Query::ColumnType::Identifier:
    case Query::ColumnType::Text:
        break;
    }
    return std::min(usual, 84);
}

int RecordTable::widthFor(int column) const
{
    const auto &columns = Query::columnsOf(m_kind);
    if (column >= columns.size()) {
        return 140;
    }
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    const int title = QFontMetrics(font).horizontalAdvance(Query::titleOf(columns.at(column))) + 40;
    return std::max(title, usualWidth(m_kind, columns.at(column)));
}

} // namespace Ui
