#!/bin/bash
# What is never stored is an error, not an empty answer.
one='{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}'
echo "$one" | $STORE --only --quiet "$DB"
$STORE read "$DB" --kind confidence_measurements
$STORE read "$DB" --kind signal
echo "$one" | drift export --kind confidence_measurements
