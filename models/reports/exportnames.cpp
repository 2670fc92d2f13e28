#include "reports/exportnames.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

constexpr int markDigits = 8;
constexpr qsizetype longestWord = 60;

/// Names that each become a word of their own: Auth0 gives a name of a connection or an organization once. Several
/// applications may have one name.
bool isAlone(const QString &kind, const QString &name)
{
    static const QRegularExpression plain(u"\\A[a-z0-9]+(-[a-z0-9]+)*\\z"_s);
    return kind != "application"_L1 && name.size() <= longestWord && plain.match(name).hasMatch();
}

QString wordOf(const QString &name)
{
    QString word;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')) {
            word += c;
        } else if (!c.isMark() && !word.isEmpty() && !word.endsWith(u'_')) {
            word += u'_';
        }
    }
    word.truncate(longestWord);
    while (word.endsWith(u'_')) {
        word.chop(1);
    }
    return word;
}

} // namespace

QString markOf(const QString &id, int attempt)
{
    const QString text = attempt == 0 ? id : u"%1\n%2"_s.arg(id, QString::number(attempt));
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex())
        .first(markDigits);
}

QString exportWord(const QString &kind, const QString &name, const QString &id)
{
    const QString word = wordOf(name);
    return isAlone(kind, name) ? word : u"%1__%2"_s.arg(word, markOf(id));
}

QString ExportLabels::unique(const QString &kind, const QString &name, const QString &id)
{
    QString label = exportWord(kind, name, id);
    if (label.front().isDigit() || label.startsWith(u'_')) {
        label.prepend(u'_'); // a name does not begin so
    }
    QString chosen = label;
    for (int attempt = 1; m_taken.contains(chosen); ++attempt) {
        chosen = u"%1__%2"_s.arg(label, markOf(id, attempt));
    }
    m_taken.insert(chosen);
    return chosen;
}

} // namespace Reports
