#!/bin/bash
. "$TESTS/notify/lib.bash"
alert 01 a | jq -c 'range(97) as $n | .alert_id = "\($n)"' >many
receive 200
notify --only --to slack --url '$URL' many | told | sort | uniq -c | wc -l
awk 'NR > 1 { print ($1 >= 1) }' got/log
