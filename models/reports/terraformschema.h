#pragma once

#include <span>

namespace Reports {

struct TerraformArgument;
using TerraformArguments = std::span<const TerraformArgument>;

/// How a member of an object of Auth0 is written for the Terraform provider auth0/auth0. A value.
struct TerraformArgument
{
    enum class Shape {
        Value, ///< text, number or flag
        Text, ///< the same as a text: "true"
        List, ///< of values
        Map, ///< of texts, by name
        Block, ///< of `nested`
        Blocks, ///< one for each object of a list
        Encoded, ///< jsonencode(...)
    };

    const char *member; ///< as Auth0 calls it
    const char *argument; ///< as the provider calls it
    Shape shape = Shape::Value;
    TerraformArguments nested{};
};

/// The arguments of the resources, as the provider's documentation names them.
TerraformArguments terraformClient();
TerraformArguments terraformConnection();
TerraformArguments terraformConnectionOptions();
TerraformArguments terraformOrganization();
TerraformArguments terraformOrganizationConnection();

} // namespace Reports
