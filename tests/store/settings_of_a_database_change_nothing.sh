#!/bin/bash
# postgres only: what an administrator has set for all that connect
. "$TESTS/store/lib.bash"
for setting in standard_conforming_strings=off escape_string_warning=on \
    backslash_quote=off DateStyle='SQL, DMY' TimeZone=Asia/Kathmandu \
    IntervalStyle=sql_standard extra_float_digits=-10 bytea_output=escape \
    transform_null_equals=on default_transaction_isolation=serializable \
    enable_seqscan=off array_nulls=off xmloption=document; do
	echo "ALTER DATABASE $(sed 's/.*dbname=\([^ ]*\).*/\1/' <<<"$DB") SET
	    ${setting%%=*} = '${setting#*=}';"
done | psql -X -q -d "$DB"
names=('a\' "b\\' OR 1=1 -- " 'c\d' e)
for name in "${names[@]}"; do
	printf '{"kind":"measurement","project":"default","test_name":"%s","timestamp":"2026-01-31T23:59:59.999999Z","confidence":0.12345678901234568,"category":"x","reasons":["a\\\\b"]}\n' "${name//\\/\\\\}"
done | sort >in
$STORE --only "$DB" <in
$STORE --only "$DB" <in
$STORE read "$DB" --kind measurement | sort | diff in -
for name in "${names[@]}"; do
	$STORE read "$DB" --test "$name" --test '' | jq -r .test_name
	$STORE read "$DB" --test "${name//\\/\\\\}*" | jq -r .test_name
done
$STORE retain "$DB" --project 'p\' --now 2027-01-01T00:00:00Z >/dev/null
for span in 31d 30d; do
	$STORE retain "$DB" --now 2026-03-03T00:00:00Z --measurements $span |
	    jq -c 'select(.deleted > 0) | [.table, .deleted]'
done
