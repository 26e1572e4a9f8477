#!/bin/bash
# records.md: times are YYYY-MM-DD..., so the years 0000 to 9999.  As seconds
# -62167219200 is the first one (date -u -d 0000-01-01 +%s) and 253402300799
# the last; an offset must not lead out of them either.
for time in -62167219200 -62167219201 253402300799 253402300800 \
    '"0000-01-01T00:00:00+00:01"' '"9999-12-31T23:59:59Z"'; do
	echo "{\"kind\":\"tenant\",\"tenant_id\":\"t\",\"created_at\":$time}"
done | ingest -f ndjson | wc -l
