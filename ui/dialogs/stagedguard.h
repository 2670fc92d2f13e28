#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace Session {
class ChangeTray;
}

namespace Ui {

/// Keeps a window open while changes are staged, which are kept nowhere else, until the user says that they may go.
/// Child of the window; the tray outlives it.
class StagedGuard : public QObject
{
    Q_OBJECT
public:
    StagedGuard(const Session::ChangeTray &tray, QWidget &window);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// The user wants to look at what is staged instead.
    void reviewWanted();

private:
    void ask();

    const Session::ChangeTray &m_tray;
    QWidget &m_window; ///< parent
    QPointer<QMessageBox> m_question;
    bool m_mayGo = false;
};

} // namespace Ui
