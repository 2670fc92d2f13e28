#!/bin/sh
# The Debian packages that deb.sh built: they install, start and go away without a trace.
set -eu
build="$2"
packages="$build/packages"
id=io.github.tenantry.tenantry
. "$1/tests/packaging/starts.sh"

window=$(ls "$packages"/tenantry_*.deb 2>/dev/null) || skip "no package was built (packaging_deb does)"
tool=$(ls "$packages"/tenantry-cli_*.deb 2>/dev/null) || skip "no package was built (packaging_deb does)"
[ "$(id -u)" = 0 ] || skip "installing with dpkg needs root"
for package in tenantry tenantry-cli; do
    if dpkg-query -W "$package" >/dev/null 2>&1; then
        skip "$package is installed here already, and a test does not replace it"
    fi
done

trap 'dpkg --purge tenantry tenantry-cli >/dev/null 2>&1 || true' EXIT
dpkg -i "$window" "$tool" || fail "dpkg -i"
starts /usr/bin
draws /usr/bin
dpkg --purge tenantry tenantry-cli || fail "dpkg --purge"
trap - EXIT
left=$(find /usr/bin/tenantry /usr/bin/tenantry-cli /usr/share/doc/tenantry /usr/share/doc/tenantry-cli \
    /usr/share/applications/$id.desktop /usr/share/icons/hicolor -name '*tenantry*' 2>/dev/null || true)
[ -z "$left" ] || fail "removing left $left"
