#pragma once

#include "ui/dialogs/prompt.h"

#include <QWidget>

class QLineEdit;

namespace Ui {

/// A path that is typed or chosen.
class FilePathEditor : public QWidget
{
    Q_OBJECT
public:
    /// `prompt` must outlive it.
    FilePathEditor(Prompt &prompt, Prompt::Question question, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    QLineEdit *entry() const { return m_entry; }

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_entry;
};

} // namespace Ui
