#!/bin/bash
# Records pass, `sent` follows; the receiver gets just what would be printed.
. "$TESTS/notify/lib.bash"
two >alerts
receive 200
echo "$URL" >url
{ cat alerts; echo '{"kind":"weather","x":1}'; } |
    notify --to slack --url @url --now $NOW >all 2>err
echo "status $?"
grep -v '"sent"' all | cmp - <(cat alerts; echo '{"kind":"weather","x":1}')
jq -c 'select(.kind == "sent")' all
notify --to slack --now $NOW alerts | head -c -1 | cmp - got/1.json
cut -d ' ' -f 2- got/log
notify --only --to teams --url '$URL' alerts | told
notify --to pagerduty --routing-key '$KEY' --url @url alerts 2>&1 | head -n 1
KEY='k"1' notify --only --to pagerduty --routing-key '$KEY' --url @url alerts | told
jq -c .routing_key got/3.json got/4.json
cat err
