#pragma once

#include "items/customertreemodel.h"

#include "change/likeness.h"

namespace Items {

/// The steps of a likeness as rows below the object that each is of, and what stays as it is.
struct LikenessRows
{
    QList<CustomerRow> steps; ///< a heading for each object
    QList<QList<qsizetype>> places; ///< below each heading: which step a row is
    QList<CustomerRow> left;
};

LikenessRows rowsOf(const Change::Likeness &likeness);

} // namespace Items
