#!/bin/bash
# All tests at once, or one by one: the same records in the same order of time,
# each with its project, name and context; also once a server has sorted them.
. "$TESTS/store/lib.bash"
for test in b a é; do
	for day in 2 1 3; do
		echo '{"kind":"measurement","project":"p'$day'","test_name":"'$test'","context":"c","timestamp":"2026-0'$day'-01T00:00:00Z","confidence":0.5,"category":"x"}'
		echo '{"kind":"measurement","test_name":"'$test'","timestamp":"2026-0'$day'-01T00:00:00Z","confidence":0.25,"category":"y"}'
	done
done | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB" >all
for test in b a é; do
	$STORE read "$DB" --test $test
done >single
sort all | cmp - <(sort single)
jq -r 'select(.project == "default") | .test_name + .timestamp[5:7]' all |
    paste -s -d ' ' | sed 's/b01 b02 b03//; s/a01 a02 a03//; s/é01 é02 é03//'
[ $STORE != store-pg ] || PGOPTIONS='-c effective_cache_size=1' \
    $STORE read "$DB" | cmp - all
wc -l <all
