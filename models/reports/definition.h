#pragma once

#include "reports/reportinput.h"

#include "domain/savedreport.h"

#include <QStringList>

namespace Reports {

/// What somebody wants to hand over: a preset, or one of their own. A value that can be kept.
struct Definition
{
    QString id{}; ///< a stable word of a preset; empty for one's own
    QString title{};
    QStringList sections{}; ///< ids, in their order
    QString customer{}; ///< the key of the only customer it tells about; empty: all
    bool listsUsers = false; ///< not only their number
    int changeDays = 0; ///< of a preset: tells changes of so many last days; 0: of all

    friend bool operator==(const Definition &, const Definition &) = default;
};

/// Those that come with the program: support, security, customer, full.
const QList<Definition> &presets();
/// The preset of this id, or nullptr. Owned by presets().
const Definition *findPreset(QStringView id);

/// One that the operator saved; of sections that this version does not know nothing is left.
Definition definitionOf(const Domain::SavedReport &saved);

/// The ids of all sections, in the order of a whole report, and what each is called.
QStringList sectionIds();
QString sectionTitle(QStringView id);

/// What a report of this definition must have read. Optional parts are among them: a report says what it lacks.
Analysis::Needs needsOf(const Definition &definition);

/// Makes the report. Small things are made at once, tables while they are written. A report about one customer is made
/// of what is left of the input by onlyOf(). Pure.
Report reportOf(const Definition &definition, const InputPtr &input);

} // namespace Reports
