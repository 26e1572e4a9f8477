#!/bin/bash
# By test or owner; the episode goes on unheard, and is told when the silence
# is over.  An end is told in any case.
. "$TESTS/alert/lib.bash"
echo '{"test":"t","until":"2026-01-02T00:00:00Z","by":"ana","reason":"new bank"}' >until
echo '{"owner":"ops","by":"ana","reason":"on leave"}' >owner
echo '{"test":"t","owner":"dev","by":"ana","reason":"both have to match"}' >both
analyses hh >in
alert --silences until --now 2026-01-01T12:00:00Z in | told
echo 'later:'
{ history <in; analyses hh 30; } | alert --silences until --now 2026-01-02T06:00:00Z | told
echo 'owner:'
jq -c '.owner = "ops"' in | alert --silences owner | told
jq -c '.owner = "ops"' in | alert --quarantine both | jq -r 'select(.kind == "alert").message'
echo 'an end:'
{ alert in | history; analyses nn 5; } | alert --silences until --now 2026-01-01T12:00:00Z | told
