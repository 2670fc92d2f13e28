#include "analysis/namepattern.h"

#include "analysis/translation.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

constexpr QLatin1StringView customerPlace("{customer}");
constexpr QLatin1StringView strategyPlace("{strategy}");
/// Each multiplies the ways in which a long name may be tried.
constexpr int maximumStars = 3;

} // namespace

QString NamePattern::problemIn(const QString &text)
{
    if (text.count(customerPlace) != 1) {
        return tr("Write {customer} once, where the customer’s name stands, as in {customer}-users.");
    }
    if (text.count(strategyPlace) > 1) {
        return tr("{strategy} may stand once.");
    }
    if (text.count(u'*') > maximumStars) {
        return tr("No more than %1 stars are possible.").arg(maximumStars);
    }
    if (text.size() > maximumLength) {
        return tr("The pattern is longer than %L1 characters, and so than any name in Auth0.").arg(maximumLength);
    }
    QString rest = text;
    rest.remove(customerPlace).remove(strategyPlace);
    if (rest.contains(u'{') || rest.contains(u'}')) {
        return tr("Only {customer} and {strategy} are known in braces.");
    }
    if (text.contains("{customer}*"_L1) || text.contains("*{customer}"_L1)) {
        return tr("Nothing tells where {customer} ends beside a star: put a separator between, as in {customer}-*.");
    }
    return {};
}

std::optional<NamePattern> NamePattern::from(const QString &text)
{
    if (!problemIn(text).isEmpty()) {
        return std::nullopt;
    }
    return NamePattern(text);
}

NamePattern::NamePattern(const QString &text)
    : m_hasStrategy(text.contains(strategyPlace))
{
    QString expression = QRegularExpression::escape(text);
    expression.replace(QRegularExpression::escape(customerPlace), "(?<customer>.+?)"_L1);
    expression.replace(QRegularExpression::escape(strategyPlace), "(?<strategy>.+)"_L1);
    expression.replace("\\*"_L1, ".*"_L1);
    if (m_hasStrategy) {
        expression += "\n\\k<strategy>"_L1; // see customerIn()
    }
    m_expression = QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                      QRegularExpression::CaseInsensitiveOption
                                          | QRegularExpression::UseUnicodePropertiesOption);
}

QString NamePattern::customerIn(const QString &name, const QString &strategy) const
{
    if (!m_hasStrategy) {
        return m_expression.match(name).captured(u"customer"_s);
    }
    if (strategy.isEmpty()) {
        return {};
    }
    // The strategy stands behind the name, so that one expression can ask for the same text twice.
    return m_expression.match(name + u'\n' + strategy).captured(u"customer"_s);
}

} // namespace Analysis
