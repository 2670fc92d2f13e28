#include "ui/editors/switchtable.h"

#include "ui/theme/plaintext.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/checkdelegate.h"
#include "ui/widgets/columnheader.h"

#include "items/switchtablemodel.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int least = 130; ///< of a column, so that its words fit
constexpr int widest = 280;
constexpr int namesWidth = 300;

} // namespace

/// Rows by their name, and those with a wish alone.
class SwitchTable::Rows : public QSortFilterProxyModel
{
public:
    Rows(Items::SwitchTableModel &switches, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_switches(switches)
    {
        setSourceModel(&switches);
    }

    void setFilter(const QString &text, bool onlyChanged)
    {
        m_text = text.trimmed();
        m_onlyChanged = onlyChanged;
        invalidateRowsFilter();
    }

    /// Names that a header cuts are whole in its tooltip, which would take a hostile one for rich text.
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::ToolTipRole && role != Qt::DisplayRole) {
            return QSortFilterProxyModel::headerData(section, orientation, role);
        }
        const QString name = QSortFilterProxyModel::headerData(section, orientation, Qt::DisplayRole).toString();
        return role == Qt::ToolTipRole ? plainToolTip(name) : visibleText(name);
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        if (!m_text.isEmpty()
            && !m_switches.headerData(row, Qt::Vertical).toString().contains(m_text, Qt::CaseInsensitive)) {
            return false;
        }
        for (int column = 0; m_onlyChanged && column < m_switches.columnCount(parent); ++column) {
            if (m_switches.isWish(m_switches.index(row, column, parent))) {
                return true;
            }
        }
        return !m_onlyChanged;
    }

private:
    Items::SwitchTableModel &m_switches;
    QString m_text;
    bool m_onlyChanged = false;
};

SwitchTable::SwitchTable(Items::SwitchTableModel &switches, QWidget *parent)
    : QTableView(parent)
    , m_switches(switches)
    , m_rows(new Rows(switches, this))
{
    setObjectName(u"switchTable"_s);
    setModel(m_rows);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setItemDelegate(new CheckDelegate(this));
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView *names = new ColumnHeader(Qt::Vertical, this);
    setVerticalHeader(names);
    names->setDefaultSectionSize(Size::row);
    names->setSectionResizeMode(QHeaderView::Fixed);
    names->setFixedWidth(namesWidth);
    names->setTextElideMode(Qt::ElideMiddle);
    QHeaderView *columns = ColumnHeader::give(*this);
    columns->setTextElideMode(Qt::ElideMiddle);
    for (int column = 0; column < columns->count(); ++column) {
        columns->resizeSection(column, std::clamp(columns->sectionSizeHint(column) + Size::wide, least, widest));
    }
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &SwitchTable::selectionMoved);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &SwitchTable::selectionMoved);
}

SwitchTable::~SwitchTable() = default;

void SwitchTable::setFilter(const QString &name, bool onlyChanged)
{
    m_rows->setFilter(name, onlyChanged);
}

bool SwitchTable::hasSelection() const
{
    return selectionModel()->hasSelection();
}

void SwitchTable::turnSelected(bool on)
{
    QModelIndexList cells;
    for (const QModelIndex &cell : selectionModel()->selectedIndexes()) {
        cells.append(m_rows->mapToSource(cell));
    }
    m_switches.turn(cells, on);
}

/// Whether the first of these that is a switch is wished to be off; where none is, there is nothing to turn.
bool SwitchTable::isFirstOff(const QModelIndexList &cells) const
{
    for (const QModelIndex &cell : cells) {
        if (const QVariant state = cell.data(Qt::CheckStateRole); state.isValid()) {
            return state.value<Qt::CheckState>() != Qt::Checked;
        }
    }
    return false;
}

/// A view looks through the current column alone; the names stand in the header. One letter over and over goes on to
/// the next row that begins with it.
void SwitchTable::keyboardSearch(const QString &search)
{
    const bool goesOn = m_sinceTyped.isValid() && m_sinceTyped.elapsed() < QApplication::keyboardInputInterval();
    m_sinceTyped.restart();
    m_typed = goesOn ? m_typed + search : search;
    const bool isOneLetter = !m_typed.isEmpty() && m_typed.count(m_typed.front()) == m_typed.size();
    const QString wanted = isOneLetter ? m_typed.first(1) : m_typed;
    const int rows = wanted.isEmpty() ? 0 : m_rows->rowCount();
    const QModelIndex now = currentIndex();
    const int first = now.isValid() ? now.row() + (isOneLetter ? 1 : 0) : 0;
    for (int i = 0; i < rows; ++i) {
        const int row = (first + i) % rows;
        if (m_rows->headerData(row, Qt::Vertical, Qt::DisplayRole).toString().startsWith(wanted, Qt::CaseInsensitive)) {
            return setCurrentIndex(m_rows->index(row, now.isValid() ? now.column() : 0));
        }
    }
}

void SwitchTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        if (const QModelIndexList cells = selectionModel()->selectedIndexes(); cells.size() > 1) {
            turnSelected(isFirstOff(QModelIndexList{currentIndex()} + cells));
            return;
        }
    }
    QTableView::keyPressEvent(event);
}

} // namespace Ui
