#!/bin/bash
while read -r -a words; do
	drift "${words[@]}" </dev/null
	echo $?
done <<'END'
cleanup --measurement 5d
ci reports --base-line known.ndjson
status --windw=30d
alerts --unacknowleged
tour --hlep
nightly --quite-another
stats -x
END
