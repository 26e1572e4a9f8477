#!/bin/bash
. "$TESTS/store/lib.bash"
row='{"kind":"measurement","test_name":"t","confidence":1,"category":"c"'
{
	echo "$row,\"timestamp\":\"2026-01-01T00:00:00Z\"}"
	echo "$row,\"timestamp\":\"2026-01-02T00:00:00Z\",\"runs\":7}"
} | $STORE --batch 1 --quiet "$DB" >stored
echo "$row,\"timestamp\":\"2026-01-03T00:00:00Z\",\"branch\":\"b\"}" |
    $STORE --quiet "$DB" >stored
$STORE read "$DB"
