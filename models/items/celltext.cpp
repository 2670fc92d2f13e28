#include "items/celltext.h"

#include "items/roles.h"
#include "items/translation.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Items {

QString displayText(const Query::Column &column, const Query::Value &value)
{
    if (std::holds_alternative<std::monostate>(value)) {
        return {};
    }
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? tr("Yes") : tr("No");
    }
    if (column.type == Query::ColumnType::Time) {
        const QDateTime time = QDateTime::fromString(Query::textOf(value), Qt::ISODateWithMs);
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    }
    return Query::textOf(value);
}

QVariant valueOf(const Query::Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag;
    }
    if (const auto *number = std::get_if<qint64>(&value)) {
        return *number;
    }
    if (const auto *text = std::get_if<QString>(&value)) {
        return *text;
    }
    return {};
}

QVariant columnHeader(Query::Kind kind, int section, Qt::Orientation orientation, int role)
{
    const QList<Query::Column> &columns = Query::columnsOf(kind);
    if (orientation != Qt::Horizontal || section < 0 || section >= columns.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return Query::titleOf(columns.at(section));
    }
    return role == ColumnIdRole ? QVariant(QString(columns.at(section).id)) : QVariant();
}

} // namespace Items
