#!/bin/bash
# Runs that are stored while nightly reads: their outage is told the same night,
# and never twenty tests that fail.
. "$TESTS/drift/data.bash"
run() { # DAY STATUS
	awk -v day="$1" -v status="$2" 'BEGIN {
		at = sprintf("2026-01-%02dT00:00:00Z", day)
		printf "{\"kind\":\"run\",\"run_id\":\"%s\",\"started_at\":\"%s\",\"tests\":20,\"failed\":%d,\"errored\":0%s}\n",
		    day, at, status == "failed" ? 20 : 0,
		    status == "failed" ? ",\"outage\":true" : ""
		for (i = 0; i < 20; i++)
			printf "{\"kind\":\"result\",\"run_id\":\"%s\",\"test_name\":\"t%d\",\"status\":\"%s\",\"timestamp\":\"%s\"}\n",
			    day, i, status, at
	}'
}
night() { # DAY
	echo "$1:"
	"$TESTS/../pipelines/drift-nightly" --now "2026-01-$1T12:00:00Z" --severity low
}
for day in {1..20}; do run "$day" passed; done | store
for day in 21 22 23; do run $day failed; done >late
mkdir slow
cat >slow/drift <<'S'
#!/bin/bash
"$BIN/drift" "$@" || exit
case $* in
"read --kind result,measurement --since "*)
	"$BIN/drift" store <late >/dev/null 2>&1 ;;
esac
S
chmod +x slow/drift
export DRIFT_PROGRAM=$PWD/slow/drift
night 23
night 24
