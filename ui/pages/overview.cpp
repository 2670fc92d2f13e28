#include "ui/pages/overview.h"

#include "items/celltext.h"
#include "items/signin.h"
#include "json/application_json.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

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

Overview overviewOf(const Query::Record &record, Query::Kind kind, const Domain::LockBands &bands)
{
    Overview overview;
    overview.title = Query::textAt(record, kind, u"name");
    if (kind == Query::Kind::Organizations) {
        overview.title = Query::textAt(record, kind, u"display_name");
    } else if (overview.title.isEmpty()) {
        overview.title = record.id;
    }
    overview.subtitle = Query::textAt(record, kind, kind == Query::Kind::Connections ? u"strategy" : u"type");
    if (kind == Query::Kind::Applications) {
        overview.subtitle = Items::applicationTypeText(overview.subtitle);
    }
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
            if (Items::signsPeopleIn(record)) {
                field.lockCount = *count;
                field.lockLevel = Domain::lockLevelOf(*count, bands);
            } else {
                field.lines = {translated("%1 of %2").arg(field.value).arg(Domain::lockLimit), Items::noSignInText()};
            }
        }
        if (kind == Query::Kind::Applications && column.id == "type"_L1) {
            field.value = Items::applicationTypeText(field.value);
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
