#!/bin/bash
# Its own books are no content: they are read by their name alone, so what was
# read from one database and stored in another reads the same.
{
	echo '{"kind":"retention","table":"trace_events","at":"2026-01-01T00:00:00Z","deleted":3}'
	echo '{"kind":"migration","from":"a","to":"b","table":"trace_events","started_at":"2026-01-01T00:00:00Z"}'
} | store-sqlite --only s.db 2>/dev/null
store-sqlite read s.db
store-sqlite read --kind retention,migration s.db
store-sqlite checksum s.db | grep _log || echo none
