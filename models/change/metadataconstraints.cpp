#include "change/metadataconstraints.h"

#include "change/schemadocument.h"
#include "change/translation.h"

#include <QDate>
#include <QDeadlineTimer>

#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>

#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Change {

namespace {

using valijson::adapters::Adapter;

/// For what could not be counted well.
constexpr auto longestTime = 3s;
/// valijson compiles a pattern of names anew for each object.
constexpr qint64 looksToCompile = 500;
/// A comparison under the limit of patternOf() that just does not reach it.
constexpr qint64 looksToMatch = 100;

struct Budget
{
    qint64 looks = mostLooks;
    QDeadlineTimer time{longestTime};
};

Budget &budget()
{
    thread_local Budget left;
    return left;
}

void look(qint64 times)
{
    if ((budget().looks -= times) < 0 || budget().time.hasExpired()) {
        throw std::runtime_error(tr("it would take too long. Make the schema simpler.").toStdString());
    }
}

qint64 sizeOfValue(const Adapter &value)
{
    return 1 + qint64(value.isArray() ? value.getArraySize() : value.isObject() ? value.getObjectSize() : 0);
}

/// What a comparison of the whole value looks at.
qint64 depthOfValue(const Adapter &value)
{
    qint64 nodes = 1;
    if (value.isArray()) {
        value.applyToArray([&nodes](const Adapter &item) {
            nodes += depthOfValue(item);
            return true;
        });
    } else if (value.isObject()) {
        value.applyToObject([&nodes](const std::string &, const Adapter &member) {
            nodes += depthOfValue(member);
            return true;
        });
    } else if (value.isString()) {
        nodes += qint64(value.asString().size() / 64);
    }
    return nodes;
}

/// A constraint of our own within valijson.
template <typename Derived> class OwnConstraint : public valijson::constraints::PolyConstraint
{
private:
    Constraint *cloneInto(void *place) const override
    {
        return new (place) Derived(static_cast<const Derived &>(*this));
    }
    std::size_t sizeOf() const override { return sizeof(Derived); }
};

/// Counts what its schema makes valijson look at.
class LookCount : public OwnConstraint<LookCount>
{
public:
    explicit LookCount(const Adapter &keyword)
        : m_listed(sizeOfValue(keyword))
    { }

    bool validate(const Adapter &target, const std::vector<std::string> & /*context*/,
                  valijson::ValidationResults * /*results*/) const override
    {
        look(m_listed * sizeOfValue(target));
        return true;
    }

private:
    qint64 m_listed;
};

/// The same of `patternProperties`, each of which is compared with each name.
class NamesCount : public OwnConstraint<NamesCount>
{
public:
    explicit NamesCount(const Adapter &keyword)
    {
        if (keyword.isObject()) {
            keyword.applyToObject([this](const std::string &pattern, const Adapter &) {
                m_once += looksToCompile;
                m_perName += looksAtName(pattern).value_or(mostLooks);
                return true;
            });
        }
    }

    bool validate(const Adapter &target, const std::vector<std::string> & /*context*/,
                  valijson::ValidationResults * /*results*/) const override
    {
        look(target.isObject() ? m_once + m_perName * sizeOfValue(target) : 0);
        return true;
    }

private:
    qint64 m_once = 0;
    qint64 m_perName = 0;
};

/// The same of `uniqueItems`: each item is compared with each, and each pair that is the same is told.
class ItemsCount : public OwnConstraint<ItemsCount>
{
public:
    explicit ItemsCount(const Adapter &keyword)
        : m_isAsked(keyword.isBool() && keyword.asBool())
    { }

