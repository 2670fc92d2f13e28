#pragma once

#include <QTimer>
#include <QTreeView>

namespace Ui {

/// The Auth0 tenants and objects of an Items::ChangeModel; their leaves stand elsewhere. Del asks to take the selected
/// ones out.
class ChangeTree : public QTreeView
{
    Q_OBJECT
public:
    explicit ChangeTree(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Opens the tenants and makes the first object the current one.
    void showObjects();
    void doItemsLayout() override;

Q_SIGNALS:
    void takeOutWanted();

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;

private:
    void fit();

    QTimer m_soon; ///< to the next fit(), which measures the rows
};

} // namespace Ui
