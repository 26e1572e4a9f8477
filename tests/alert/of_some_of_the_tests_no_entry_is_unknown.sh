#!/bin/bash
# What was called unknown, and matches again, is over.
. "$TESTS/alert/lib.bash"
say() { jq -r 'select(.kind == "alert") | "\(.state) \(.message)"'; }
cat >quarantine <<'L'
{"test":"other.*","by":"ana","reason":"another module"}
{"test":"gone","by":"bo"}
L
at=(--now 2026-01-02T00:00:00Z)
analyses n | alert "${at[@]}" --quarantine quarantine --part | say
echo 'all:'
analyses n | alert "${at[@]}" --quarantine quarantine >first
say <first
echo 'again:'
{ history <first; analyses n 1 | sed s/'"t"'/'"other.t"'/; } |
    alert "${at[@]}" --quarantine quarantine --part | say
