#pragma once

#include <QWidget>

namespace Api {
struct ApiError;
}
class QAction;
class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace Ui {

/// A state that is told where it happens: loading, partial, offline, a missing scope. Says what happened, why, and
/// offers what to do as buttons. Hidden while it has nothing to say.
class Banner : public QWidget
{
    Q_OBJECT
public:
    enum class Tone { Neutral, Good, Watch, Warning, Error };

    explicit Banner(QWidget *parent = nullptr);

    /// `detail` may be empty. Both are plain text. The progress bar and the buttons of an earlier state go.
    void showState(Tone tone, const QString &what, const QString &detail);
    /// What Auth0 or the way to it refused: what happened, why and what to do.
    void showError(const Api::ApiError &error);
    /// Adds a bar; a `total` of 0 or less is "how much is not known".
    void showProgress(qint64 done, qint64 total);
    /// Adds a button that triggers the action; the action is not owned.
    void addButton(QAction *action);
    void clear();

    QString what() const;
    QString detail() const;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void removeButtons();
    void arrange();

    Tone m_tone = Tone::Neutral;
    QLabel *m_what;
    QLabel *m_detail;
    QProgressBar *m_progress;
    QHBoxLayout *m_buttons;
    QBoxLayout *m_row; ///< the texts and the buttons beside them, or below where there is no room
};

} // namespace Ui
