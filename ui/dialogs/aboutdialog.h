#pragma once

#include <QDialog>

namespace Ui {

/// What the program is, its version, and the licences of what it is made from.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    /// `diagnostics` is what "Copy diagnostics" puts on the clipboard; see diagnosticsText().
    explicit AboutDialog(QString diagnostics, QWidget *parent = nullptr);
};

} // namespace Ui
