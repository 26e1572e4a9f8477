#!/bin/bash
# Every kind, byte for byte, through three files, by read and by export.
. "$TESTS/store/lib.bash"
every_kind | store-sqlite --only one.db 2>/dev/null
drift export --db one.db >one
drift export --db one.db | store-sqlite --only two.db 2>/dev/null
store-sqlite read two.db | store-sqlite --only three.db 2>/dev/null
drift export --db two.db | cmp - one
store-sqlite read three.db | cmp - one
for db in one two three; do store-sqlite checksum $db.db >$db.sum; done
cmp one.sum two.sum
cmp one.sum three.sum
wc -l <one
