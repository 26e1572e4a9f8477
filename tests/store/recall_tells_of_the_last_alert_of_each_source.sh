#!/bin/bash
# Of what is no test the open alerts and the last one that is over, however
# many of others came since; what another alert replaced is no end.
say() { # ID SOURCE DAY STATE [MORE MEMBERS]
	printf '{"kind":"alert","alert_id":"%s","source":"%s","severity":"high","state":"%s","message":"m","created_at":"2026-01-%sT00:00:00Z"%s}\n' \
	    "$1" "$2" "$4" "$3" "${5+,$5}"
}
{
	say outage1 drift 01 resolved
	say outage2 drift 02 resolved
	say linux1 drift 01 resolved '"context":"linux"'
	say model1 model 01 resolved '"context":"m"'
	say model2 model 02 resolved '"context":"m"'
	say model3 model 03 firing '"context":"m","supersedes":"model2"'
	say data1 model 01 resolved '"context":"m","class":"insufficient"'
	say data2 model 02 firing '"context":"m","class":"insufficient"'
	say job1 missing 01 firing '"context":"nightly"'
	for ((i = 0; i < 300; i++)); do
		say "group$i" drift 05 resolved '"failure_id":"same"'
	done
	say grouplast drift 06 resolved '"failure_id":"same"'
	say test1 drift 01 resolved '"test_name":"t"'
	say elsewhere drift 01 firing '"project":"b"'
} | $STORE --only "$DB" 2>/dev/null
for new in '"kind":"signal","test_name":"a","timestamp"' \
    '"kind":"run","run_id":"r","started_at"'; do
	echo "{$new:\"2026-01-07T00:00:00Z\"}" | $STORE recall "$DB" |
	    jq -r '.alert_id // .kind' | LC_ALL=C sort | xargs
done
