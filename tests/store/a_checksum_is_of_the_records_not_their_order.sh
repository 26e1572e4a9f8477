#!/bin/bash
# Two databases that were filled differently hold the same; then one value moves.
record() { # TEST CONFIDENCE
	echo '{"kind":"measurement","project":"'"$3"'","test_name":"'"$1"'","timestamp":"2026-01-01T00:00:00Z","confidence":'"$2"',"category":"flaky"}'
}
for test in a b c d e f g h i; do record $test 0.30000000000000004 p; done >all
$STORE --only "$DB" <all 2>/dev/null
tac all | while read -r line; do
	echo "$line" | $STORE --only "$DB2" 2>/dev/null
done
$STORE checksum --kind measurement "$DB" | tee one
$STORE checksum --kind measurement "$DB2" | diff one -
$STORE checksum --kind measurement --project q "$DB"
record a 0.3 p | $STORE --only "$DB2" 2>/dev/null
$STORE checksum --kind measurement "$DB2"
$STORE checksum --table --kind measurement,alert "$DB2"
