#pragma once

#include <QSet>
#include <QString>

namespace Policy {

/// A few words that everybody knows to be common passwords, in lower case. Written for Tenantry: no published list is
/// copied, since most of those come without a licence.
const QSet<QString> &commonPasswords();

} // namespace Policy
