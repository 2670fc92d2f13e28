#include "reports/celltext.h"

#include "reports/translation.h"

#include "query/visibletext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Reports {

QString readable(Query::ColumnType type, const Query::Value &value)
{
    if (type == Query::ColumnType::Time) {
        const QDateTime time = timeOf(value);
        return time.isValid() ? time.toString(u"yyyy-MM-dd HH:mm"_s) : readable(value);
    }
    return readable(value);
}

QString readable(const Query::Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value)) {
        return *flag ? tr("yes") : tr("no");
    }
    if (const auto *number = std::get_if<qint64>(&value)) {
        static const QLocale english(QLocale::English, QLocale::UnitedStates); // not this computer's: equal bytes
        return english.toString(*number);
    }
    return Query::visibleText(Query::textOf(value));
}

bool isCard(const Figure &fact)
{
    return fact.tone == Tone::Plain;
}

QString sentenceOf(const Figure &fact)
{
    const QString said = u"%1: %2."_s.arg(Query::visibleText(fact.label), readable(fact.value));
    return fact.note.isEmpty() ? said : u"%1 %2"_s.arg(said, Query::visibleText(fact.note));
}

QDateTime timeOf(const Query::Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text == nullptr ? QDateTime() : QDateTime::fromString(*text, Qt::ISODateWithMs).toUTC();
}

QLatin1StringView wordOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return "plain"_L1;
    case Tone::Muted:
        return "muted"_L1;
    case Tone::Ok:
        return "ok"_L1;
    case Tone::Watch:
        return "watch"_L1;
    case Tone::Near:
        return "near"_L1;
    case Tone::Full:
        return "full"_L1;
    case Tone::Over:
        return "over"_L1;
    }
    return {};
}

} // namespace Reports
