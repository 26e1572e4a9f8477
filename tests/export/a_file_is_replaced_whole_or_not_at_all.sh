#!/bin/bash
# An error leaves the old file, its mode and no other file; success replaces it.
echo '{"kind":"run","run_id":"1"}' >in
echo old >to
chmod 640 to
{ cat in; echo '{"kind":"label","prediction_id":"p","true_label":1}'; } |
    drift export -f csv -o to 2>/dev/null
echo "status $?"
cat to
drift export -f csv --fields run_id -o to in
tr -d '\r' <to
stat -c %a to
echo to*
