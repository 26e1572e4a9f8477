#!/bin/bash
# One version is in production at any time, and each change has its partner:
# who comes sends the one before away.
. "$TESTS/store/lib.bash"
for version in {10..29}; do
	echo '{"kind":"model_version","model_name":"m","model_version":"'$version'","stage":"Staging"}'
done | $STORE --only "$DB" 2>/dev/null
for version in {10..29}; do
	echo '{"kind":"model_version","model_name":"m","model_version":"'$version'","stage":"Production","promoted_at":"2026-01-01T00:00:'$version'Z"}' |
	    $STORE --only "$DB" 2>$version.err &
	pids+=" $!"
done
for pid in $pids; do
	wait $pid || echo "status $?"
done
sed 's/.*: //' *.err | sort | uniq -c
$STORE read "$DB" >all
jq -r 'select(.kind == "model_version").stage' all | sort | uniq -c
# In order of time: who came last goes as the next one comes.
jq -r 'select(.kind == "stage_change") | "\(.at) \(.to_stage) \(.model_version)"' \
    all | sort | awk '
	$2 == "Archived" { gone = $3; at = $1; next }
	came != "" && (gone != came || at != $1) { print "wrong: " $0 }
	{ came = $3; gone = ""; n++ } END { print n " promotions" }'
# Who writes past the store is refused, too.
case $STORE in
store-sqlite) ask "UPDATE model_version SET stage = 2" ;;
store-pg) ask "UPDATE drift.model_version SET stage = 2" ;;
esac 2>&1 | grep -o -i -m 1 unique | tr A-Z a-z
