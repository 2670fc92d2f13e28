#pragma once

#include "query/filter.h"

#include <QLineEdit>

namespace Ui {

/// The filter line of a table: parses as the user types and underlines what it does not understand.
class FilterLine : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterLine(Query::Kind kind, QWidget *parent = nullptr);

    void setKind(Query::Kind kind);
    /// The filter in force.
    const Query::Filter &filter() const { return m_filter; }
    /// What the line says now; the last filter that was understood stays in force while there is an error.
    const std::optional<Query::FilterError> &error() const { return m_error; }
    /// X of the character at `offset`, in this widget's coordinates.
    int positionOf(qsizetype offset) const;

Q_SIGNALS:
    void filterChanged(const Query::Filter &filter);
    void errorChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void read();
    void mark();
    void complete();

    Query::Kind m_kind;
    Query::Filter m_filter;
    std::optional<Query::FilterError> m_error;
};

} // namespace Ui
