#!/bin/bash
# postgres only: SQLite has no partitions
# Those before the cutoff's are dropped and counted, the rows of its own month
# go one by one; of one project among several, or into an archive, all do.
. "$TESTS/store/lib.bash"
parts() { ask "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relname ~ '^measurement_[0-9]'"; }
retain() { $STORE retain "$DB" --now 2026-01-31T00:00:00Z "$@" | jq -c 'select(.deleted > 0) | [.project, .deleted]'; }
rows 10 120 >in
$STORE --only "$DB" <in 2>/dev/null
parts
retain
parts
$STORE read "$DB" --kind measurement | wc -l
$STORE --only "$DB" <in 2>/dev/null
retain --archive kept
parts
sed 's/{/{"project":"b",/' in | $STORE --only "$DB" 2>/dev/null
retain --project b
parts
retain --all-projects
retain --all-projects --force --measurements 60d
parts
$STORE vacuum "$DB" 2>/dev/null
$STORE read "$DB" --kind measurement | wc -l
