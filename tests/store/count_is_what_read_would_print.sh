#!/bin/bash
# Whatever is asked for; where SQL finds more than that, it is an upper bound.
. "$TESTS/store/lib.bash"
{
	rows 5 20
	for run in 1 2 3; do
		echo '{"kind":"run","run_id":"'$run'","tests":'$run'}'
		echo '{"kind":"alert","alert_id":"'$run'","test_name":"t","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-0'$run'T00:00:00Z"}'
	done
} | $STORE --only --quiet "$DB"
while read -r -a options; do
	printf '%s = %s: %s\n' "$($STORE read "$DB" --count "${options[@]}")" \
	    "$($STORE read "$DB" "${options[@]}" | wc -l)" "${options[*]}"
done <<'END'

--kind measurement
--kind measurement,alert --since 2026-01-20T00:00:00Z
--test suite.test_1
--test suite.test_[12]
--kind alert --severity high --acknowledged no
--kind run --where tests>=2
--kind run --where run_id=2
--kind run --where run_id!=2
--limit 7
--project nobody
END
