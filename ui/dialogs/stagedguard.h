#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;

namespace Ui {

class MainWindow;

/// Keeps the window open while it holds edits that are kept nowhere else, staged or only entered, until the user says
/// that they may go. Child of the window.
class StagedGuard : public QObject
{
    Q_OBJECT
public:
    explicit StagedGuard(MainWindow &window);

    /// The window may be closed without a question: nobody is there to answer it.
    void letGo() { m_mayGo = true; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// The user wants to look at what is staged instead.
    void reviewWanted();
    /// The user wants to go on with what was entered and not staged.
    void draftWanted();

private:
    void ask();

    MainWindow &m_window; ///< parent
    QPointer<QMessageBox> m_question;
    bool m_mayGo = false;
};

} // namespace Ui
