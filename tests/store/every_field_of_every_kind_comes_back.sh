#!/bin/bash
# As it was, byte for byte.
. "$TESTS/store/lib.bash"
every_kind 2026-01-02T03:04:05.678901Z | sort >in
$STORE --only "$DB" <in
$STORE read "$DB" | sort | diff in -
