#pragma once

#include "query/record.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Ui {

/// Asks Auth0 for users or log events, which are never read as a whole. Has a line of its own below the page's title:
/// queries are long, and the filter beside the title is another thing, for the rows that are here.
class SearchBar : public QWidget
{
    Q_OBJECT
public:
    SearchBar(Query::Kind kind, QWidget *parent);

    QLineEdit *line() const { return m_line; }
    QPushButton *button() const { return m_button; }

Q_SIGNALS:
    /// Enter or the button. The text is of Auth0's Lucene syntax; empty finds all.
    void searchWanted(const QString &text);

private:
    QLineEdit *m_line;
    QPushButton *m_button;
};

} // namespace Ui
