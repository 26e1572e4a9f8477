#!/bin/bash
# Of every kind: a third was there before, a third comes later from elsewhere.
. "$TESTS/store/lib.bash"
every_kind | drift store --only all.db 2>/dev/null
drift read all.db >all
awk 'NR % 3 == 0' all | drift store --only to.db 2>/dev/null
awk 'NR % 3 < 2' all | drift store --only from.db 2>/dev/null
drift migrate from.db to.db >/dev/null 2>&1 || echo failed
awk 'NR % 3 == 2' all | drift store --only to.db 2>/dev/null
diff <(drift checksum to.db) <(drift checksum all.db)
drift migrate --rollback from.db to.db 2>said
tail -n 1 said
diff <(drift read to.db | sort) <(awk 'NR % 3 != 1' all | sort)
drift read to.db --kind migration
drift migrate --rollback from.db to.db 2>&1 | tail -n 1
drift read to.db | wc -l
