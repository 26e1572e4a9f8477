#!/bin/bash
# Expired, duplicate, unknown and reasonless entries; told once, until the
# line is gone.
. "$TESTS/alert/lib.bash"
say() { jq -r 'select(.kind == "alert") | "\(.state) \(.source) \(.severity) \(.message)"'; }
cat >silences <<'L'
{"test":"t","by":"ana","reason":"good"}
{"test":"t","by":"bo","reason":"twice"}
{"test":"t*","until":"2026-01-01T00:00:00Z","by":"ana","reason":"old"}
{"owner":"ops"}
L
at=(--now 2026-01-02T00:00:00Z)
analyses n | alert "${at[@]}" --silences silences >first
say <first
echo 'again:'
sed -i 1d silences
{ history <first; analyses n 1; } | alert "${at[@]}" --silences silences | say
echo 'nobody was seen:'
alert "${at[@]}" --silences silences </dev/null | say
echo '{"test":"t","untill":"x"}' >silences
analyses n | alert --silences silences 2>&1 >/dev/null
echo $?
alert --silences none </dev/null 2>&1
echo $?
