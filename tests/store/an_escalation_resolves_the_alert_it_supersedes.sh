#!/bin/bash
# spec of alert: an escalation carries `supersedes`, and the store resolves
# that row; storing all of it again changes nothing.
alert() { # ID SEVERITY TIME FIELDS
	echo '{"kind":"alert","alert_id":"'"$1"'","test_name":"t","source":"drift","severity":"'"$2"'","state":"firing","message":"m","created_at":"'"$3"'","updated_at":"'"$3"'"'"$4"'}'
}
{
	alert a high 2026-01-01T00:00:00Z
	alert b critical 2026-01-02T00:00:00Z ',"supersedes":"a"'
} >in
$STORE --only "$DB" <in 2>/dev/null
$STORE --only "$DB" <in 2>/dev/null
$STORE read "$DB" | drift export -f csv --fields alert_id,state,resolved_at
