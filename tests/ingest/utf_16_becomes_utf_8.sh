#!/bin/bash
# With its mark; XML says its encoding itself.
record='{"kind":"measurement","test_name":"tést 😀","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}'
for encoding in UTF-16LE UTF-16BE; do
	{ printf '\ufeff'; echo "$record"; } | iconv -f UTF-8 -t $encoding >r.ndjson
	ingest r.ndjson
	{ printf '\ufeff'; cat "$TESTS/formats/rspec/report.json"; } |
	    iconv -f UTF-8 -t $encoding >r.json
	ingest r.json | grep -c '"result"'
done
{ printf '\ufeff'; echo "$record"; } | iconv -f UTF-8 -t UTF-16LE | head -c 41 >cut
printf '\x00\xd8' >>cut
ingest cut
echo "status $?"
