#!/bin/sh
# The example of a report each night does what its page says: it writes the report, and mails it with its secret unseen.
set -eu
packages=$2/packages
. "$(dirname "$0")/starts.sh"

work=$(mktemp -d)
trap 'kill "$sandbox" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/credentials" "$work/state"
export PATH="$work/bin:$2/bin:$PATH"
tenantry-cli sandbox --state "$work/after.json" >"$work/ready" 2>"$work/errors" &
sandbox=$!
for _ in $(seq 300); do
    [ -s "$work/ready" ] && break
    sleep 0.1
done
of() { sed -n "s/.*\"tenants\":.*//; s/^{\(.*\)/\1/; s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$work/first"; }
sed 's/,"tenants":.*//' "$work/ready" >"$work/first"
of client_secret >"$work/credentials/client-secret"
[ -s "$work/credentials/client-secret" ] || fail "the sandbox said '$(cat "$work/ready")'"

# What mail gets, instead of sending it.
cat >"$work/bin/mail" <<'END'
#!/bin/sh
printf '%s\n' "$@" >"$WORK/mailed"
cp "$4" "$WORK/attached"
END
chmod +x "$work/bin/mail"
export WORK="$work" CREDENTIALS_DIRECTORY="$work/credentials" STATE_DIRECTORY="$work/state" HOME="$work"
. "$1/packaging/examples/report.conf"
TARGET="--base-url $(of url) --client-id $(of client_id)"
export TARGET PRESET MAIL_TO
"$1/packaging/examples/tenantry-report" >"$work/said" 2>&1 || fail "it ended with $?: $(cat "$work/said")"
grep -q '^identity@example.com$' "$work/mailed" || fail "it was mailed so: $(cat "$work/mailed")"
grep -q '<!DOCTYPE html>' "$work/attached" || fail "no report was mailed"
grep -q 'Security review' "$work/attached" || fail "another report was mailed"
! grep -rqF "$(cat "$work/credentials/client-secret")" "$work/state" "$work/said" "$work/mailed" || fail "the secret is in what it wrote"

# The next night it tells what is another since.
"$1/packaging/examples/tenantry-report" >"$work/said" 2>&1 || fail "the second night it ended with $?: $(cat "$work/said")"
grep -q 'Compared with the snapshot of' "$work/attached" || fail "the second report compares with nothing"

# Asked for, users are counted before, and the report tells how many.
! grep -q 'counted on' "$work/attached" || fail "users were counted unasked"
PRESET=support
COUNT_USERS=yes "$1/packaging/examples/tenantry-report" >"$work/said" 2>&1 || fail "with users it ended with $?: $(cat "$work/said")"
grep -q 'counted on' "$work/attached" || fail "the report tells no count of users: $(cat "$work/said")"
PRESET=security

# Where it cannot be mailed the report stays, and the snapshot is kept.
taken() { XDG_DATA_HOME="$work/state/data" tenantry-cli snapshot list --json | grep -o '"at": *"[^"]*"' | sort | tail -n 1; }
before=$(taken)
sed -i 's/^cp .*/exit 7/' "$work/bin/mail"
code=0
"$1/packaging/examples/tenantry-report" >"$work/said" 2>&1 || code=$?
[ "$code" = 7 ] || fail "where nothing can be mailed it ended with $code: $(cat "$work/said")"
ls "$work/state/"report-*.html >/dev/null || fail "the report that was not mailed is gone"
[ "$(taken)" != "$before" ] || fail "without a mail it kept no snapshot"

# A wrong secret: nothing is mailed, nothing half written is left, and the exit code says what it was.
rm -r "$work/mailed" "$work/state/"*
echo wrong >"$work/credentials/client-secret"
code=0
"$1/packaging/examples/tenantry-report" >"$work/said" 2>&1 || code=$?
[ "$code" = 3 ] || fail "with a wrong secret it ended with $code: $(cat "$work/said")"
[ ! -e "$work/mailed" ] || fail "it mailed something although nothing was read"
[ -z "$(ls -A "$work/state")" ] || fail "it left $(ls "$work/state")"

if command -v systemd-analyze >/dev/null; then
    cp "$1/packaging/examples/tenantry-report.service" "$1/packaging/examples/tenantry-report.timer" "$work"
    sed -i "s,/usr/local/bin/tenantry-report,$1/packaging/examples/tenantry-report," "$work/tenantry-report.service"
    systemd-analyze verify --man=no "$work/tenantry-report.service" "$work/tenantry-report.timer" >"$work/said" 2>&1 ||
        fail "systemd says: $(cat "$work/said")"
fi
