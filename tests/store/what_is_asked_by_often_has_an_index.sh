#!/bin/bash
# Every field that the catalogue marks IDX has an index of its own, or stands
# here.  Rows of a series lie together, by the time of the second column, and
# a question about every series walks through the table.  In 200,000 results
# or measurements that takes 25 ms, in as many analyses 30 to 60; an index on a
# category or a revision makes the file larger by a quarter, and loading it
# costs an eighth more, and the answers, which are many, are not sooner there.
. "$TESTS/store/lib.bash"
cat >told <<'T'
result.test_name by the key
result.timestamp by a walk
result.revision by a walk
result.failure_id by a walk
measurement.test_name by the key
measurement.timestamp by the key
measurement.category by a walk
analysis.test_name by the key
analysis.analyzed_at by the key
analysis.severity by a walk
T

$STORE init "$DB"
case $STORE in
store-sqlite) ask "SELECT sql FROM sqlite_schema WHERE type = 'index'" ;;
store-pg) ask "SELECT indexdef FROM pg_indexes" ;;
esac | tr -d '"' | sed -n 's/.* INDEX .* ON \(drift\.\)\{0,1\}//p' |
    sed 's/ USING [a-z]*//; s/(project, /(/; s/(CASE WHEN /(/' >indexes
awk -F '[(,]' '/^KIND/ { kind = $2 }
    /^[FDW]\(/ && /IDX/ { print kind, $3 }' "$TESTS/../schemas/records.def" |
    while read -r kind field; do
	grep -q "^$kind ($field\b" indexes || echo "$kind.$field"
done | diff <(cut -d ' ' -f 1 told) -
