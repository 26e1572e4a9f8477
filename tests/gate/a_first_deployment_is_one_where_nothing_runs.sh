#!/bin/bash
# An evaluation that leaves production out does not get around the gates.
. "$TESTS/gate/lib.bash"
version() { # STAGE
	echo '{"kind":"model_version","model_name":"credit","model_version":"7","stage":"'$1'"}'
}
first=$(evaluation '.production = null')
judge <<<"$first" | decided
{ version Archived; echo "$first"; } | judge | decided
{ version Production; echo "$first"; } | judge | decided
{ version Production; version Archived; echo "$first"; } | judge | decided
{ version Production | history; echo "$first"; } | judge |
    jq -r 'select(.kind == "decision") | .production_model_version'
