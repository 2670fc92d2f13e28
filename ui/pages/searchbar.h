#pragma once

#include "query/record.h"

#include <QHash>
#include <QWidget>

#include <functional>
#include <optional>
#include <utility>

class QPushButton;
class QVBoxLayout;

namespace Session {
class Estate;
}

namespace Ui {

class Actions;
class LogTailBar;
class SearchLine;
class WrapLabel;

/// Asks Auth0 for users or log events, which are never read as a whole. Has a line of its own below the page's title:
/// queries are long, and the filter beside the title is another thing, for the rows that are here. A query that Auth0
/// would refuse is not sent: the bar says what is wrong with it.
class SearchBar : public QWidget
{
    Q_OBJECT
public:
    SearchBar(Query::Kind kind, QWidget *parent);

    SearchLine *line() const { return m_line; }
    QPushButton *button() const { return m_button; }
    /// The live log below the line, of a page of logs; nullptr on others. Both outlive the bar.
    void offerTail(Session::Estate &estate, const Actions &actions);
    LogTailBar *tailBar() const { return m_tail; }
    /// Tells whether anything stands below that somebody could take for an answer.
    void setHasRows(std::function<bool()> hasRows) { m_hasRows = std::move(hasRows); }
    /// Says from now on what such a search is after, in words: "Of the customer Acme". `about`: hostile text.
    void nameSearch(const QString &text, const QString &about);
    /// What is shown: the tenant, or all of them, and the search its rows are the answer to.
    void showSearch(const std::optional<Domain::TenantId> &tenant, const QString &text);

Q_SIGNALS:
    /// Enter or the button, with a text that Auth0 can be asked. Empty finds all.
    void searchWanted(const QString &text);

private:
    void search();
    void addNote(QWidget *note);
    void buildAbout();

    const Query::Kind m_kind;
    QVBoxLayout *m_notes; ///< below the line
    SearchLine *m_line;
    QPushButton *m_button;
    WrapLabel *m_problem;
    LogTailBar *m_tail = nullptr;
    std::function<bool()> m_hasRows;
    QHash<QString, QString> m_about; ///< in words, by search
    QWidget *m_aboutRow;
    WrapLabel *m_aboutText;
};

} // namespace Ui
