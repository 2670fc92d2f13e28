#pragma once

#include "cli/failure.h"
#include "cli/target.h"

#include "analysis/signinfacts.h"

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Cli {

/// Who cannot sign in, and where: application and organization by name or id.
struct DiagnoseRequest
{
    QString user;
    QString application;
    QString organization; ///< empty: none is meant
};
using OnFacts = std::function<void(const Outcome<Analysis::SignInFacts> &)>;

/// Finds what was named, and reads what a diagnosis needs. Calls back once, unless `context` goes first.
void readFacts(Api::ManagementClient &client, const Target &target, const DiagnoseRequest &request, QObject *context,
               const OnFacts &done);

} // namespace Cli
