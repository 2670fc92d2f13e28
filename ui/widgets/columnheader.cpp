#include "ui/widgets/columnheader.h"

#include "ui/theme/plaintext.h"

#include <QHelpEvent>
#include <QScopedValueRollback>
#include <QStyleOptionHeader>
#include <QTableView>
#include <QToolTip>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Ui {

ColumnHeader::ColumnHeader(Qt::Orientation orientation, QWidget *parent)
    : QHeaderView(orientation, parent)
{
    setTextElideMode(Qt::ElideRight);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QHeaderView::sectionResized, this, &ColumnHeader::fill);
    connect(this, &QHeaderView::sectionCountChanged, this, &ColumnHeader::fill);
}

ColumnHeader *ColumnHeader::give(QTableView &table)
{
    auto *header = new ColumnHeader(Qt::Horizontal, &table);
    header->setSectionsClickable(true);
    table.setHorizontalHeader(header);
    return header;
}

ColumnHeader *ColumnHeader::give(QTreeView &tree)
{
    auto *header = new ColumnHeader(Qt::Horizontal, &tree);
    header->setSectionsMovable(tree.header()->sectionsMovable());
    header->setStretchLastSection(true);
    header->setHidden(tree.isHeaderHidden());
    tree.setHeader(header);
    return header;
}

void ColumnHeader::setFilling(int section, int least)
{
    m_filling = section;
    m_least = least;
    fill();
}

void ColumnHeader::fill()
{
    if (m_isFilling || m_filling < 0 || m_filling >= count()) {
        return;
    }
    const QScopedValueRollback filling(m_isFilling, true);
    const int others = length() - sectionSize(m_filling);
    resizeSection(m_filling, std::max(m_least, viewport()->width() - others));
}

QString ColumnHeader::textOf(int section) const
{
    return model() ? visibleText(model()->headerData(section, orientation()).toString()) : QString();
}

/// The sections are drawn in the weight of the style sheet.
QFont ColumnHeader::sectionFont() const
{
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    return strong;
}

int ColumnHeader::roomFor(int section) const
{
    const bool isUpright = orientation() == Qt::Vertical;
    QStyleOptionHeaderV2 option;
    initStyleOption(&option);
    option.section = section;
    option.rect = QRect(0, 0, isUpright ? viewport()->width() : sectionSize(section),
                        isUpright ? sectionSize(section) : viewport()->height());
    const int room = style()->subElementRect(QStyle::SE_HeaderLabel, &option, this).width();
    // A style sheet with a mark for the sorted column keeps its room free in the others too.
    return isUpright ? room : room - style()->subElementRect(QStyle::SE_HeaderArrow, &option, this).width();
}

bool ColumnHeader::isCut(int section) const
{
    return QFontMetrics(sectionFont()).horizontalAdvance(textOf(section)) > roomFor(section);
}

void ColumnHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    option->text = QFontMetrics(sectionFont()).elidedText(textOf(section), textElideMode(), roomFor(section));
}

bool ColumnHeader::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QHeaderView::viewportEvent(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    const int section = logicalIndexAt(help->pos());
    QStringList lines;
    if (section >= 0 && model()) {
        lines << (isCut(section) ? textOf(section) : QString())
              << model()->headerData(section, orientation(), Qt::ToolTipRole).toString();
        lines.removeAll(QString());
        lines.removeDuplicates();
    }
    QToolTip::showText(help->globalPos(), plainToolTip(lines.join(u" — "_s)), viewport());
    return true;
}

void ColumnHeader::resizeEvent(QResizeEvent *event)
{
    QHeaderView::resizeEvent(event);
    fill();
}

} // namespace Ui
