#include "query/record.h"

using namespace Qt::StringLiterals;

namespace Query {

QString textOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? u"true"_s : u"false"_s;
    }
    if (const auto *number = std::get_if<qint64>(&value)) {
        return QString::number(*number);
    }
    if (const auto *text = std::get_if<QString>(&value)) {
        return *text;
    }
    return {};
}

} // namespace Query
