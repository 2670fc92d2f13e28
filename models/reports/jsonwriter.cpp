#include "reports/celltext.h"
#include "reports/output.h"
#include "reports/writers.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Object = nlohmann::ordered_json;

std::string utf8(const QString &text)
{
    return text.toStdString();
}

Object jsonOf(const Query::Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag;
    }
    if (const auto *number = std::get_if<qint64>(&value)) {
        return *number;
    }
    if (const auto *text = std::get_if<QString>(&value)) {
        return utf8(*text);
    }
    return nullptr;
}

Object jsonOf(const Figures &figures)
{
    Object list = Object::array();
    for (const Figure &figure : figures) {
        Object object{{"id", utf8(figure.id)}, {"label", utf8(figure.label)}, {"value", jsonOf(figure.value)}};
        if (!figure.note.isEmpty()) {
            object["note"] = utf8(figure.note);
        }
        object["tone"] = wordOf(figure.tone).data();
        list.push_back(std::move(object));
    }
    return list;
}

const char *wordOf(Query::ColumnType type)
{
    switch (type) {
    case Query::ColumnType::Number:
        return "number";
    case Query::ColumnType::Flag:
        return "flag";
    case Query::ColumnType::Time:
        return "time";
    case Query::ColumnType::Identifier:
    case Query::ColumnType::Text:
        break;
    }
    return "text";
}

/// Writes a block as one line, and a table as one line a row.
class JsonBlocks
{
public:
    explicit JsonBlocks(Output &output)
        : m_output(output)
    { }

    void operator()(const Text &text)
    {
        put({{"type", "text"}, {"text", utf8(text.text)}, {"tone", wordOf(text.tone).data()}});
    }
    void operator()(const Figures &figures) { put({{"type", "figures"}, {"figures", jsonOf(figures)}}); }
    void operator()(const Chart &chart)
    {
        Object bars = Object::array();
        for (const Bar &bar : chart.bars) {
            Object object{{"label", utf8(bar.label)}, {"value", bar.value}};
            if (bar.limit) {
                object["limit"] = *bar.limit;
            }
            object["tone"] = wordOf(bar.tone).data();
            bars.push_back(std::move(object));
        }
        put({{"type", "chart"}, {"id", utf8(chart.id)}, {"title", utf8(chart.title)}, {"bars", std::move(bars)}});
    }
    void operator()(const Table &table)
    {
        Object columns = Object::array();
        for (const Column &column : table.columns) {
            columns.push_back({{"id", utf8(column.id)}, {"title", utf8(column.title)}, {"type", wordOf(column.type)}});
        }
        const Object head{{"type", "table"},
                          {"id", utf8(table.id)},
                          {"title", utf8(table.title)},
                          {"kind", utf8(table.kind)},
                          {"columns", std::move(columns)}};
        std::string text = head.dump();
        text.back() = ','; // instead of the brace that ends it
        m_output.put(text + R"("rows":[)");
        const char *separator = "\n";
        table.rows([this, &table, &separator](const Row &row) {
            Object cells = Object::object();
            for (qsizetype i = 0; i < table.columns.size(); ++i) {
                cells[utf8(table.columns.at(i).id)] = jsonOf(row.cells.at(i));
            }
            const Object object{{"id", utf8(row.id)}, {"name", utf8(row.name)}, {"cells", std::move(cells)}};
            m_output.put(separator + object.dump());
            separator = ",\n";
            return m_output.endRow();
        });
        m_output.put("\n]}");
    }

private:
    void put(const Object &object) { m_output.put(object.dump()); }

    Output &m_output;
};

} // namespace

Written writeJson(const Report &report, QIODevice &device, const Writing &writing)
{
    Output output(device, writing);
    const Object head{{"format", 1},
                      {"title", utf8(report.title)},
                      {"subtitle", utf8(report.subtitle)},
                      {"made", utf8(report.made.toString(Qt::ISODate))},
                      {"facts", jsonOf(report.facts)}};
    std::string text = head.dump();
    text.back() = ',';
    output.put(text + "\n\"sections\":[");
    const char *between = "\n";
    for (const Section &section : report.sections) {
        text = Object{{"id", utf8(section.id)}, {"title", utf8(section.title)}}.dump();
        text.back() = ',';
        output.put(between + text + R"("blocks":[)");
        between = ",\n";
        const char *separator = "\n";
        for (const Block &block : section.blocks) {
            output.put(QByteArrayView(separator));
            std::visit(JsonBlocks(output), block);
            separator = ",\n";
        }
        output.put("\n]}");
    }
    output.put("\n]}\n");
    return output.finish();
}

} // namespace Reports