    bool validate(const Adapter &target, const std::vector<std::string> & /*context*/,
                  valijson::ValidationResults * /*results*/) const override
    {
        look(m_isAsked && target.isArray() ? 4 * sizeOfValue(target) * depthOfValue(target) : 0);
        return true;
    }

private:
    bool m_isAsked;
};

class PatternConstraint : public OwnConstraint<PatternConstraint>
{
public:
    explicit PatternConstraint(const Adapter &keyword)
        : m_pattern(patternOf(keyword.isString() ? keyword.asString() : std::string("(")))
    {
        if (!m_pattern.isValid()) {
            throw std::runtime_error("a pattern is no regular expression");
        }
    }

    bool validate(const Adapter &target, const std::vector<std::string> &context,
                  valijson::ValidationResults *results) const override
    {
        if (!target.isString()) {
            return true;
        }
        const QString text = Json::toQString(target.asString());
        look(looksToMatch + text.size() / 64);
        const QRegularExpressionMatch match = m_pattern.match(text);
        if (!match.isValid()) {
            throw std::runtime_error(tr("a pattern takes too long for a text. Make it simpler.").toStdString());
        }
        if (!match.hasMatch() && results) {
            results->pushError(context, "Failed to match the pattern.");
        }
        return match.hasMatch();
    }

private:
    QRegularExpression m_pattern;
};

/// `date`, `time` and `date-time` of RFC 3339; the other formats are hints for people.
class FormatConstraint : public OwnConstraint<FormatConstraint>
{
public:
    explicit FormatConstraint(const Adapter &keyword)
        : m_format(keyword.isString() ? keyword.asString() : std::string())
    {
        if (m_format.empty()) {
            throw std::runtime_error("a format is no text");
        }
        static const QString date = u"\\d+-(?<month>\\d\\d)-(?<day>\\d\\d)"_s;
        static const QString time
            = u"([01]\\d|2[0-3]):[0-5]\\d:([0-5]\\d|60)(\\.\\d+)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)"_s;
        m_pattern.setPattern(m_format == "date"            ? u"\\A%1\\z"_s.arg(date)
                                 : m_format == "time"      ? u"\\A%1\\z"_s.arg(time)
                                 : m_format == "date-time" ? u"\\A%1T%2\\z"_s.arg(date, time)
                                                           : QString());
        m_pattern.setPatternOptions(QRegularExpression::CaseInsensitiveOption); // "t" and "z" are taken
    }

    bool validate(const Adapter &target, const std::vector<std::string> &context,
                  valijson::ValidationResults *results) const override
    {
        if (m_pattern.pattern().isEmpty() || !target.isString()) {
            return true;
        }
        const QString text = Json::toQString(target.asString());
        look(looksToMatch + text.size() / 64);
        const QRegularExpressionMatch match = m_pattern.match(text);
        constexpr int leapYear = 2000; // whether the year is one is not looked at
        const bool isFine = match.hasMatch()
            && (m_format == "time"
                || QDate::isValid(leapYear, match.captured(u"month").toInt(), match.captured(u"day").toInt()));
        if (!isFine && results) {
            results->pushError(context, "String should be a valid " + m_format);
        }
        return isFine;
    }

private:
    std::string m_format;
    QRegularExpression m_pattern;
};

template <typename Made> class Builder : public valijson::ConstraintBuilder
{
public:
    valijson::constraints::Constraint *make(const Adapter &keyword) const override { return new Made(keyword); }
};

} // namespace

void startLooking()
{
    budget() = Budget();
}

void addOwnConstraints(valijson::SchemaParser &parser)
{
    // Every schema that leads to others has one of these.
    for (const char *key : {"allOf", "anyOf", "oneOf", "not", "if", "properties", "additionalProperties", "items",
                            "contains", "propertyNames", "dependencies", "enum"}) {
        parser.addConstraintBuilder(key, new Builder<LookCount>());
    }
    parser.addConstraintBuilder("patternProperties", new Builder<NamesCount>());
    parser.addConstraintBuilder("uniqueItems", new Builder<ItemsCount>());
    parser.addConstraintBuilder(patternKey, new Builder<PatternConstraint>());
    parser.addConstraintBuilder(formatKey, new Builder<FormatConstraint>());
}

} // namespace Change
