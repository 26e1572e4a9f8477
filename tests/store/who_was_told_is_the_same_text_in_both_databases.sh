#!/bin/bash
# Whichever of them was told of it, and when it has gone through the other.
. "$TESTS/store/lib.bash"
sent() { # RECEIVER HOUR
	jq -n -c --arg to "$1" '{kind: "sent", alert_id: "a1", $to,
	    at: "2026-01-01T'"$2"':00:00Z", ok: true}'
}
{
	echo '{"kind":"alert","alert_id":"a1","test_name":"t","source":"drift","severity":"high","state":"firing","message":"m","created_at":"2026-01-01T00:00:00Z"}'
	sent zulu 01
	sent slack 01
	sent 'mail "é\' 02
	sent slack 03
	sent alpha 02
	for i in {1..40}; do sent "receiver $i" 02; done
} | $STORE "$DB" 2>/dev/null >/dev/null
$STORE read "$DB" >one
grep -o '"told".*"alpha[^,]*' one
drift store --only "$DB2" <one 2>/dev/null
drift store --only file.db <one 2>/dev/null
sent alpha 05 | drift store --only file.db 2>/dev/null
sent alpha 05 | drift store --only "$DB" 2>/dev/null
drift read "$DB2" | cmp one
cmp <(drift read file.db) <(drift read "$DB")
