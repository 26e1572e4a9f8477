#!/bin/bash
# postgres only: some reasons are its own
# Each state of a database that drift(7) has a line for is brought about; health
# says what the page says; and after what the page says is typed it is healthy.
. "$TESTS/manual/blocks.bash"
. "$TESTS/manual/circumstances.bash"
page=$TESTS/../filters/drift.7
serve "$DB" "$DB2"
export DRIFT_DB=shop.db
mkdir run-30

mandoc -T utf8 -O width=900 "$page" | col -bx >words

# health [OPTION ...]: what it says, which the page must name
health() {
	drift health --spool run-30/.drift-spool "$@" >record
	local status=$? reason
	reason=$(jq -r '.last_error // ""' record |
	    sed 's/of version 99/of version 6/; s/"none"/"ci"/
		s/ "nowhere.*//')
	echo "$status $(jq -r .status record) $reason"
	[ -z "$reason" ] || grep -qF -e "$reason" words ||
	    echo "the page does not know: $reason"
}

# type_it ITEM: the commands of that item, in this folder
type_it() {
	rm -rf blocks && mkdir blocks
	awk -v item="$1" '/^\.It/ { it = index($0, item) }
	    /^\.Sh/ { it = 0 } it' "$page" | page_blocks blocks
	[ -e blocks/1 ] || say "no commands for $1" </dev/null
	run_block blocks/1
	health
}

lines() {
	local i
	for i in 1 2 3; do
		printf '{"kind":"measurement","test_name":"t","timestamp":"2026-01-0%s","confidence":0.9,"category":"stable"}\n' "${i}T00:00:00Z"
	done
}

echo '# no file'
health
lines | drift store --only --quiet
drift export --db shop.db -o backup.ndjson
echo '# others hold it, and records wait'
printf '%s\n' 'BEGIN EXCLUSIVE;' \
    '.shell drift store --only --quiet --db-timeout 100ms --spool run-30/.drift-spool <backup.ndjson 2>/dev/null || true' \
    '.shell drift health --db-timeout 100ms >locked' | sqlite3 shop.db
jq -r .last_error locked | grep -F -f - words | wc -l
health
cp -r run-30 slow
type_it 'spooled'
echo '# slow'
rm -r run-30 && mv slow run-30
rm run-30/.drift-spool/*/*.ndjson
sed -i -E 's/"avg_transaction_ms":[^,]*/"avg_transaction_ms":6000/' run-30/.drift-spool/*/health
health
type_it 'avg_transaction_ms'
echo '# damaged'
rm -rf run-30/.drift-spool
echo 'no database' >shop.db
health
type_it 'file is not a database'
echo '# of another version'
sqlite3 shop.db "UPDATE drift_metadata SET value = '99' WHERE key = 'schema_version'"
health
echo '# PostgreSQL'
health service=drift
drift init service=drift
health service=drift
psql -qX service=drift -c "UPDATE drift.drift_metadata SET value = '1' WHERE key = 'schema_version'"
health service=drift
health 'service=drift dbname=none'
health 'host=127.0.0.1 port=1'
health 'host=nowhere.invalid'
