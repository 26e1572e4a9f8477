#!/bin/bash
# What is read can be stored again, also where a key is empty; an event's
# empty id is an absent one.
{
	echo '{"kind":"measurement","test_name":"","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":""}'
	echo '{"kind":"trace_event","event_id":"","timestamp":"2026-01-30T00:00:00Z","trace_id":"","event_type":"","level":"INFO","message":""}'
} | $STORE --only "$DB"
$STORE read "$DB" | tee read
$STORE --only "$DB" <read
