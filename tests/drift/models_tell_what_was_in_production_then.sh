#!/bin/bash
# Since when, by whom, why, and the decision behind it; models and projects
# side by side, in names of any sort.
export DRIFT_DB=$DB
version() { # PROJECT MODEL VERSION STAGE TIME MORE
	jq -cn --arg project "$1" --arg model "$2" --arg version "$3" \
	    --arg stage "$4" --arg at "$5" '{kind: "model_version",
	    project: $project, model_name: $model, model_version: $version,
	    stage: $stage, promoted_at: $at}'" + {${6-}}"
}
{
	version p credit 1 Production 2026-05-01T00:00:00Z \
	    'promoted_by: "ana", reason: "the first, and \"only\" one"'
	echo '{"kind":"decision","project":"p","model_name":"credit","timestamp":"2026-05-04T00:00:00Z","trigger_reason":"drift_alert","action":"promote","reason":"every gate passed","f1_improvement_pct":5,"feature_drift_ratio":0.4,"decided_by":"gate"}'
	echo '{"kind":"decision","project":"q","model_name":"credit","timestamp":"2026-05-04T00:00:00Z","trigger_reason":"manual","action":"reject"}'
	version p credit 2 Production 2026-05-04T00:00:00Z \
	    'decided_at: "2026-05-04T00:00:00Z", promoted_by: "gate"'
	version q credit 7 Production 2026-05-02T00:00:00Z
	version p '","at":"' '","to_stage":"Production' Production 2026-05-03T00:00:00Z
	version p 'two  "words"' x Staging 2026-05-03T00:00:00Z
} | drift store 2>/dev/null >/dev/null
for at in 2026-04-30 2026-05-03 2026-05-04 2026-05-05; do
	echo "- $at"
	drift models --at $at 2>&1
done
echo "- one model, of one project, all its changes"
drift --project p models credit --history --at 2026-05-05
drift models nothing 2>&1 | sed 's/ at .*//'
