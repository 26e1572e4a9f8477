#!/bin/bash
# A store resolves it; people read the higher one, and nothing that is over.
. "$TESTS/notify/lib.bash"
export DRIFT_DB=d.db
alert 01 a | drift store --quiet >/dev/null
alert 02 a 'severity: "critical", supersedes: "01",
    created_at: "2026-01-01T12:00:00Z", updated_at: "2026-01-01T12:00:00Z"' |
    drift store --quiet >/dev/null
drift read --kind alert --order alert_id | jq -c '[.alert_id, .state]'
drift read --kind alert --order -created_at >both
for to in slack teams discord; do
	notify --to $to both | grep -c resolved
done
notify --to webhook both | jq -c '.alerts[] | [.fingerprint, .status]'
tail -n 1 both | cmp - <(grep '"01"' both | grep -v supersedes)
# In a pipe that no store has seen the incident of before ends, too.
grep supersedes both | notify --to pagerduty | jq -c '[.event_action, .dedup_key]'
receive 200
drift send --to slack --url '$URL'
drift send --to slack --url '$URL'
ls got | grep -c json
drift read --kind alert --order alert_id | jq -c '[.alert_id, .last_sent_at]'
