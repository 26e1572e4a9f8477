#!/bin/bash
m() { # TEST DAY
	echo '{"kind":"measurement","test_name":"'$1'","timestamp":"2026-01-0'$2'T00:00:00Z","confidence":0.5,"category":"x"}'
}
{ m a 1; m a 2; m b 1; m c 1; } | $STORE --only "$DB" 2>/dev/null
{ m b 3; m a 3; m b 4; m new 4; } | $STORE recall --last 1 "$DB" |
    jq -r '[.kind, .test_name, .timestamp[8:10]] | join(" ")'
