#pragma once

#include "policy/policysetting.h"

#include <QByteArray>

namespace Policy {

/// A named set of settings, to apply to connections and to compare them with. It may name settings of both generations:
/// each connection takes those that its own can hold. A value.
struct PolicyTemplate
{
    QString id; ///< of a given one; empty for a user's own
    QString name;
    QString source; ///< where the settings come from, for a person
    QList<Edit> edits;

    friend bool operator==(const PolicyTemplate &, const PolicyTemplate &) = default;
};

/// The templates that come with the program. Each names its source.
const QList<PolicyTemplate> &givenTemplates();

/// Reads a template file: {"name", "source", "settings": {key: value}}, with numbers, booleans, lists and words as
/// JSON. The error says what is wrong with it, for a person.
tl::expected<PolicyTemplate, QString> readTemplate(const QByteArray &text);
QByteArray writeTemplate(const PolicyTemplate &policyTemplate);

} // namespace Policy
