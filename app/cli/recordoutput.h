#pragma once

#include "query/record.h"

namespace Cli {

/// Where the objects that a command reads go, in their order.
class RecordOutput
{
public:
    RecordOutput() = default;
    virtual ~RecordOutput() = default;
    RecordOutput(const RecordOutput &) = delete;
    RecordOutput &operator=(const RecordOutput &) = delete;

    /// False once nothing can be written any more.
    virtual bool add(const QString &tenantName, const Query::Record &record) = 0;
    /// Writes what is left. `nothingRead`: no Auth0 tenant answered; then there is no result to print.
    virtual void close(bool nothingRead) = 0;
};

} // namespace Cli
