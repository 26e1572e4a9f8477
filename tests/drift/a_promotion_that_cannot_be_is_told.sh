#!/bin/bash
# And nothing has changed then.
export DRIFT_DB=$DB
by=(--by ana --reason why)
drift promote credit v1 "${by[@]}" 2>/dev/null
echo $?
for project in p q; do
	drift --project $project models add credit v1
done
drift --project p models add credit v2
drift --project q promote credit v1 "${by[@]}" --now 2026-05-01T00:00:00Z
drift read >before
try() {
	"$@"
	echo $?
}
try drift promote credit v1 "${by[@]}"
try drift rollback credit v2 "${by[@]}"
try drift --project q rollback credit "${by[@]}"
try drift promote credit v9 "${by[@]}"
try drift promote credit "${by[@]}"
try drift promote credit v2 --by ana
try drift promote credit v2 --reason why
try drift promote credit v2 "${by[@]}" --now tomorrow
try drift rollback "${by[@]}"
try drift models add credit
try drift models credit v1
drift read | diff before - && echo "nothing has changed"
# It was promoted and archived since: a promotion before that is none.
drift --project p promote credit v1 "${by[@]}" --now 2026-05-01T00:00:00Z
drift --project p promote credit v2 "${by[@]}" --now 2026-05-03T00:00:00Z
try drift --project p promote credit v1 "${by[@]}" --now 2026-05-02T00:00:00Z
drift --project p models --at 2026-05-04
