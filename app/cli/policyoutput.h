#pragma once

#include "cli/jsonarray.h"
#include "cli/recordoutput.h"
#include "cli/texttable.h"

namespace Policy {
struct PolicyRow;
}

namespace Cli {

class Console;

/// Where the connections of `policy show` go: one row per database connection, as JSON while they come or as a table at
/// the end. A row holds no secret.
class PolicyOutput : public RecordOutput
{
public:
    /// `several`: the table says which Auth0 tenant each row belongs to, as JSON always does.
    PolicyOutput(bool json, bool several, Console &console);

    bool add(const QString &tenantName, const Query::Record &record) override;
    void close(bool nothingRead) override;

private:
    QStringList cells(const QString &tenantName, const Policy::PolicyRow &row) const;

    bool m_json;
    bool m_several;
    Console &m_console;
    JsonArray m_array;
    TextTable m_table;
    int m_withoutOptions = 0;
};

} // namespace Cli
