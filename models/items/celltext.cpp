#include "items/celltext.h"

#include "items/roles.h"
#include "items/translation.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Items {

namespace {

struct TypeWord
{
    QLatin1StringView type;
    const char *word; ///< untranslated
};

constexpr TypeWord typeWords[] = {
    {"regular_web"_L1, QT_TRANSLATE_NOOP("Items", "Regular Web Application")},
    {"spa"_L1, QT_TRANSLATE_NOOP("Items", "Single Page Application")},
    {"native"_L1, QT_TRANSLATE_NOOP("Items", "Native")},
    {"non_interactive"_L1, QT_TRANSLATE_NOOP("Items", "Machine to Machine")},
};

} // namespace

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

QString applicationTypeText(const QString &type)
{
    const auto known = std::find_if(std::begin(typeWords), std::end(typeWords),
                                    [&type](const TypeWord &word) { return word.type == type; });
    return known == std::end(typeWords) ? type : tr(known->word);
}

QStringList namedApplicationTypes()
{
    QStringList types;
    for (const TypeWord &word : typeWords) {
        types.append(word.type);
    }
    return types;
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
