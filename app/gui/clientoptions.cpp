#include "gui/clientoptions.h"

#include "settings/profilerules.h"

namespace Gui {

Api::ClientOptions clientOptions(const Domain::TenantProfile &profile, const Settings::Preferences &preferences)
{
    Api::ClientOptions options;
    options.transport.caFile = profile.caFile.isEmpty() ? preferences.caFile : profile.caFile;
    options.leftToOthers = Settings::shareLeftToOthers(profile, preferences);
    return options;
}

} // namespace Gui
