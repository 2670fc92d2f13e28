#pragma once

#include <QLatin1StringView>
#include <QWidget>

class QAction;
class QLabel;
class QVBoxLayout;

namespace Ui {

/// What stands where there is nothing to show: why, and what can be done, with at most one primary button.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setContent(QLatin1StringView iconName, const QString &title, const QString &text);
    /// Adds a button that triggers the action; the action is not owned.
    void addButton(QAction *action, bool primary = false);
    void clearButtons();
    QString title() const;

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showIcon();
    void fit();

    QLatin1StringView m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QVBoxLayout *m_buttons;
};

} // namespace Ui
