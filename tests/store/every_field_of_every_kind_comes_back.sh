#!/bin/bash
# As it was, byte for byte.
. "$TESTS/store/lib.bash"
every_kind | sort >in
$STORE --only "$DB" <in
$STORE read "$DB" | sort | diff in -
