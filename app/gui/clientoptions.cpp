#include "gui/clientoptions.h"

namespace Gui {

Api::ClientOptions clientOptions(const Domain::TenantProfile &profile, const Settings::Preferences &preferences)
{
    Api::ClientOptions options;
    options.transport.caFile = profile.caFile.isEmpty() ? preferences.caFile : profile.caFile;
    const bool isProduction = profile.environment == Domain::Environment::Production;
    const double usual = isProduction ? preferences.productionReserve : 0;
    options.leftToOthers = profile.reservedShare >= 0 ? profile.reservedShare : usual;
    return options;
}

} // namespace Gui
