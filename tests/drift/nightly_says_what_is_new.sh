#!/bin/bash
# Once; it keeps its analyses, deletes what is old in every project, and says
# neither. A second night has nothing to say.
. "$TESTS/drift/data.bash"
{
	measurements t stable 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.9 0.4 0.4 0.4 0.4 0.4 0.4 0.4 0.4
	echo '{"kind":"measurement","project":"b","test_name":"old","timestamp":"2025-01-01T00:00:00Z","confidence":0.5,"category":"x"}'
	echo '{"kind":"measurement","test_name":"old","timestamp":"2025-01-01T00:00:00Z","confidence":0.5,"category":"x"}'
} | store
for night in 1 2; do
	drift nightly --archive kept --now $NOW
	echo "night $night: $?"
done
drift read --kind analysis --test t | jq -c '[.method, .severity]'
drift read --kind measurement --test old | wc -l
cat kept/* | jq -r .project
drift read --kind retention | jq -r '[.project, .table, .deleted] | @tsv'
echo 'nightly.measurements = 30d' >drift.conf
drift nightly --project b --now 2026-03-10T00:00:00Z
echo $?
drift read --kind measurement | wc -l
drift nightly --now 2026-03-10T00:00:00Z
echo $?
drift read --kind measurement | wc -l
drift nightly --measurements 1d
echo $?
drift nightly --db none.db
echo $?
ls
