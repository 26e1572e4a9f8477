#!/bin/bash
# Behind the first 64 KiB, which become the digest, a test is told as it ends.
coproc ingest --run-id r --at 2026-01-31T10:00:00Z
{
	for i in {1..1000}; do
		echo '{"Action":"output","Package":"p","Output":"words to fill the beginning of it all\n"}'
	done
	echo '{"Action":"pass","Package":"p","Test":"TestA","Elapsed":1}'
} >&"${COPROC[1]}"
read -r -t 20 line <&"${COPROC[0]}"
jq -c '[.test_name, .status, .duration]' <<<"$line"
