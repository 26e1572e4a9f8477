#!/bin/bash
# Of every kind: a third was there before, a third comes later from elsewhere.
. "$TESTS/migrate/lib.bash"
forty_of_every_kind | drift store --only all.db 2>/dev/null
drift read all.db >all
awk 'NR % 3 == 0' all | drift store --only "$DB" 2>/dev/null
awk 'NR % 3 < 2' all | drift store --only from.db 2>/dev/null
drift migrate from.db "$DB" >/dev/null 2>&1 || echo failed
awk 'NR % 3 == 2' all | drift store --only "$DB" 2>/dev/null
diff <(drift checksum "$DB") <(drift checksum all.db)
drift migrate --rollback from.db "$DB" 2>said
tail -n 1 said
diff <(drift read "$DB" | sort) <(awk 'NR % 3 != 1' all | sort)
drift read "$DB" --kind migration
drift migrate --rollback from.db "$DB" 2>&1 | tail -n 1
drift read "$DB" | wc -l
