#!/bin/bash
# As drift nightly does: that it began, too; an alert is no failure of the job.
. "$TESTS/monitor/lib.bash"
. "$TESTS/notify/lib.bash"
export DRIFT_DB=d.db
receive 200
rows 300 >ref
rows 300 500 | predictions | drift store --only 2>/dev/null
for ((i = 0; i < 2; i++)); do
	drift monitor-new --reference ref --now 2026-01-31T00:00:00Z --ping '$URL'
	echo $?
done
flock d.db.monitor-new drift monitor-new --reference ref --ping '$URL' 2>/dev/null
echo $?
DRIFT_PING=$URL drift monitor-new --reference ref --now 2026-01-31T00:00:00Z
sed -E 's/^[0-9.]+ //' got/log
