#include "gui/privatememory.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace Gui {

void keepMemoryPrivate()
{
    const rlimit none{0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    (void)mallopt(M_PERTURB, 0x5A);
}

} // namespace Gui
