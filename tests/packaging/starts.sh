# Read by the tests of the packages, which set $packages: their folder below the build.

fail() {
    echo "FAILED: $1"
    exit 1
}

skip() {
    echo "skipped: $1"
    exit 77
}

# Both programs as a user starts them, with a home of their own: the sandbox serves and stops in good order.
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
}

# The window draws itself; after starts(). Every page takes minutes.
draws() {
    own timeout 300 "$1/tenantry" --sandbox --theme light --screenshots "$home/pictures" </dev/null ||
        fail "$1/tenantry --screenshots"
    picture="$home/pictures/applications-light-100.png"
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "$1/tenantry drew no $picture"
}
