#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

namespace Analysis {

/// What is compared between two states of Auth0 tenants.
enum class ComparedKind { Settings, Application, Connection, Organization };

/// The word for a kind in files: settings, application... Not translated.
QLatin1StringView wordOf(ComparedKind kind);

/// What people call one of them, translated.
QString titleOf(ComparedKind kind);

/// The default that Auth0's documents name for the leaf at a JSON pointer, as compact JSON; empty where they name none.
QByteArray documentedDefault(ComparedKind kind, const QString &pointer);

} // namespace Analysis
