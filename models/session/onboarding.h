#pragma once

#include "analysis/limits.h"
#include "analysis/snapshot.h"
#include "change/onboarding.h"
#include "domain/customer.h"
#include "domain/locklimit.h"

namespace Session {

/// What a customer's name becomes in one Auth0 tenant, so that the tenant's rules find what is made. A value.
struct OnboardingNames
{
    QString key; ///< "acme-corp"
    QString connection;
    QString application;
    QString organization;
    Change::MetadataTexts connectionMetadata; ///< the keys that rules look at, each with the customer's key
    Change::MetadataTexts applicationMetadata;
    Change::MetadataTexts organizationMetadata;
    QStringList appMetadata; ///< places that rules look at in app_metadata: "tenant"

    friend bool operator==(const OnboardingNames &, const OnboardingNames &) = default;
};

/// What objects and metadata of a customer are named after: Domain::customerKeyOf() the name in the letters that Auth0
/// takes for names of connections and organizations ("Müller & Söhne": "mueller-soehne"). Where the name has none of
/// them, its key as it is, which no connection can be called.
QString onboardingKeyOf(const QString &customer);
/// Whether a customer of this key is the one: by what their objects are named after, or by the name itself.
bool isCalled(const QString &customer, const QString &key);

/// By the first rule of each kind; where a kind has none: the key itself, or the name for an application.
OnboardingNames onboardingNames(const QString &customer, const Domain::CustomerRules &rules);

/// What a way of holding the customer is not found by once all is made, in the words of the rules; for a person. Empty:
/// the customer will have exactly these objects.
QStringList unfoundBy(const Change::Onboarding &wanted, const Domain::CustomerRules &rules);

/// One thing that an onboarding brings nearer to a limit.
struct LimitForecast
{
    QString what; ///< "Portal: database connections that Lock shows"
    qint64 now = 0;
    qint64 then = 0;
    std::optional<qint64> limit; ///< nothing: Auth0 names none for the plan, or the plan is not known
    bool isOver() const { return limit && then > *limit; }

    friend bool operator==(const LimitForecast &, const LimitForecast &) = default;
};
/// "Portal: ... 50 → 51 of 50"
QString textOf(const LimitForecast &forecast);

/// What an onboarding makes of Lock's counts and of Auth0's limits of the tenant, and what cannot be told. A value.
struct OnboardingForecast
{
    QList<LimitForecast> limits;
    QStringList notes;

    QStringList over() const; ///< textOf() those that would be over
    friend bool operator==(const OnboardingForecast &, const OnboardingForecast &) = default;
};
OnboardingForecast forecastOf(const Change::Onboarding &wanted, const Analysis::Snapshot &snapshot,
                              const Domain::LockBands &bands = {});

/// Whether each new application gets every connection (tenant flag enable_client_connections, on where it is not said).
bool givesAllConnections(const QByteArray &settings);

} // namespace Session
