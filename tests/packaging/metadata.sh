#!/bin/sh
# The desktop entry and the metainfo are valid, without even a hint.
set -eu
cd "$1/packaging"
status=0

for tool in desktop-file-validate appstreamcli; do
    if ! command -v "$tool" >/dev/null; then
        echo "skipped: $tool is not installed (packaging/dependencies names its package)"
        exit 77
    fi
done

hints=$(desktop-file-validate ./*.desktop 2>&1) || status=1
if [ -n "$hints" ]; then
    echo "$hints"
    status=1
fi
issues=$(appstreamcli validate --no-net --pedantic --no-color ./*.metainfo.xml 2>&1) || status=1
echo "$issues"
if ! echo "$issues" | grep -q 'Validation was successful\.$'; then
    status=1
fi
exit $status
