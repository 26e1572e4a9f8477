#!/bin/bash
# A file at once, after a copy of it; a server's schema when somebody says so.
# What comes of it is what a new one has.
. "$TESTS/store/lib.bash"
shape() { # [DATABASE]
	case $STORE in
	store-sqlite) ask "SELECT type, name, sql FROM sqlite_schema
	    ORDER BY 1, 2" "$@" ;;
	store-pg) ask "SELECT indexname, indexdef FROM pg_indexes
	    WHERE schemaname = 'drift' ORDER BY 1" "$@" ;;
	esac
}
every_kind 2026-01-31T00:00:00.000000Z >records
$STORE "$DB" <records 2>/dev/null >/dev/null
$STORE read "$DB" | sed 's/,"method":"[a-z]*"}$/}/' >before

# As version 3 left it.
ask "DROP INDEX alert_severity; DROP INDEX alert_state;
    DROP INDEX alert_acknowledged; DROP INDEX decision_action;
    DROP INDEX model_version_stage;
    DROP VIEW drift_alerts; ALTER TABLE alert DROP COLUMN method;
    UPDATE drift_metadata SET value = 'old' WHERE key = 'views';
    DELETE FROM drift_metadata
	WHERE key IN ('migration 0004-indexes', 'migration 0005-method');
    UPDATE drift_metadata SET value = '3' WHERE key = 'schema_version'"
[ "$STORE" = store-pg ] || ask "DROP INDEX routing_decision_confidence_score;
    CREATE INDEX routing_decision_confidence_score
	ON routing_decision (confidence_score)"

case $STORE in
store-sqlite)
	$STORE read "$DB" | diff before -
	ask "SELECT value FROM drift_metadata WHERE key = 'schema_version'" \
	    "$DB.schema-3"
	ask 'SELECT count(*) FROM alert' "$DB.schema-3" ;;
store-pg)
	$STORE read "$DB" 2>&1 | grep -o 'version [0-9]*; .*' | tr -dc '3\n'
	$STORE upgrade "$DB"
	$STORE read "$DB" | diff before -
	ask 'SELECT count(*) FROM alert' ;;
esac
$STORE "$DB2" <records 2>/dev/null >/dev/null
diff <(shape) <(shape "$DB2")
ask "SELECT value FROM drift_metadata WHERE key = 'schema_version'"
