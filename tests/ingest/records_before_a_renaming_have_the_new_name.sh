#!/bin/bash
# Chains are followed in the order of their days; a name may be used again.
cat >renames <<'R'
# day, old name, new name
2026-01-10 a b -> c d

2026-01-20 c d → e::f
2026-01-15 tests/old.py::* -> tests/new.py::*
2026-01-15 tests/old.py::one -> tests/one.py::only
2026-01-16 tests/new.py::two -> tests/new.py::second
2026-01-17 tests/* -> tests/unit/*
2026-01-05 e::f -> gone
R
m() { # DAY NAME
	echo '{"kind":"measurement","test_name":"'$2'","timestamp":"2026-01-'$1'T00:00:00Z","confidence":0.5,"category":"x"}'
}
{
	m 09 'a b'; m 10 'a b'; m 19 'c d'; m 20 'c d'; m 04 'e::f'; m 05 'e::f'
	m 14 tests/old.py::one; m 14 tests/old.py::two; m 14 tests/old.py::
	m 15 tests/old.py::one; m 16 tests/new.py::two; m 17 tests/old.py::two
	echo '{"kind":"history","of":"result","test_name":"a b","timestamp":"2026-01-01T00:00:00Z","status":"passed","mine":1}'
	echo '{"kind":"history","of":"result","test_name":"c d","timestamp":"2026-01-30T00:00:00Z","status":"passed"}'
	echo '{"kind":"history","of":"none","reason":"away"}'
	echo '{"kind":"alert","alert_id":"1","test_name":"a b","created_at":"2026-01-01T00:00:00Z","source":"drift","severity":"low","state":"firing","message":"m","test":"a b"}'
} >in.ndjson
ingest --renames renames in.ndjson 2>/dev/null >out.ndjson
jq -r 'select(.kind == "measurement") | [.timestamp[8:10], .test_name] | join(" ")' out.ndjson
grep -v measurement out.ndjson
echo '<testsuite name="s" timestamp="2026-01-12T00:00:00Z"><testcase classname="tests/old.py" name="x"/></testsuite>' >r.xml
DRIFT_RENAMES=renames ingest r.xml 2>/dev/null | jq -r 'select(.test_name).test_name'
