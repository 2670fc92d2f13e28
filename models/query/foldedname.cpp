#include "query/foldedname.h"

#include <algorithm>

namespace Query {

namespace {

/// Letters that Unicode does not take apart into a plain one and a mark, as people type them without.
QStringView plainLetters(char16_t letter)
{
    switch (letter) {
    case u'ł':
        return u"l";
    case u'đ':
    case u'ð':
        return u"d";
    case u'ø':
        return u"o";
    case u'ħ':
        return u"h";
    case u'ŧ':
        return u"t";
    case u'ı':
        return u"i";
    case u'æ':
        return u"ae";
    case u'œ':
        return u"oe";
    case u'ß':
        return u"ss";
    case u'þ':
        return u"th";
    default:
        return {};
    }
}

bool isBlank(QChar unit)
{
    return unit.isSpace() || unit.category() == QChar::Other_Control;
}

bool isUnseen(QChar unit)
{
    return unit.isMark() || unit.category() == QChar::Other_Format;
}

void append(QString &folded, QChar unit)
{
    if (!isBlank(unit)) {
        folded.append(unit);
    } else if (!folded.isEmpty() && folded.back() != u' ') {
        folded.append(u' ');
    }
}

QString trimmedAtEnd(QString folded)
{
    if (folded.endsWith(u' ')) {
        folded.chop(1);
    }
    return folded;
}

} // namespace

QString foldedName(QStringView name)
{
    QString folded;
    folded.reserve(name.size());
    // Nearly every name, and nearly every id.
    const bool isAscii = std::all_of(name.begin(), name.end(), [](QChar unit) { return unit.unicode() < 0x80; });
    if (isAscii) {
        for (const QChar unit : name) {
            append(folded, unit >= u'A' && unit <= u'Z' ? QChar(char16_t(unit.unicode() + (u'a' - u'A'))) : unit);
        }
        return trimmedAtEnd(folded);
    }
    const QString apart = name.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar unit : apart) {
        if (const QStringView plain = plainLetters(unit.unicode()); !plain.isEmpty()) {
            folded.append(plain);
        } else if (!isUnseen(unit)) {
            append(folded, unit);
        }
    }
    return trimmedAtEnd(folded);
}

} // namespace Query
