#!/bin/bash
# Names, names that read as patterns, and patterns: any of them, as export has
# it; with --each the limit is one of each.
. "$TESTS/store/lib.bash"
jq -n -c '("a", "b", "b[1]", "b[2]", "c_d", "cxd", "it'\''s", "é?") as $name |
    range(3) as $day | "2026-01-0\($day + 1)T00:00:00Z" as $at |
    {kind: "measurement", test_name: $name, timestamp: $at, confidence: 0.5, category: "k",
	context: "\($day % 2)"},
    {kind: "alert", alert_id: "\($name) \($day)", test_name: $name,
	source: "drift", severity: "high", state: "firing", message: "m",
	created_at: $at}' | $STORE --quiet "$DB" >/dev/null
$STORE read "$DB" >all
while IFS= read -r names; do
	mapfile -t tests < <(tr ' ' '\n' <<<"$names" | sed 's/^/--test=/')
	$STORE read "$DB" "${tests[@]}" >have
	diff have <(drift export -f ndjson "${tests[@]}" all) || echo differ
	echo "$names: $(wc -l <have) $($STORE read "$DB" "${tests[@]}" --count)"
done <<'N'
a b
a nobody
b[1] it's
b[1] b[2]
c_* é?
b* c_d
N
echo each:
$STORE read "$DB" --test a --test b --test nobody --each --limit 2 \
    --kind alert,measurement | jq -r '"\(.kind) \(.test_name)"'
$STORE read "$DB" --test a --test b --test nobody --each --limit 2 --count
$STORE read "$DB" --test a --each --count --kind alert
