#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace Settings {

class IniFile;

/// Where the user left off: window geometry, docks, splitters, columns. Kept apart from the settings because losing it
/// loses nothing: where the file cannot be used it is left alone, and this session simply remembers nothing.
class WindowState
{
public:
    enum class Part {
        Geometry, ///< QWidget::saveGeometry
        Docks, ///< QMainWindow::saveState
        Splitter, ///< QSplitter::saveState
        Columns, ///< QHeaderView::saveState
        Choice, ///< a short text: a page or an object last shown
    };

    static constexpr QLatin1StringView fileName{"window.ini"};

    explicit WindowState(const QString &stateFolder);
    WindowState(const WindowState &) = delete;
    WindowState &operator=(const WindowState &) = delete;
    ~WindowState();

    /// What was kept under this part and name (a table's kind, a splitter's name); empty if nothing was.
    QByteArray value(Part part, const QString &name) const;
    /// Keeps it; reaches the disk with save(). Empty forgets it.
    void setValue(Part part, const QString &name, const QByteArray &value);
    /// False where nothing can be remembered.
    bool save();

private:
    std::unique_ptr<IniFile> m_file; ///< none where the file cannot be used
};

} // namespace Settings
