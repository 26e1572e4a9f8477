#!/bin/bash
# And last in a descending one, as it does in the order of export; the same
# for texts, whatever the database's language, and for JSON.
metric() { # NAME METADATA
	printf '{"kind":"performance_metric","event_id":"%s","timestamp":"2026-01-01T00:00:00Z","metric_name":"%s","metric_value":1,"metric_type":"t","component":"c"%s}\n' "$1" "$1" "$2"
}
{
	metric a ',"metadata":[2]'
	metric B ''
	metric c ',"metadata":[1]'
	echo '{"kind":"label","prediction_id":"late","true_label":1,"label_timestamp":"2026-01-02T00:00:00Z"}'
	echo '{"kind":"label","prediction_id":"never","true_label":1}'
	echo '{"kind":"label","prediction_id":"early","true_label":1,"label_timestamp":"2026-01-01T00:00:00Z"}'
} >all
if [ $STORE = store-pg ]; then
	name=$(psql -XAt -d "$DB" -c 'SELECT current_database()')_icu
	psql -Xq -d "$DB" -c "CREATE DATABASE $name TEMPLATE template0
	    LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" || exit
	DB="$DB dbname=$name"
fi
$STORE --only "$DB" <all 2>/dev/null

for order in metric_name metadata -metadata label_timestamp -label_timestamp; do
	$STORE read --order $order "$DB" >read
	grep -F "$(cut -d'"' -f4 read | head -n 1)" all |
	    drift export -f ndjson --order $order >exported
	for from in read exported; do
		echo "$from $order:" $(jq -r '.metric_name // .prediction_id' $from)
	done
done
$STORE read --kind label "$DB" | jq -r .prediction_id
