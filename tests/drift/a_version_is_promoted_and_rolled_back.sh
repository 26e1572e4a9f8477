#!/bin/bash
# Every change with its partner, who, when and why, and the newest decision on
# the version.
export DRIFT_DB=$DB
names=(--by 'Ana "A", B' --reason 'it, is "better"')
drift models add credit 'v,"1"' --run-id 'r "1"' --trained-at 2026-04-01T00:00:00Z
drift models add credit v2
drift models add credit v2
echo $?
echo '{"kind":"decision","model_name":"credit","timestamp":"2026-05-03T00:00:00Z","trigger_reason":"scheduled","action":"promote","shadow_model_version":"v2"}
{"kind":"decision","model_name":"credit","timestamp":"2026-05-02T00:00:00Z","trigger_reason":"scheduled","action":"reject","shadow_model_version":"v2"}
{"kind":"decision","project":"p","model_name":"credit","timestamp":"2026-05-03T12:00:00Z","trigger_reason":"scheduled","action":"reject","shadow_model_version":"v2"}' |
    drift store >/dev/null 2>&1
drift promote credit 'v,"1"' "${names[@]}" --now 2026-05-01T00:00:00Z
drift promote credit v2 "${names[@]}" --now 2026-05-04T02:00:00+02:00
drift promote credit v2 "${names[@]}" --now 2026-05-05T00:00:00Z
drift rollback credit --by bo --reason worse --now 2026-05-06T00:00:00Z
drift rollback credit v2 --by bo --reason mended --now 2026-05-07T00:00:00Z
drift rollback credit --by bo --reason worse --now 2026-05-08T00:00:00Z
drift read --kind stage_change | jq -r '"\(.at[8:10]) \(.model_version) \(
    .from_stage) > \(.to_stage) by \(.by): \(.reason), \(.decided_at)"' | sort
drift read --kind model_version | LC_ALL=C sort
