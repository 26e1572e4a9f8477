#!/bin/bash
cat >r.csv <<'E'
test_name,confidence,category,timestamp
a,1.5,c,2026-01-31T12:00:00Z
"b
b",0.5,c
c"c,0.5,c,2026-01-31T12:00:00Z
d,many,c,2026-01-31T12:00:00Z
e,,c,2026-01-31T12:00:00Z

f,0.5,c,2026-01-31T12:00:00Z
"g,0.5,c,2026-01-31T12:00:00Z
E
ingest --rejects rejects r.csv >out
status=$?
jq -c .test_name out
jq -c '[.line, .text]' rejects
exit $status
