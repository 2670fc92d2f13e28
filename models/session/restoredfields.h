#pragma once

#include "analysis/comparedfields.h"
#include "change/objectref.h"
#include "json/leafchange.h"

namespace Session {

/// What brings fields of an object back to what a snapshot has of them. A value.
struct RestoredFields
{
    struct Left
    {
        Json::Pointer field; ///< or what holds it
        QString reason;
    };
    QList<Json::LeafChange> changes;
    QList<Left> stays;
};

/// Only these fields change, and what the snapshot has no object for goes with the last of its values. `old` is the
/// object as the snapshot has it, `seen` as Auth0 sent it.
RestoredFields restoredFields(Analysis::ComparedKind kind, const Change::ObjectRef &object,
                              const QList<Analysis::FieldDifference> &fields, const QByteArray &old,
                              const QByteArray &seen, const Json::SecretKeys &secrets);

} // namespace Session
