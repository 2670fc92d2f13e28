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

/// One for each customer of the input of whom there is something to tell, by key.
QList<CustomerFile> customerFiles(const ReportInput &input);
/// That there is none for others, as for those whom users' app_metadata alone names while nobody counted users, and who
/// they are: hostile names. Empty where each has one.
QString withoutFileText(const ReportInput &input);

} // namespace Reports
