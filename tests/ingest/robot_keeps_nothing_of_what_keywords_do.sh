#!/bin/bash
# Keywords 10,000 deep and output of 64 MiB, in 64 MiB of address space;
# sanitizers need more.
{
	echo '<robot generator="Robot 7.0"><suite name="Cart"><test name="Adds">'
	for ((i = 0; i < 10000; i++)); do echo '<kw name="Try">'; done
	head -c 67108864 /dev/zero | tr '\0' x | fold -w 1000 |
	    sed 's|.*|<msg level="INFO">&</msg>|'
	for ((i = 0; i < 10000; i++)); do echo '<status status="FAIL">x</status></kw>'; done
	echo '<status status="PASS" elapsed="1">fine</status></test></suite></robot>'
} >r.xml
[[ $(command -v ingest) == *san* ]] || ulimit -v 65536
ingest --run-id r --at 2026-01-31T11:00:00Z r.xml |
    jq -c 'select(.kind == "result") | [.test_name, .status, .message]'
