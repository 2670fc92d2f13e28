#include "ui/pages/overview.h"

#include "analysis/context.h"
#include "items/celltext.h"
#include "items/findingarranger.h"
#include "items/signin.h"
#include "json/application_json.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

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

/// Below the count that it is about.
void addLockUse(const Query::Record &record, std::optional<bool> mark, QList<Field> *fields)
{
    const auto count = std::find_if(fields->cbegin(), fields->cend(),
                                    [](const Field &field) { return field.label == translated("Database"); });
    const auto application = Json::parse(record.original);
    if (count == fields->cend() || !application) {
        return;
    }
    using enum Analysis::LockUse::Answer;
    const Analysis::LockUse use = Analysis::lockUseOf(mark, *application);
    const QString answer = use.answer == Yes
        ? use.isMarked ? translated("yes, as marked") : translated("yes, its login page starts it")
        : use.answer == No
        ? use.isMarked ? translated("no, as marked: the count is no finding") : translated("no, nobody signs in")
        : translated("not known: mark it under Lock in its menu");
    fields->insert(count - fields->cbegin() + 1, {translated("Uses Lock"), answer, false, {}, {}});
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

Overview overviewOf(const Query::Record &record, Query::Kind kind, const Domain::LockBands &bands,
                    std::optional<bool> lockMark)
{
    Overview overview;
    overview.title = Query::textAt(record, kind, u"name");
    if (kind == Query::Kind::Organizations) {
        overview.title = Query::textAt(record, kind, u"display_name");
    } else if (kind == Query::Kind::Logs) {
        overview.title = Query::textAt(record, kind, u"event");
    }
    if (overview.title.isEmpty()) {
        overview.title = record.id;
    }
    overview.subtitle = Query::textAt(record, kind, kind == Query::Kind::Connections ? u"strategy" : u"type");
    if (kind == Query::Kind::Applications) {
        overview.subtitle = Items::applicationTypeText(overview.subtitle);
    }
    const QList<Query::Column> &columns = Query::columnsOf(kind);
    for (int i = 0; i < columns.size() && i < record.cells.size(); ++i) {
        const Query::Column &column = columns.at(i);
        const bool isTold = column.id == "tenant"_L1 || column.id == "event"_L1
            || (column.id == "name"_L1 && overview.title != record.id && kind != Query::Kind::Organizations);
        if (isTold) {
            continue;
        }
        Field field{Query::titleOf(column), readableText(record.cells.at(i), column.type), false, {}, {}};
        field.isId = column.id == "id"_L1;
        if (const qint64 *count = std::get_if<qint64>(&record.cells.at(i)); count && column.id == "lock"_L1) {
            field.label = translated("Database");
            if (lockMark == false) {
                field.lines = {translated("%1 of %2").arg(field.value).arg(Domain::lockLimit)};
            } else if (Items::signsPeopleIn(record)) {
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
        addLockUse(record, lockMark, &overview.fields);
        addApplicationFields(record, &overview.fields);
    }
    return overview;
}

void addFindings(const QList<Domain::Finding> &findings, Query::Kind kind, const QString &id, QList<Field> *fields)
{
    QStringList lines;
    for (const Domain::Finding &finding : findings) {
        if (finding.subject.id == id && Items::tableOf(finding.subject.kind) == kind && !finding.waiver) {
            lines.append(translated("%1: %2").arg(Items::titleOf(finding.severity), finding.message));
        }
    }
    if (!lines.isEmpty()) {
        const bool startsWithId = !fields->isEmpty() && fields->first().isId;
        fields->insert(startsWithId ? 1 : 0, {translated("Findings"), {}, false, lines, {}});
    }
}

} // namespace Ui
