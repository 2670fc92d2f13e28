#include "domain/customer.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Domain {

namespace {

template <typename Kind> struct Word
{
    Kind kind;
    QLatin1StringView word;
};

constexpr auto objectWords = std::to_array<Word<CustomerObject::Kind>>({
    {CustomerObject::Kind::Connection, "connection"_L1},
    {CustomerObject::Kind::Application, "application"_L1},
    {CustomerObject::Kind::Organization, "organization"_L1},
});

constexpr auto ruleWords = std::to_array<Word<CustomerRule::Kind>>({
    {CustomerRule::Kind::ConnectionName, "connection-name"_L1},
    {CustomerRule::Kind::ConnectionMetadata, "connection-metadata"_L1},
    {CustomerRule::Kind::ApplicationName, "application-name"_L1},
    {CustomerRule::Kind::ApplicationMetadata, "application-metadata"_L1},
    {CustomerRule::Kind::OrganizationName, "organization-name"_L1},
    {CustomerRule::Kind::OrganizationMetadata, "organization-metadata"_L1},
    {CustomerRule::Kind::AppMetadata, "app-metadata"_L1},
    {CustomerRule::Kind::WholeTenant, "whole-tenant"_L1},
});

template <typename Kind, std::size_t count>
QLatin1StringView wordIn(const std::array<Word<Kind>, count> &words, Kind kind)
{
    for (const Word<Kind> &entry : words) {
        if (entry.kind == kind) {
            return entry.word;
        }
    }
    return {};
}

template <typename Kind, std::size_t count>
std::optional<Kind> kindIn(const std::array<Word<Kind>, count> &words, QStringView word)
{
    for (const Word<Kind> &entry : words) {
        if (entry.word == word) {
            return entry.kind;
        }
    }
    return std::nullopt;
}

bool separates(QChar character)
{
    return character.isSpace() || character == u'-' || character == u'_' || character == u'.';
}

} // namespace

QLatin1StringView wordOf(CustomerWay way)
{
    switch (way) {
    case CustomerWay::Connection:
        return "connection"_L1;
    case CustomerWay::Application:
        return "application"_L1;
    case CustomerWay::AppMetadata:
        return "app_metadata"_L1;
    case CustomerWay::Tenant:
        return "tenant"_L1;
    case CustomerWay::Organization:
        break;
    }
    return "organization"_L1;
}

QLatin1StringView wordOf(CustomerObject::Kind kind)
{
    return wordIn(objectWords, kind);
}

std::optional<CustomerObject::Kind> customerObjectKindFor(QStringView word)
{
    return kindIn(objectWords, word);
}

QLatin1StringView wordOf(CustomerRule::Kind kind)
{
    return wordIn(ruleWords, kind);
}

std::optional<CustomerRule::Kind> customerRuleKindFor(QStringView word)
{
    return kindIn(ruleWords, word);
}

CustomerWay wayOf(CustomerRule::Kind kind)
{
    switch (kind) {
    case CustomerRule::Kind::ConnectionName:
    case CustomerRule::Kind::ConnectionMetadata:
        return CustomerWay::Connection;
    case CustomerRule::Kind::ApplicationName:
    case CustomerRule::Kind::ApplicationMetadata:
        return CustomerWay::Application;
    case CustomerRule::Kind::OrganizationName:
    case CustomerRule::Kind::OrganizationMetadata:
        return CustomerWay::Organization;
    case CustomerRule::Kind::AppMetadata:
        return CustomerWay::AppMetadata;
    case CustomerRule::Kind::WholeTenant:
        break;
    }
    return CustomerWay::Tenant;
}

QString customerKeyOf(const QString &name)
{
    // By way of capitals, since a sharp s folds to itself and its capital to two letters.
    const QString folded = name.normalized(QString::NormalizationForm_KC).toUpper().toCaseFolded();
    QString key;
    key.reserve(folded.size());
    bool isBetween = false;
    for (const QChar character : folded) {
        if (separates(character)) {
            isBetween = !key.isEmpty();
            continue;
        }
        if (isBetween) {
            key += u'-';
            isBetween = false;
        }
        key += character;
    }
    return key;
}

} // namespace Domain
