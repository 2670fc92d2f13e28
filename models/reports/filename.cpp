#include "reports/filename.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr qsizetype longest = 80;

/// Names that Windows gives to devices, whatever follows a dot.
bool isDevice(const QString &name)
{
    static const QStringList devices{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    return devices.contains(name)
        || (name.size() == 4 && (name.startsWith("com"_L1) || name.startsWith("lpt"_L1)) && name.back().isDigit());
}

} // namespace

QString fileNameFor(const QString &text)
{
    QString name;
    for (const QChar character : text.normalized(QString::NormalizationForm_KD).toLower()) {
        const char16_t code = character.unicode();
        if ((code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9') || code == u'_') {
            name += character;
        } else if (!character.isMark() && !name.isEmpty() && !name.endsWith(u'-')) {
            name += u'-';
        }
    }
    name.truncate(longest);
    while (name.endsWith(u'-')) {
        name.chop(1);
    }
    return name.isEmpty() || isDevice(name) ? u"report-"_s + name : name;
}

} // namespace Reports
