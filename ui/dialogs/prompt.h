#pragma once

#include <QString>

#include <functional>

class QObject;
class QWidget;

namespace Ui {

/// Asks the user for a file or a folder. The program's is FilePrompt; tests bring one that answers.
class Prompt
{
public:
    Prompt() = default;
    Prompt(const Prompt &) = delete;
    Prompt &operator=(const Prompt &) = delete;
    virtual ~Prompt() = default;

    struct Question
    {
        QString title;
        QString filter; ///< as QFileDialog's name filters: "JSON (*.json)"
        QString proposal; ///< a file name, for saving
    };
    using OnFile = std::function<void(const QString &path)>;

    /// Calls back with a file that is there, unless the user cancels or `parent` goes first.
    virtual void openFile(QWidget *parent, const Question &question, const OnFile &onFile) = 0;
    /// Calls back with a file to write; that it may be replaced was asked.
    virtual void saveFile(QWidget *parent, const Question &question, const OnFile &onFile) = 0;
    /// Calls back with a folder that is there.
    virtual void openFolder(QWidget *parent, const Question &question, const OnFile &onFile) = 0;
};

/// The file dialogs of the desktop, without a nested event loop.
class FilePrompt : public Prompt
{
public:
    void openFile(QWidget *parent, const Question &question, const OnFile &onFile) override;
    void saveFile(QWidget *parent, const Question &question, const OnFile &onFile) override;
    void openFolder(QWidget *parent, const Question &question, const OnFile &onFile) override;
};

} // namespace Ui
