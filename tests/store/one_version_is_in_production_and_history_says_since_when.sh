#!/bin/bash
version() { # VERSION STAGE TIME
	echo '{"kind":"model_version","model_name":"m","model_version":"'$1'","stage":"'$2'","promoted_at":"2026-01-0'$3'T00:00:00Z"}'
}
{ version 1 Production 1; version 2 Staging 2; version 2 Production 3; } |
    $STORE --only "$DB" 2>/dev/null
version 1 Production 1 | $STORE --only "$DB" 2>/dev/null	# overtaken
$STORE read "$DB" | jq -r '[.kind, .model_version, .at // .promoted_at, .from_stage, .to_stage // .stage] | join(" ")'
# The same again in another database, which adds nothing to the history.
$STORE read "$DB" | $STORE --only "$DB2" 2>/dev/null
diff <($STORE read "$DB") <($STORE read "$DB2")
