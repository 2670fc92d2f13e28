#pragma once

#include <QDialog>

class QAction;

namespace Ui {

/// The sheet of all keyboard shortcuts.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    struct Group
    {
        QString title;
        QList<QAction *> actions; ///< not owned; those without a shortcut are left out
    };

    explicit ShortcutsDialog(const QList<Group> &groups, QWidget *parent = nullptr);
};

} // namespace Ui
