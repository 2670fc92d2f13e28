#!/bin/sh
# The command line tool runs on a machine without a display: it needs no Qt Widgets. Reports paint pages with Qt Gui, which
# draws without one (platform offscreen).
set -eu
tool="$2/bin/tenantry-cli"
if [ ! -x "$tool" ]; then
    echo "skipped: $tool is not built"
    exit 77
fi
needed=$(ldd "$tool")
echo "$needed"
if echo "$needed" | grep -E 'libQt6(Widgets|OpenGL)|not found'; then
    echo "tenantry-cli links the window's library, or one that is not there"
    exit 1
fi
env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM "$tool" report --help >/dev/null || {
    echo "tenantry-cli report does not start without a display"
    exit 1
}
