#!/bin/bash
# records.md: taken as UTC, or --tz, which is said once and is no repair.
line() { # TIME
	echo '{"kind":"measurement","test_name":"a","timestamp":"'"$1"'","confidence":0.5,"category":"x"}'
}
line '2026-01-30 00:00:00' >a.ndjson
line 2026-01-30T00:00:00 >b.ndjson
ingest a.ndjson b.ndjson
ingest --tz +02:00 a.ndjson
line 2026-01-30T00:00:00.5+00:00 | ingest
