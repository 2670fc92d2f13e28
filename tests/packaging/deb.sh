#!/bin/sh
# The Debian packages: they build, hold what they should, pass lintian, install, start and go away without a trace.
set -eu
build="$2"
packages="$build/packages"
id=io.github.tenantry.tenantry

fail() {
    echo "FAILED: $1"
    exit 1
}

skip() {
    echo "skipped: $1"
    exit 77
}

for tool in cpack dpkg-deb dpkg-shlibdeps lintian readelf; do
    command -v "$tool" >/dev/null || skip "$tool is not installed (packaging/dependencies names its package)"
done
for program in tenantry tenantry-cli; do
    [ -x "$build/bin/$program" ] || skip "$build/bin/$program is not built"
done

rm -rf "$packages"
cd "$build"
cpack -G DEB >"$build/cpack.log" 2>&1 || { cat "$build/cpack.log"; fail "cpack -G DEB"; }
window=$(ls "$packages"/tenantry_*.deb)
tool=$(ls "$packages"/tenantry-cli_*.deb)

# Both programs as a user starts them, with a home of their own: the sandbox serves and stops in good order, the window
# draws itself.
starts() {
    home="$packages/home"
    rm -rf "$home"
    mkdir -p "$home/run"
    chmod 700 "$home/run"
    mkfifo "$home/ready"
    own() {
        env HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run" \
            QT_QPA_PLATFORM=offscreen "$@"
    }
    for program in tenantry tenantry-cli; do
        own "$1/$program" --version </dev/null || fail "$1/$program --version"
    done

    HOME="$home" "$1/tenantry-cli" sandbox </dev/null >"$home/ready" 2>"$home/errors" &
    sandbox=$!
    exec 3<"$home/ready"
    line=$(timeout 60 head -n 1 <&3) || true
    case "$line" in
    *'"url":"http://127.0.0.1:'*) ;;
    *)
        kill "$sandbox" 2>/dev/null || true
        cat "$home/errors"
        fail "$1/tenantry-cli sandbox said '$line' instead of its ready line"
        ;;
    esac
    kill -TERM "$sandbox"
    wait "$sandbox" || fail "$1/tenantry-cli sandbox ended with $? after SIGTERM"
    exec 3<&-

    own timeout 300 "$1/tenantry" --sandbox --theme light --screenshots "$home/pictures" </dev/null ||
        fail "$1/tenantry --screenshots"
    picture="$home/pictures/applications-light-100.png"
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "$1/tenantry drew no $picture"
}

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
dpkg-deb -f "$tool" Depends | grep -Eq 'libqt6(widgets|gui|svg)6' && fail "tenantry-cli depends on a graphical library"

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

if [ "$(id -u)" != 0 ]; then
    echo "not tried: installing with dpkg needs root"
    exit 0
fi
for package in tenantry tenantry-cli; do
    if dpkg-query -W "$package" >/dev/null 2>&1; then
        echo "not tried: $package is already installed here, and a test does not replace it"
        exit 0
    fi
done

echo "== installed"
trap 'dpkg --purge tenantry tenantry-cli >/dev/null 2>&1 || true' EXIT
dpkg -i "$window" "$tool" || fail "dpkg -i"
starts /usr/bin
dpkg --purge tenantry tenantry-cli || fail "dpkg --purge"
trap - EXIT
left=$(find /usr/bin/tenantry /usr/bin/tenantry-cli /usr/share/doc/tenantry /usr/share/doc/tenantry-cli \
    /usr/share/applications/$id.desktop /usr/share/icons/hicolor -name '*tenantry*' 2>/dev/null || true)
[ -z "$left" ] || fail "removing left $left"
