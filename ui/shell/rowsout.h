#pragma once

#include "query/columns.h"

#include <QObject>

#include <functional>

class QWidget;

namespace Ui {

class TablePage;

enum class RowFormat { Csv, Json, Markdown };

/// Text that leaves the program. A value.
struct OutgoingText
{
    QString name; ///< of the file, without a suffix
    int rows = 0;
    std::function<QString(RowFormat)> make; ///< called on another thread; holds values only
};

/// Takes rows out of the program, to the clipboard or into a file, with their secrets masked. The text is made on
/// another thread: a table may hold 100,000 rows.
class RowsOut : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Copies the selected rows, or all that are shown.
    void copy(const TablePage &page, RowFormat format);
    void copy(const OutgoingText &text, RowFormat format);
    /// Copies the requests that read the selected objects, as curl commands without a token.
    void copyCurl(const TablePage &page);
    /// Asks where to and saves all rows that are shown.
    void save(const TablePage &page, RowFormat format, QWidget *window);
    void save(const OutgoingText &text, RowFormat format, QWidget *window);
    /// Saves them there.
    void saveTo(const QString &fileName, const TablePage &page, RowFormat format);
    void saveTo(const QString &fileName, const OutgoingText &text, RowFormat format);

Q_SIGNALS:
    /// One sentence for the status line; also where it failed.
    void told(const QString &what);
};

} // namespace Ui
