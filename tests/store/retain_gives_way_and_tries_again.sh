#!/bin/bash
# postgres only: SQLite lets one in at a time
# Another has written what retain will write last, and then wants the row that
# retain has deleted: it is retain that the server sends back.
echo '{"kind":"performance_metric","event_id":"e","timestamp":"2026-01-01T00:00:00Z","component":"c","metric_name":"m","metric_type":"t","metric_value":1}' |
    $STORE --only "$DB" 2>/dev/null
mkfifo say
psql -X -q -A -t -d "$DB" <say >/dev/null &
exec 3>say
until_seen() { # NUMBER SQL
	local tries
	for tries in {1..1000}; do
		[ "$(psql -X -q -A -t -d "$DB" -c "SELECT $2")" = "$1" ] && return
		sleep 0.02
	done
	echo "never: $2 is $1"
}
cat >&3 <<'S'
SET deadlock_timeout = '1h';
BEGIN;
INSERT INTO drift.retention (project, "table", at, stored_at)
	VALUES ('default', 'performance_metrics', '2026-12-01T00:00:00Z', now());
\! touch held
S
until [ -e held ]; do sleep 0.02; done
PGAPPNAME=gives-way PGOPTIONS='-c deadlock_timeout=3s' $STORE retain --archive old \
    --now 2026-12-01T00:00:00Z "$DB" 2>err |
    jq -c 'select(.deleted > 0) | [.table, .deleted]' &
until_seen 1 "count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
	AND datname = current_database()"
echo "UPDATE drift.performance_metric SET metric_value = 2; ROLLBACK;" >&3
exec 3>&-
wait
grep -q 'gives-way ERROR:  deadlock' "$(expr "$DB" : 'host=\([^ ]*\)')/log" &&
    echo "it gave way"
cat err
jq -r .event_id old/* | sort -u
$STORE read --kind performance_metric "$DB"
