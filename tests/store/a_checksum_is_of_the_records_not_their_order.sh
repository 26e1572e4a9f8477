#!/bin/bash
# Two files that were filled differently hold the same; then one value moves.
record() { # TEST CONFIDENCE
	echo '{"kind":"measurement","project":"'"$3"'","test_name":"'"$1"'","timestamp":"2026-01-01T00:00:00Z","confidence":'"$2"',"category":"flaky"}'
}
for test in a b c d e f g h i; do record $test 0.30000000000000004 p; done >all
store-sqlite --only one.db <all 2>/dev/null
tac all | while read -r line; do
	echo "$line" | store-sqlite --only two.db 2>/dev/null
done
store-sqlite checksum --kind measurement one.db | tee one
store-sqlite checksum --kind measurement two.db | diff one -
store-sqlite checksum --kind measurement --project q one.db
record a 0.3 p | store-sqlite --only two.db 2>/dev/null
store-sqlite checksum --kind measurement two.db
store-sqlite checksum --table --kind measurement,alert two.db
