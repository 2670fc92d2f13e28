#include "reports/words.h"

#include "reports/translation.h"

#include "analysis/check.h"
#include "analysis/customerwaytitle.h"
#include "policy/policytitles.h"
#include "query/typewords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Reports {

namespace {

using Domain::CustomerWay;

constexpr std::pair<QLatin1StringView, const char *> changedKinds[] = {
    {"application"_L1, QT_TRANSLATE_NOOP("Reports", "Application")},
    {"connection"_L1, QT_TRANSLATE_NOOP("Reports", "Connection")},
    {"connection-clients"_L1, QT_TRANSLATE_NOOP("Reports", "Connection")},
    {"organization"_L1, QT_TRANSLATE_NOOP("Reports", "Organization")},
    {"organization-connections"_L1, QT_TRANSLATE_NOOP("Reports", "Organization")},
    {"user"_L1, QT_TRANSLATE_NOOP("Reports", "User")},
    {"user-organizations"_L1, QT_TRANSLATE_NOOP("Reports", "User")},
};

constexpr CustomerWay allWays[] = {CustomerWay::Connection, CustomerWay::Application, CustomerWay::AppMetadata,
                                   CustomerWay::Tenant, CustomerWay::Organization};

/// A word of a policy; where a connection holds two policies, those of both: "allow | block".
template <typename One> QString ofEach(const QString &text, One one)
{
    QStringList told;
    for (const QString &word : text.split(u" | "_s)) {
        told.append(one(word));
    }
    return told.join(u" | "_s);
}

QString takenWords(const QString &text)
{
    return ofEach(text, [](const QString &word) {
        return word == "allow"_L1 || word == "off"_L1 ? tr("accepted")
            : word == "block"_L1 || word == "on"_L1   ? tr("refused")
                                                      : word;
    });
}

QString dictionaryWords(const QString &text)
{
    return ofEach(text, [](const QString &word) {
        return word == "off"_L1    ? tr("accepted")
            : word == "en_10k"_L1  ? tr("10,000 are refused")
            : word == "en_100k"_L1 ? tr("100,000 are refused")
            : word == "on"_L1      ? tr("refused")
                                   : word;
    });
}

} // namespace

QString wayWords(const QString &ways)
{
    const QStringList words = ways.split(u", "_s);
    std::set<CustomerWay> known;
    for (const CustomerWay way : allWays) {
        if (words.contains(QString(Domain::wordOf(way)))) {
            known.insert(way);
        }
    }
    return Analysis::titleOf(known);
}

QString checkWords(const QString &check)
{
    const Analysis::Check *known = Analysis::findCheck(check);
    return known == nullptr ? check : Analysis::titleOf(*known);
}

QString deviationWords(const QString &text)
{
    static const QRegularExpression named(u"(?:^|: |; )([a-z_]+)(?= )"_s);
    QString told;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : named.globalMatch(text)) {
        if (const std::optional<Policy::Key> key = Policy::keyFor(match.capturedView(1))) {
            told += text.sliced(end, match.capturedStart(1) - end) + Policy::titleOf(*key);
            end = match.capturedEnd(1);
        }
    }
    return told + text.sliced(end);
}

QString changedKindWords(const QString &kind)
{
    for (const auto &[word, title] : changedKinds) {
        if (kind == word) {
            return tr(title);
        }
    }
    return kind;
}

Words wordsFor(Query::Kind kind, QStringView column)
{
    if (kind == Query::Kind::Applications && column == u"type") {
        return Query::applicationTypeText;
    }
    if (kind != Query::Kind::Policies) {
        return nullptr;
    }
    return column == u"deviating"                                        ? deviationWords
        : column == u"dictionary"                                        ? dictionaryWords
        : column == u"identical_characters" || column == u"profile_data" ? takenWords
                                                                         : nullptr;
}

} // namespace Reports
