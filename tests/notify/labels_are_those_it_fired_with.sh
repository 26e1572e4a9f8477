#!/bin/bash
# Alertmanager knows an alert by its labels: those of the end are those of the
# beginning, though its severity is none then; and what all alerts of a webhook
# share stands in commonLabels and commonAnnotations.
. "$TESTS/notify/lib.bash"
fired=$(alert 00aa checkout 'severity: "critical"')
over=$(alert 00aa checkout 'state: "resolved", severity: "none",
    fired_severity: "critical", resolved_at: "2026-01-01T11:00:00Z"')
for record in "$fired" "$over"; do
	notify --to alertmanager --now 2026-01-01T12:00:00Z <<<"$record" | jq -c '.[].labels'
done | uniq -c | sed 's/^ *//'
{
	alert 00aa checkout 'project: "shop", run_id: "17", owner: "ana"'
	alert 00bb login 'project: "shop", run_id: "17", owner: "bo"'
} | notify --to webhook | jq -c '.commonLabels, .commonAnnotations'
notify --to webhook <<<"$fired" | jq -c '.commonLabels == .alerts[0].labels, .commonAnnotations == .alerts[0].annotations'
