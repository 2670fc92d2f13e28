#pragma once

#include "ui/theme/decorationproxy.h"

#include <QIcon>
#include <QStyledItemDelegate>

#include <functional>

namespace Ui {

/// What the palette's rows look like besides their words: the icon of a kind, or of an action.
class PaletteDecoration : public DecorationProxy
{
    Q_OBJECT
public:
    /// `iconOf` knows the icon of an action's id.
    PaletteDecoration(QAbstractItemModel *source, std::function<QIcon(const QString &action)> iconOf,
                      QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    QString told(const QModelIndex &index) const;

    std::function<QIcon(const QString &)> m_iconOf;
};

/// Draws a row of the palette: icon, name and what it is; at the right where it is, with the environment's tag, or the
/// shortcut; and a mark where it is a favourite. Text from a tenant is drawn, never interpreted. The name is cut last.
class PaletteDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int rowHeight = 36;
    /// Where in the row a click marks a favourite.
    static QRect markPlace(const QRect &row);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Paints what stands at the right of `rest` and takes its room from it.
    void paintPlace(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect *rest) const;
    void paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace Ui
