#pragma once

class QComboBox;
class QString;

namespace Ui {

/// The colours that a tenant can be marked with, by name; the first is "the environment's own". Fills an empty box.
void fillColors(QComboBox *box);
/// Chooses a colour ("#rrggbb", or empty); one that is not offered is added.
void chooseColor(QComboBox *box, const QString &color);

} // namespace Ui
