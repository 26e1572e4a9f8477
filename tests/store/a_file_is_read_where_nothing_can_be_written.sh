#!/bin/bash
# sqlite only: it is about files
# In WAL mode, as we leave it, and as VACUUM INTO makes one.
[ "$(id -u)" != 0 ] || as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
record() {
	echo '{"kind":"measurement","test_name":"'"$1"'","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"flaky"}'
}
mkdir closed
record a | store-sqlite --quiet --only closed/ours.db
sqlite3 closed/ours.db "VACUUM INTO 'closed/copy.db'"
chmod 444 closed/*.db
chmod 555 closed
chmod 755 . ..
for file in ours copy; do
	"${as[@]}" "$BIN/store-sqlite" read closed/$file.db | jq -r .test_name
	record b | "${as[@]}" "$BIN/store-sqlite" recall closed/$file.db |
	    jq -r '.of // .test_name'
	"${as[@]}" "$BIN/store-sqlite" retain closed/$file.db || echo status $?
done
ls closed
chmod 755 closed
