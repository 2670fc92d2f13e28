#pragma once

#include "change/plan.h"
#include "json/value.h"

#include <tl/expected.hpp>

namespace Change {

/// Plans as a file holds them: one JSON object `{"format": "tenantry-plan", "version": 1, "plans": [...]}`, one plan
/// per Auth0 tenant. Secrets are masked.
QByteArray writePlans(const QList<Plan> &plans, const Json::SecretKeys &secrets);
/// Reads them back; the error says what is wrong with the text, for a person.
tl::expected<QList<Plan>, QString> readPlans(const QByteArray &text);

/// One plan as JSON, with the requests of its preview (bodies masked) where the objects are at hand.
Json::Value toJson(const Plan &plan, const Json::SecretKeys &secrets);
tl::expected<Plan, QString> planFrom(const Json::Value &json);

Json::Value toJson(const ObjectRef &object);
std::optional<ObjectRef> objectFrom(const Json::Value &json);
Json::Value toJson(const Json::LeafChange &change);
std::optional<Json::LeafChange> leafChangeFrom(const Json::Value &json);

} // namespace Change
