#pragma once

#include "query/columns.h"

#include <QStyledItemDelegate>

namespace Ui {

/// Draws the cells of a record table by the type of their column: ids monospaced and elided in the middle, the count of
/// database connections as a bar against Lock's limit with a word for its level. Text from a tenant is drawn, never
/// interpreted; a cell that does not fit shows itself whole in a tooltip.
class RecordDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RecordDelegate(Query::Kind kind, QObject *parent = nullptr);

    void setKind(Query::Kind kind);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    QString shortened(const QString &text, const QModelIndex &index) const;
    QVariant environmentOf(const QModelIndex &index) const;
    bool isLock(const QModelIndex &index) const;
    bool isPolicy(const QModelIndex &index) const;
    bool isLogClass(const QModelIndex &index) const;
    Query::ColumnType typeOf(const QModelIndex &index) const;
    QFont fontFor(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLock(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    Query::Kind m_kind;
};

/// The ground of a row in one of our tables: selection, pointer, and the line under it.
void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option);

} // namespace Ui
