#include "api/shelltext.h"

using namespace Qt::StringLiterals;

namespace Api {

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace Api
