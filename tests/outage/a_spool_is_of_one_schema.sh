#!/bin/bash
# postgres only: a file has no schemas
. "$TESTS/outage/lib.bash"
place=$(expr "$DB" : 'host=\([^ ]*\)')
for schema in one two; do
	$STORE init --schema $schema "$DB"
done
DB=${DB/"$place"/"$PWD/here"}	# which is nowhere yet
rows 1 3 | $STORE --schema one "${spool[@]}" "$DB" 2>/dev/null | wc -l
ln -s "$place" here
for schema in two one; do
	DRIFT_SCHEMA=$schema $STORE "${spool[@]}" "$DB" </dev/null 2>/dev/null
	for s in one two; do
		$STORE stats --schema $s "$DB" | jq -c "[\"$s\", .rows.confidence_measurements]"
	done
done
ls spool 2>&1
