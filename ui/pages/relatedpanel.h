#pragma once

#include "query/columns.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;
class QTreeView;

namespace Session {
class TenantSession;
}

namespace Ui {

class EmptyState;

/// The other side of the application x connection map for one object: an application's connections, a connection's
/// applications. Enter or a double click goes there.
class RelatedPanel : public QWidget
{
    Q_OBJECT
public:
    /// Offers to read the map, and to look at what Lock sees of an application; the actions outlive the panel.
    RelatedPanel(QAction *countConnections, QAction *probeLock, QWidget *parent = nullptr);

    /// Fills the panel from the session's map. `kind` is Applications or Connections.
    void showRelated(Session::TenantSession &session, Query::Kind kind, const QString &id);
    int count() const;

Q_SIGNALS:
    void objectWanted(Query::Kind kind, const QString &id);

private:
    void fill(Session::TenantSession &session, const QStringList &ids);

    Query::Kind m_listed = Query::Kind::Connections;
    QAction *m_countConnections;
    QStackedWidget *m_stack;
    QLabel *m_summary;
    QPushButton *m_probe;
    EmptyState *m_empty;
    QTreeView *m_list;
    QStandardItemModel *m_model;
};

} // namespace Ui
