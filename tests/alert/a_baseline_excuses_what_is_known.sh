#!/bin/bash
# With -e only what is new, worse or no longer excused ends with 1; the file
# is written sorted, with all that stands and what did not appear.
. "$TESTS/alert/lib.bash"
found() { alert -e "$@" >/dev/null; echo "$?: $*"; }
analyses h >in
analysis 0 critical '"test_name":"u","context":"mac","project":"p"' >>in
alert --baseline known --update-baseline --now 2026-02-01T00:00:00Z in >/dev/null
cat known
found --baseline known in
jq -c '.severity = "critical"' in | found --baseline known
sed -i 's/"high"/&,"until":"2026-03-01T00:00:00Z","reason":"ticket 7"/' known
found --baseline known --now 2026-02-01T00:00:00Z in
found --baseline known --now 2026-04-01T00:00:00Z in
found --fail-on critical in
head -n 1 in >one
found --fail-on critical one
echo 'anew, as t is mended and u did not appear:'
analyses n 1 | alert --baseline known --update-baseline --now 2026-02-01T00:00:00Z >/dev/null
cat known
echo '{"test":"t"}' >known
alert --baseline known in 2>&1 >/dev/null
echo $?
