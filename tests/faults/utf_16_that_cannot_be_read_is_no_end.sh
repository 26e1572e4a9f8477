#!/bin/bash
# What PowerShell's > has written was said to be empty, or cut off.
case $O in */san) echo "the sanitizer wants to be first" >&2; exit 77 ;; esac
{
	printf '\377\376'
	for n in {1..1000}; do
		echo '{"Action":"pass","Package":"p","Test":"T'$n'","Elapsed":0.1}'
	done | iconv -t UTF-16LE
} >report.json
for n in {1..6}; do
	FAIL_CALL=read FAIL_AT=$n FAIL_WITH=5 \
	    LD_PRELOAD=$O/tests/faults/failing.so ingest --run-id r \
	    --at 2026-02-01T00:00:00Z report.json 2>&1 >out |
	    grep -v 'go: 1000 tests'
done | sed 's,/dev/fd/[0-9]*,/dev/fd/N,' | sort | uniq -c
