#pragma once

#include "reports/hcltext.h"
#include "reports/terraformschema.h"

#include <QString>

#include <map>

namespace Reports {

/// Writes objects of Auth0 as arguments and blocks of the provider, and counts the members that it has none for.
class TerraformWriter
{
public:
    /// `place`: of what is counted, "options."
    void write(HclWriter &out, const nlohmann::ordered_json &object, TerraformArguments arguments,
               const QString &place = {});
    /// "connection options.agentVersion" and the like, with how many objects have it.
    const std::map<QString, int> &unknown() const { return m_unknown; }
    void count(const QString &member) { ++m_unknown[member]; }

private:
    bool writeOne(HclWriter &out, const nlohmann::ordered_json &value, const TerraformArgument &argument,
                  const QString &place);

    std::map<QString, int> m_unknown;
};

/// The options of a connection as the provider's table has them: scopes in one list, the parts of an e-mail beside each
/// other.
nlohmann::ordered_json terraformOptions(const nlohmann::ordered_json &options, const QString &strategy);

} // namespace Reports
