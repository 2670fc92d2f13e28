#include "cli/listoutput.h"

#include "cli/console.h"

#include <nlohmann/json.hpp>

namespace Cli {

namespace {

/// Widest cell on a terminal; a script that reads the table gets all of it.
constexpr int widestCell = 48;

QList<TextTable::Heading> headings(const ListRequest &request)
{
    QList<TextTable::Heading> result;
    for (const int index : request.columns) {
        const Query::Column &column = Query::columnsOf(request.kind)[index];
        const bool isNumber = column.type == Query::ColumnType::Number;
        result.append({Query::titleOf(column), isNumber ? TextTable::Alignment::Right : TextTable::Alignment::Left});
    }
    return result;
}

} // namespace

ListOutput::ListOutput(const ListRequest &request, bool several, Console &console)
    : m_request(request)
    , m_several(several)
    , m_console(console)
    , m_array(console)
    , m_table(headings(request))
{ }

QByteArray ListOutput::element(const QString &tenantName, const Query::Record &record) const
{
    const QByteArray object = Json::masked(record.original, m_secrets);
    if (!m_several) {
        return object;
    }
    return "{\"tenant\":" + QByteArray::fromStdString(nlohmann::json(tenantName.toStdString()).dump())
        + ",\"object\":" + object + '}';
}

bool ListOutput::add(const QString &tenantName, const Query::Record &record)
{
    if (m_request.json) {
        return m_array.add(element(tenantName, record));
    }
    QStringList cells;
    for (const int index : m_request.columns) {
        cells.append(Query::textOf(record.cells.value(index)));
    }
    m_table.add(cells);
    return true;
}

void ListOutput::close(bool nothingRead)
{
    if (nothingRead) {
        return;
    }
    if (m_request.json) {
        m_array.close();
    } else {
        m_console.write(m_table.text(m_console.isTerminal() ? widestCell : 0));
    }
}

} // namespace Cli
