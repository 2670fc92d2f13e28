#include "cli/failure.h"

#include "api/apierror.h"
#include "query/nearestword.h"

#include <QCoreApplication>

namespace Cli {

tl::unexpected<Failure> usage(const QString &happened, const QString &why, const QString &advice)
{
    return tl::make_unexpected(Failure{ExitCode::Usage, happened, why, advice});
}

Failure failureOf(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    const bool credentials = error.kind == Kind::Auth || error.kind == Kind::Scope || error.kind == Kind::Forbidden;
    ExitCode code = credentials ? ExitCode::Authentication : ExitCode::Network;
    if (error.kind == Kind::InvalidInput || error.kind == Kind::ReadOnly) {
        code = ExitCode::Usage;
    }
    return {code, error.happened(), error.why(), error.advice()};
}

QString meaning(const QString &word, const QStringList &known, const QString &advice)
{
    const QString nearest = Query::nearestWord(word, known);
    return nearest.isEmpty() ? advice
                             : QCoreApplication::translate("Cli", "Did you mean “%1”? %2").arg(nearest, advice);
}

QString textOf(const Failure &failure)
{
    return QStringList{failure.happened, failure.why, failure.advice}.join(u' ').trimmed();
}

} // namespace Cli
