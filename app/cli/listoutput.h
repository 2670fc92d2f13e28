#pragma once

#include "cli/jsonarray.h"
#include "cli/listrequest.h"
#include "cli/recordoutput.h"
#include "cli/texttable.h"

#include "json/mask.h"

namespace Cli {

class Console;

/// Where the objects of `list` go: a JSON array that is written as they come, or a table at the end.
class ListOutput : public RecordOutput
{
public:
    /// `several`: each JSON element says which Auth0 tenant it belongs to.
    ListOutput(const ListRequest &request, bool several, Console &console);

    bool add(const QString &tenantName, const Query::Record &record) override;
    void close(bool nothingRead) override;

private:
    QByteArray element(const QString &tenantName, const Query::Record &record) const;

    ListRequest m_request;
    bool m_several;
    Console &m_console;
    JsonArray m_array;
    TextTable m_table;
    Json::SecretKeys m_secrets = Json::SecretKeys::fromResource();
};

} // namespace Cli
