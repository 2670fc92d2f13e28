#!/bin/sh
# The command line tool runs on a machine without a display: it needs neither Qt Widgets nor Qt Gui.
set -eu
tool="$2/bin/tenantry-cli"
if [ ! -x "$tool" ]; then
    echo "skipped: $tool is not built"
    exit 77
fi
needed=$(ldd "$tool")
echo "$needed"
if echo "$needed" | grep -E 'libQt6(Widgets|Gui|OpenGL|Svg)|libX11|libGL|not found'; then
    echo "tenantry-cli links what a machine without a display does not have"
    exit 1
fi
