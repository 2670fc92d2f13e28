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
    if (name.size() > length) {
        name.truncate(length - 1);
        // A word that is cut says less than none, unless little else is there.
        if (const qsizetype space = name.lastIndexOf(u' '); space > length / 2) {
            name.truncate(space);
        } else if (name.back().isHighSurrogate()) {
            name.chop(1);
        }
        name += u'…';
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
