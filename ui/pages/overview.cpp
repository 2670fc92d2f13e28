#include "ui/pages/overview.h"

#include "json/application_json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

QString cell(const Query::Record &record, Query::Kind kind, QLatin1StringView column)
{
    const int index = Query::columnIndex(kind, QString(column));
    return index < 0 || index >= record.cells.size() ? QString() : Query::textOf(record.cells.at(index));
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Ui", text);
}

void addApplicationFields(const Query::Record &record, QList<Field> *fields)
{
    const auto application = Json::readApplication(record.original);
    if (!application) {
        return;
    }
    fields->append({translated("Description"), application->description, false, {}, {}});
    fields->append({translated("Callback URLs"), {}, false, application->callbacks, {}});
    fields->append({translated("Logout URLs"), {}, false, application->allowedLogoutUrls, {}});
}

} // namespace

QString readableText(const Query::Value &value, Query::ColumnType type)
{
    if (const bool *flag = std::get_if<bool>(&value)) {
        return *flag ? translated("yes") : translated("no");
    }
    if (const qint64 *number = std::get_if<qint64>(&value)) {
        return QLocale().toString(*number);
    }
    QString text = Query::textOf(value);
    if (type == Query::ColumnType::Time && !text.isEmpty()) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : text;
    }
    return text;
}

Overview overviewOf(const Query::Record &record, Query::Kind kind)
{
    Overview overview;
    overview.title = cell(record, kind, "name"_L1);
    if (kind == Query::Kind::Organizations) {
        overview.title = cell(record, kind, "display_name"_L1);
    } else if (overview.title.isEmpty()) {
        overview.title = record.id;
    }
    overview.subtitle = cell(record, kind, kind == Query::Kind::Connections ? "strategy"_L1 : "type"_L1);
    const QList<Query::Column> &columns = Query::columnsOf(kind);
    for (int i = 0; i < columns.size() && i < record.cells.size(); ++i) {
        const Query::Column &column = columns.at(i);
        const bool isTold = column.id == "tenant"_L1
            || (column.id == "name"_L1 && overview.title != record.id && kind != Query::Kind::Organizations);
        if (isTold) {
            continue;
        }
        Field field{Query::titleOf(column), readableText(record.cells.at(i), column.type), false, {}, {}};
        field.isId = column.id == "id"_L1;
        if (const qint64 *count = std::get_if<qint64>(&record.cells.at(i)); count && column.id == "lock"_L1) {
            field.label = translated("Database");
            field.lockCount = *count;
        }
        if (field.isId) {
            overview.fields.prepend(field);
        } else {
            overview.fields.append(field);
        }
    }
    if (kind == Query::Kind::Applications) {
        addApplicationFields(record, &overview.fields);
    }
    return overview;
}

} // namespace Ui
