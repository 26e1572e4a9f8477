#!/bin/bash
{
for i in {1..3}; do
	echo '{"Action":"run","Package":"p","Test":"Test'$i'"}'
done
for i in {1..3000}; do
	echo '{"Action":"output","Package":"p","Test":"Test'$((i % 3 + 1))'","Output":"a line of fifty characters, the one with number '$i'\n"}'
done
for i in {1..3}; do
	echo '{"Action":"fail","Package":"p","Test":"Test'$i'","Elapsed":1}'
done
echo '{"Action":"fail","Package":"p"}'
} | ingest --run-id r --at 2026-01-31T10:00:00Z | jq -c '
    select(.kind == "result") | [.test_name, (.details | length),
    (.details | split("\n") | .[0], .[1], .[-1])]'
