#pragma once

#include "json/pointer.h"

#include <QSet>
#include <QTreeView>

namespace Items {
class JsonTreeModel;
}

namespace Ui {

/// The tree side of a JSON document. Insert adds a key, Delete removes one, F2 and Return edit. What was open stays
/// open when the text changes.
class JsonTree : public QTreeView
{
    Q_OBJECT
public:
    /// The model outlives the view.
    JsonTree(Items::JsonTreeModel &model, QWidget *parent = nullptr);

    void addKey();
    void removeKey();
    /// Makes the node current without asking for the focus.
    void show(const Json::Pointer &pointer);

Q_SIGNALS:
    /// The user chose another node.
    void nodeChosen(int node);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void remember();
    void restore();

    Items::JsonTreeModel &m_model;
    QSet<Json::Pointer> m_open;
    Json::Pointer m_current;
    bool m_isShowing = false; ///< the current node was not chosen by the user
};

} // namespace Ui
