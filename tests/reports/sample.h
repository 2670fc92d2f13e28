#pragma once

#include "reports/report.h"
#include "reports/writing.h"

#include <nlohmann/json.hpp>

#include <QByteArray>

namespace Sample {

/// A report with every kind of block, whose rows bear these names; made on 2026-11-27 at 09:30.
Reports::Report reportOf(const QStringList &names);
/// Its bytes in a format; empty where it could not be written.
QByteArray written(const Reports::Report &report, Reports::Format format, const Reports::Writing &writing = {});
/// The same as JSON.
nlohmann::json jsonOf(const Reports::Report &report);
/// The rows of a table of such a report; nothing where it has none.
nlohmann::json tableOf(const nlohmann::json &report, const std::string &section, const std::string &table);
/// What a program prints; empty where it fails.
QByteArray outputOf(const QString &program, const QStringList &arguments);

} // namespace Sample
