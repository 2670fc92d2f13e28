#include "query/typewords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

struct TypeWord
{
    QLatin1StringView type;
    const char *word; ///< untranslated
};

constexpr TypeWord typeWords[] = {
    {"regular_web"_L1, QT_TRANSLATE_NOOP("Query", "Regular Web Application")},
    {"spa"_L1, QT_TRANSLATE_NOOP("Query", "Single Page Application")},
    {"native"_L1, QT_TRANSLATE_NOOP("Query", "Native")},
    {"non_interactive"_L1, QT_TRANSLATE_NOOP("Query", "Machine to Machine")},
};

} // namespace

QString applicationTypeText(const QString &type)
{
    const auto known = std::find_if(std::begin(typeWords), std::end(typeWords),
                                    [&type](const TypeWord &word) { return word.type == type; });
    return known == std::end(typeWords) ? type : QCoreApplication::translate("Query", known->word);
}

QStringList namedApplicationTypes()
{
    QStringList types;
    for (const TypeWord &word : typeWords) {
        types.append(word.type);
    }
    return types;
}

} // namespace Query
