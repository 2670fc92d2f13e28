#pragma once

#include <QList>

class QDialog;
class QPushButton;
class QWidget;

namespace Ui {

/// The foot of a dialog that stages: Cancel, and `stage` as the primary button, which accepts. Neither is pressed by
/// Return; whoever wants that makes `stage` the default. Child of the dialog, and so is `stage` from then on, and what
/// stands to the `left`.
QWidget *makeStageBar(QDialog &dialog, QPushButton &stage, const QList<QWidget *> &left = {});

} // namespace Ui
