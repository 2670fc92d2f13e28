#pragma once

#include <QWidget>

namespace Ui {

class Actions;
class EmptyState;

/// What the window shows before there is a tenant: three ways to begin, and what the program does with what it is told.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    /// The actions outlive the page.
    explicit StartPage(const Actions &actions, QWidget *parent = nullptr);

    /// Whether the sandbox is being made, which takes seconds where it is a large one: then there is nothing to begin.
    void showOpeningSandbox(bool isOpening);

private:
    const Actions &m_actions;
    EmptyState *m_state;
};

} // namespace Ui
