#pragma once

#include <QString>

/// Files given to the project's developers that are no part of it: Auth0's OpenAPI document and recorded objects.
namespace SharedData {

/// Path of a shared file: under $TENANTRY_SHARED, or `shared/` beside the source folder. Empty where it is absent; the
/// test then says so and skips.
QString path(const QString &name);

} // namespace SharedData

/// Skips the test function, saying which file it lacks.
#define REQUIRE_SHARED(variable, name)                                                                                 \
    const QString variable = SharedData::path(name);                                                                   \
    if (variable.isEmpty()) {                                                                                          \
        QSKIP(qPrintable(QStringLiteral("shared data is absent: ") + (name)));                                         \
    }
