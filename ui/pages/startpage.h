#pragma once

#include <QWidget>

namespace Ui {

class Actions;

/// What the window shows before there is a tenant: three ways to begin, and what the program does with what it is told.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    explicit StartPage(const Actions &actions, QWidget *parent = nullptr);
};

} // namespace Ui
