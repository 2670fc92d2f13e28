#include "reports/sample.h"

#include <QBuffer>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace Sample {

Reports::Report reportOf(const QStringList &names)
{
    Reports::Table table{.id = u"connections"_s,
                         .title = {},
                         .kind = u"connection"_s,
                         .columns = {{u"name"_s, u"Name"_s, Query::ColumnType::Text, 20},
                                     {u"id"_s, u"ID"_s, Query::ColumnType::Identifier, 20},
                                     {u"users"_s, u"Users"_s, Query::ColumnType::Number, 8},
                                     {u"enabled"_s, u"Enabled"_s, Query::ColumnType::Flag, 8},
                                     {u"changed"_s, u"Changed"_s, Query::ColumnType::Time, 12}},
                         .rows = {},
                         .count = names.size(),
                         .whenEmpty = u"No connections."_s};
    table.rows = [names](const Reports::TakeRow &take) {
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QString id = u"con_%1"_s.arg(i);
            if (!take({id,
                       names.at(i),
                       {names.at(i), id, qint64(i * 1000), i % 2 == 0, u"2026-11-01T10:00:00.000Z"_s}})) {
                return;
            }
        }
    };
    Reports::Report report;
    report.title = u"Security review"_s;
    report.subtitle = names.value(0);
    report.made = QDateTime(QDate(2026, 11, 27), QTime(9, 30), Qt::UTC);
    report.facts = {{u"tenant"_s, u"Tenant"_s, names.value(0), u"eu"_s}, {u"read"_s, u"Read"_s, std::monostate()}};
    report.sections.append(
        {u"summary"_s,
         u"Summary"_s,
         {Reports::Text{u"One application is beyond Lock's limit."_s, Reports::Tone::Over},
          Reports::Figures{{u"applications"_s, u"Applications"_s, qint64(12345), names.value(1), Reports::Tone::Full}},
          Reports::Chart{u"lock"_s,
                         u"Lock"_s,
                         {{names.value(2, u"Portal"_s), 57, 50, Reports::Tone::Over}, {u"Shop"_s, 12, 50}}}}});
    report.sections.append({u"connections"_s, u"Connections"_s, {table}});
    table.count = 0;
    table.rows = [](const Reports::TakeRow &) {};
    report.sections.append({u"organizations"_s, u"Organizations"_s, {table}});
    return report;
}

QByteArray written(const Reports::Report &report, Reports::Format format, const Reports::Writing &writing)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const Reports::Written result = Reports::write(report, format, buffer, writing);
    return result ? buffer.data() : QByteArray();
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                                   : QByteArray();
}

nlohmann::json jsonOf(const Reports::Report &report)
{
    return nlohmann::json::parse(written(report, Reports::Format::Json).toStdString());
}

nlohmann::json tableOf(const nlohmann::json &report, const std::string &section, const std::string &table)
{
    for (const auto &one : report.at("sections")) {
        for (const auto &block : one.at("blocks")) {
            if (one.at("id") == section && block.at("type") == "table" && block.at("id") == table) {
                return block.at("rows");
            }
        }
    }
    return {};
}

} // namespace Sample
