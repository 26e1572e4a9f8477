#!/bin/bash
# The last one stored is in production, and the history has an order: a time
# that was not said gives way to one that was; a time that was said, and lies
# before what is known, becomes that of storing.
. "$TESTS/store/lib.bash"
version() { # VERSION STAGE [PROMOTED_AT [REASON]]
	echo '{"kind":"model_version","model_name":"m","model_version":"'$1'","stage":"'$2'"'${3:+',"promoted_at":"'$3'"'}${4:+',"promoted_by":"ana","reason":"'$4'"'}'}'
}
store() { $STORE --only --now "$1" "$DB" 2>/dev/null; }
history() {
	$STORE read "$DB" | jq -r 'select(.kind == "stage_change") |
	    "\(.at) \(.model_version) \(.from_stage // "-") \(.to_stage) \(.reason // "-")"' |
	    sort
}
version 1 Production | store 2026-02-01T00:00:00Z
version 2 Production 2026-01-10T00:00:00Z better | store 2026-02-02T00:00:00Z
echo "- before what was stored without a time"
history
version 3 Production 2026-01-05T00:00:00Z late | store 2026-02-03T00:00:00Z
echo "- before what was said"
history
version 3 Production 2026-01-05T00:00:00Z late | store 2026-02-04T00:00:00Z
version 2 Production 2026-01-10T00:00:00Z better | store 2026-02-04T00:00:00Z
version 3 Archived '' '' | store 2026-02-05T00:00:00Z
echo "- again, and archived"
history
$STORE read "$DB" --kind model_version
echo "- stored at times that nobody said, and back"
model() { version "$@" | sed 's/"m"/"n"/'; }
model 1 Production | store 2026-03-01T00:00:00Z
model 2 Production | store 2026-03-02T00:00:00Z
model 1 Production 2026-01-20T00:00:00Z back | store 2026-03-03T00:00:00Z
$STORE read "$DB" | jq -r 'select(.model_name == "n") |
    "\(.at // "now") \(.model_version) \(.to_stage // .stage)"'
