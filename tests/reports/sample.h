#pragma once

#include "reports/report.h"
#include "reports/writing.h"

#include <QByteArray>

namespace Sample {

/// A report with every kind of block, whose rows bear these names; made on 2026-11-27 at 09:30.
Reports::Report reportOf(const QStringList &names);
/// Its bytes in a format; empty where it could not be written.
QByteArray written(const Reports::Report &report, Reports::Format format, const Reports::Writing &writing = {});
/// What a program prints; empty where it fails.
QByteArray outputOf(const QString &program, const QStringList &arguments);

} // namespace Sample
