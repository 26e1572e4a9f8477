#!/bin/bash
# Its own books are no content: they are read by their name alone, so what was
# read from one database and stored in another reads the same.
{
	echo '{"kind":"retention","table":"trace_events","at":"2026-01-01T00:00:00Z","deleted":3}'
	echo '{"kind":"migration","from":"a","to":"b","table":"trace_events","started_at":"2026-01-01T00:00:00Z"}'
} | $STORE --only "$DB" 2>/dev/null
$STORE read "$DB"
$STORE read --kind retention,migration "$DB"
$STORE checksum "$DB" | grep _log || echo none
