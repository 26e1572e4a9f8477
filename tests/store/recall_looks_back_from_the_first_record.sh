#!/bin/bash
m() {
	echo '{"kind":"measurement","test_name":"a","timestamp":"'$1'T00:00:00Z","confidence":0.5,"category":"x"}'
}
{ m 2020-01-01; m 2020-03-01; m 2020-04-01; } | $STORE --only "$DB" 2>/dev/null
m 2020-05-01 | $STORE recall --window 61d "$DB" | jq -r .timestamp
