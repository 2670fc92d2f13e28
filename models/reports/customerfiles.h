#pragma once

#include "reports/reportinput.h"

namespace Reports {

/// The report of one customer among those of all, each in a file of its own.
struct CustomerFile
{
    QString key; ///< the customer's
    QString customer; ///< its name; hostile text
    QString name; ///< of the file, without a suffix: fileNameFor(), told from others like it; it stays the customer's
};

/// One for each customer of the input, by key.
QList<CustomerFile> customerFiles(const ReportInput &input);

} // namespace Reports
