#pragma once

#include "domain/place.h"

namespace Ui {

class MainWindow;

/// Shows a tenant, or an object in the table of its kind, selected once it is there; a user is searched for by the id.
/// The keys are then on the rows. Changes nothing; false for what is no object.
bool showPlace(MainWindow &window, const Domain::Place &place);

} // namespace Ui
