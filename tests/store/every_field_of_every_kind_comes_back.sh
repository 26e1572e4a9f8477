#!/bin/bash
# As it was, byte for byte; logs are read where they are named.
. "$TESTS/store/lib.bash"
every_kind 2026-01-02T03:04:05.678901Z | sort >in
$STORE --only "$DB" <in
{ $STORE read "$DB"; $STORE read "$DB" --kind migration,retention; } | sort | diff in -
