#include "ui/pages/tablecontrols.h"

#include "ui/shell/actions.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include "settings/windowstate.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

using Part = Settings::WindowState::Part;

TableControls::TableControls(Query::Kind kind, Settings::WindowState &memory, const Actions &actions, QWidget *page)
    : QObject(page)
    , m_kind(kind)
    , m_memory(memory)
    , m_actions(actions)
    , m_page(page)
    , m_table(new RecordTable(kind, page))
    , m_columnMenu(new ColumnMenu(m_table))
    , m_columnButton(new QPushButton(tr("Columns"), page))
    , m_searchButton(new QPushButton(tr("Searches"), page))
    , m_filter(new FilterLine(kind, page))
    , m_filterError(new QLabel(page))
{
    m_columnButton->setToolTip(actions.columns->toolTip());
    m_columnButton->setMenu(m_columnMenu);
    m_searchButton->setObjectName(u"searches"_s);
    m_searchButton->setIcon(actions.searches->icon());
    m_searchButton->setToolTip(actions.searches->toolTip());
    connect(m_searchButton, &QPushButton::clicked, actions.searches, &QAction::trigger);
    m_filter->setMinimumWidth(150);
    m_filterError->setTextFormat(Qt::PlainText);
    m_filterError->setWordWrap(true);
    m_changed.setSingleShot(true);
    m_changed.setInterval(500ms);
    connect(&m_changed, &QTimer::timeout, this, &TableControls::changed);
    connect(m_filter, &FilterLine::filterChanged, &m_changed, qOverload<>(&QTimer::start));
    connect(m_filter, &FilterLine::errorChanged, this, &TableControls::showFilterError);
    connect(m_table, &RecordTable::columnsChanged, &m_changed, qOverload<>(&QTimer::start));
    connect(m_table, &RecordTable::columnMenuWanted, m_columnMenu,
            [this](const QPoint &position) { m_columnMenu->popup(position); });
    showFilterError();
}

void TableControls::setModel(QAbstractItemModel *model)
{
    m_table->setModel(model);
    m_table->setSortingEnabled(true);
}

void TableControls::restore()
{
    const QString word(Query::wordFor(m_kind));
    const QByteArray columns = m_memory.value(Part::Columns, word);
    if (columns.isEmpty() && m_kind == Query::Kind::Logs) {
        m_table->sortByColumn(Query::columnIndex(m_kind, u"date"), Qt::DescendingOrder); // what comes, comes on top
    } else if (columns.isEmpty()) {
        // Tenants have no column of this name: theirs is the first.
        m_table->sortByColumn(std::max(0, Query::columnIndex(m_kind, u"name"_s)), Qt::AscendingOrder);
    } else {
        m_table->restoreColumns(columns);
    }
    if (keepsFilter()) {
        m_filter->setText(QString::fromUtf8(m_memory.value(Part::Choice, u"filter-"_s + word)));
    }
    m_changed.stop();
}

/// That of a log is for the events of one look at it: another day it would hide what somebody came for.
bool TableControls::keepsFilter() const
{
    return m_kind != Query::Kind::Logs;
}

void TableControls::startFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TableControls::clearFilter()
{
    m_filter->clear();
}

/// Where there is no room for the button, the menu opens at the filter.
void TableControls::popup(QMenu &menu, const QPushButton *button) const
{
    const QWidget *under = button->isVisible() ? static_cast<const QWidget *>(button) : m_filter;
    menu.popup(under->mapToGlobal(QPoint(0, under->height())));
}

void TableControls::openColumnMenu()
{
    popup(*m_columnMenu, m_columnButton);
}

void TableControls::openSearchMenu(QMenu &menu) const
{
    popup(menu, m_searchButton);
}

void TableControls::remember()
{
    const QString word(Query::wordFor(m_kind));
    m_memory.setValue(Part::Columns, word, m_table->saveColumns());
    m_memory.setValue(Part::Choice, u"filter-"_s + word, keepsFilter() ? m_filter->text().toUtf8() : QByteArray());
    m_memory.save();
}

void TableControls::showNothingPasses(EmptyState &empty, const QString &title, qint64 total, const QString &why) const
{
    empty.clearButtons();
    empty.setContent("view-filter"_L1, tr("No row passes the filter"),
                     (tr("%1 has %2, none of which match “%3”.").arg(title, QLocale().toString(total), m_filter->text())
                      + u' ' + why)
                         .trimmed());
    empty.addButton(m_actions.clearFilter);
}

void TableControls::showFilterError()
{
    const std::optional<Query::FilterError> &error = m_filter->error();
    m_filterError->setVisible(error.has_value());
    if (error) {
        m_filterError->setText(tr("Character %1: %2").arg(error->offset + 1).arg(error->message));
        m_filterError->setAccessibleName(m_filterError->text());
        QPalette warned = m_page->palette();
        warned.setColor(QPalette::WindowText, tokensOf(m_page->palette()).full);
        m_filterError->setPalette(warned);
        const int left = m_filter->mapTo(m_page, QPoint(m_filter->positionOf(error->offset), 0)).x();
        const int room = std::max(m_page->width() - 320, int(Size::margin));
        m_filterError->setContentsMargins(std::clamp(left, int(Size::margin), room), 0, Size::margin, Size::gap);
    }
}

} // namespace Ui
