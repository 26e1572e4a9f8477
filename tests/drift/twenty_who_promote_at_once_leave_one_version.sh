#!/bin/bash
# Each one has promoted, or been told that it has not; of the changes each has
# its partner.
export DRIFT_DB=$DB
drift init 2>/dev/null
for version in {10..29}; do
	echo '{"kind":"model_version","model_name":"m","model_version":"'$version'","stage":"Staging"}'
done | drift store >/dev/null 2>&1
for version in {10..29}; do
	{ drift promote m $version --by person$version --reason "turn $version" \
	    2>$version.err; echo $? >$version.status; } &
done
wait
cat *.status | sort | uniq -c
grep -c -h 'is in production$\|was in production, and is replaced already$' *.err |
    sort | uniq -c
drift read >all
jq -r 'select(.kind == "model_version").stage' all | sort | uniq -c
jq -r 'select(.kind == "stage_change") | "\(.at) \(.to_stage) \(
    .model_version) \(.by) \(.reason)"' all | sort | awk '
	$2 == "Archived" { gone = $3; with = $1 " " $4 " " $5 $6; next }
	came != "" && (gone != came || with != $1 " " $4 " " $5 $6) {
		print "wrong: " $0 }
	$4 != "person" $3 { print "wrong: " $0 }
	{ came = $3; gone = ""; n++ } END { print n " promotions" }'
drift models | wc -l
