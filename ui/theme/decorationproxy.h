#pragma once

#include <QIdentityProxyModel>

namespace Ui {

/// Adds what a model of `items` does not know: icons, colours, and tooltips that are safe to show.
class DecorationProxy : public QIdentityProxyModel
{
    Q_OBJECT
public:
    explicit DecorationProxy(QAbstractItemModel *source, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVariant decoration(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    QString accessibleText(const QModelIndex &index) const;
};

} // namespace Ui
