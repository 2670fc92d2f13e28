#pragma once

#include "ui/reports/folderexport.h"

#include <QDialog>

namespace Ui {

/// What was exported, what is to be filled in, and what was left out and why.
class ExportResultDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ExportResultDialog(const FolderResult &result, QWidget *parent = nullptr);

private:
    void addPart(QWidget &body, const QString &title, const QString &name, const QStringList &lines);

    bool m_isWritten; ///< then README.txt has everything
};

} // namespace Ui
