#pragma once

#include "query/searchcompletion.h"

#include <QLineEdit>

#include <functional>

class QCompleter;
class QStandardItemModel;

namespace Ui {

/// A line for a search in Auth0's syntax. As one types, or at Ctrl+Space, it offers how the term may go on: fields, and
/// their values where these are known. Nothing is chosen unless somebody goes to it: Enter searches.
class SearchLine : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchLine(Query::Kind kind, QWidget *parent = nullptr);

    /// The names of the connections that a search may be about; asked for when they are needed.
    void setConnections(std::function<QStringList()> names) { m_connections = std::move(names); }
    /// The same of places of app_metadata, and of what stands there.
    void setMetadata(std::function<std::map<QString, QStringList>()> places) { m_metadata = std::move(places); }
    QCompleter *offers() const { return m_completer; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void offer();
    void take(const QModelIndex &index);

    const Query::Kind m_kind;
    std::function<QStringList()> m_connections;
    std::function<std::map<QString, QStringList>()> m_metadata;
    QStandardItemModel *m_model;
    QCompleter *m_completer;
    qsizetype m_start = 0; ///< of what a completion replaces
};

} // namespace Ui
