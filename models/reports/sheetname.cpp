#include "reports/sheetname.h"

#include "query/visibletext.h"

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr qsizetype longest = 31;

QString fitting(QString name, qsizetype length)
{
    static const QString banned = u"[]:*?/\\"_s;
    name = Query::visibleText(name).simplified();
    for (QChar &character : name) {
        if (banned.contains(character)) {
            character = u'-';
        }
    }
    name.truncate(length);
    if (!name.isEmpty() && name.back().isHighSurrogate()) {
        name.chop(1);
    }
    while (name.startsWith(u'\'')) {
        name.remove(0, 1);
    }
    while (name.endsWith(u'\'') || name.endsWith(u' ')) {
        name.chop(1);
    }
    return name;
}

} // namespace

QString SheetNames::next(const QString &title)
{
    QString base = fitting(title, longest);
    if (base.isEmpty() || base.compare("History"_L1, Qt::CaseInsensitive) == 0) {
        base = u"Sheet"_s;
    }
    QString name = base;
    for (int number = 2; m_taken.contains(name.toCaseFolded()); ++number) {
        const QString suffix = u" (%1)"_s.arg(number);
        name = fitting(base, longest - suffix.size()) + suffix;
    }
    m_taken.insert(name.toCaseFolded());
    return name;
}

} // namespace Reports
