#pragma once

#include "reports/reportinput.h"

#include "sandbox/defaultestate.h"

/// The sandbox's estate, made once.
const Sandbox::Estate &sandboxEstate();

/// What a report of the whole estate is made of: each Auth0 tenant read whole, audited, with the customers that the
/// proposed rules find. Made once.
const Reports::ReportInput &estateInput();
