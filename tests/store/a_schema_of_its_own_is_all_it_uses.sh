#!/bin/bash
# postgres only: tables of the same names elsewhere are none of its business
. "$TESTS/store/lib.bash"
everywhere() {
	psql -X -A -t -q -d "$DB" -c "$1"
}
m='{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}'
everywhere "CREATE SCHEMA other; CREATE TABLE other.series (x int);
    CREATE TABLE public.measurement (y int); CREATE TABLE public.drift_metadata
    (key int); ALTER DATABASE $(sed 's/.*dbname=\([^ ]*\).*/\1/' <<<"$DB")
    SET search_path = other, public"
echo "$m" | $STORE "$DB" >/dev/null
echo "$m" | $STORE --schema 'Our "own" schema' "$DB" >/dev/null
echo "${m/x/y}" | DRIFT_SCHEMA='Our "own" schema' $STORE --only "$DB"
$STORE read "$DB" | jq -r .category
$STORE read --schema 'Our "own" schema' "$DB" | jq -r .category
everywhere "SELECT schemaname, count(*) > 20 FROM pg_tables WHERE schemaname
    NOT LIKE 'pg_%' AND schemaname <> 'information_schema' GROUP BY
    schemaname ORDER BY schemaname COLLATE \"C\""
