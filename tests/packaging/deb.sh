#!/bin/sh
# The Debian packages: they build, hold what they should, pass lintian, and start from a folder of their own.
set -eu
build="$2"
packages="$build/packages"
id=io.github.tenantry.tenantry
. "$1/tests/packaging/starts.sh"

rm -rf "$packages" # before anything can be skipped: what is installed next is what was built now
for tool in cpack dpkg-deb dpkg-shlibdeps lintian readelf; do
    command -v "$tool" >/dev/null || skip "$tool is not installed (packaging/dependencies names its package)"
done
for program in tenantry tenantry-cli; do
    [ -x "$build/bin/$program" ] || skip "$build/bin/$program is not built"
done

cd "$build"
cpack -G DEB >"$build/cpack.log" 2>&1 || { cat "$build/cpack.log"; fail "cpack -G DEB"; }
window=$(ls "$packages"/tenantry_*.deb)
tool=$(ls "$packages"/tenantry-cli_*.deb)

echo "== contents"
holds() {
    dpkg-deb -c "$1" | awk '{ print $6 }' | grep -qx "\./$2" || fail "$(basename "$1") does not hold /$2"
}
holds "$window" usr/bin/tenantry
holds "$window" "usr/share/applications/$id.desktop"
holds "$window" "usr/share/metainfo/$id.metainfo.xml"
holds "$window" "usr/share/icons/hicolor/scalable/apps/$id.svg"
holds "$window" "usr/share/icons/hicolor/symbolic/apps/$id-symbolic.svg"
for size in 16 22 24 32 48 64 128 256 512; do
    holds "$window" "usr/share/icons/hicolor/${size}x$size/apps/$id.png"
done
holds "$window" usr/share/doc/tenantry/copyright
holds "$tool" usr/bin/tenantry-cli
holds "$tool" usr/share/doc/tenantry-cli/copyright
dpkg-deb -c "$tool" | grep -q hicolor && fail "tenantry-cli carries the window's icons"
dpkg-deb -c "$window" | grep -q bin/tenantry-cli && fail "tenantry carries the command line tool"

echo "== dependencies, computed"
dpkg-deb -f "$window" Package Depends
dpkg-deb -f "$tool" Package Depends
dpkg-deb -f "$window" Depends | grep -q libqt6widgets6 || fail "tenantry does not depend on Qt Widgets"
dpkg-deb -f "$tool" Depends | grep -q libqt6core6 || fail "tenantry-cli does not depend on Qt Core"
for package in "$window" "$tool"; do
    dpkg-deb -f "$package" Depends | grep -q libqt6sql6-sqlite || fail "$(basename "$package") cannot keep snapshots"
done
dpkg-deb -f "$tool" Depends | grep -q libqt6widgets6 && fail "tenantry-cli depends on the window's library"
dpkg-deb -f "$tool" Depends | grep -q fonts-inter || fail "tenantry-cli has no font for its pages"
for package in "$window" "$tool"; do
    dpkg-deb -f "$package" Recommends | grep -q fonts-noto-cjk || fail "$(basename "$package") shows boxes for names in Chinese"
done

echo "== lintian"
lintian --fail-on error --tag-display-limit 0 --allow-root "$window" "$tool" || fail "lintian"

echo "== in a folder of its own"
root="$build/packages/root"
dpkg-deb -x "$window" "$root"
dpkg-deb -x "$tool" "$root"
for program in tenantry tenantry-cli; do
    readelf -d "$root/usr/bin/$program" | grep -E 'RPATH|RUNPATH' && fail "$program has a library path of the machine it was built on"
done
starts "$root/usr/bin"
# Where install.sh can, it lets the installed one draw.
[ "$(id -u)" = 0 ] || draws "$root/usr/bin"
