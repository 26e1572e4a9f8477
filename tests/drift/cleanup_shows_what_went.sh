#!/bin/bash
# Half the rows lie between others: only the vacuum makes the file smaller.
. "$TESTS/drift/data.bash"
. "$TESTS/store/lib.bash"
rows 3000 20 | store
before=$(stat -c %s d.db)
drift cleanup --dry-run --force --measurements 10d --now $NOW
cmp <(stat -c %s d.db) - <<<"$before"
drift cleanup --force --measurements 10d --archive kept --now $NOW 2>words
sed 's/[0-9][0-9]*/N/g' words
[ $(($(stat -c %s d.db) * 10)) -lt $((before * 8)) ] || echo "not smaller"
cat kept/* | store
drift read --kind measurement | wc -l
drift cleanup --now $NOW 2>/dev/null
echo nothing
drift cleanup --measurements 3d
echo $?
drift cleanup --measurement 90d
echo $?
