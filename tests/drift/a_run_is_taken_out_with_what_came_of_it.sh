#!/bin/bash
# What others made stays: other runs, and an alert that fired before.
export DRIFT_DB=$DB
run() { # RUN DAY STATUS
	echo "{\"kind\":\"result\",\"test_name\":\"t\",\"run_id\":\"$1\",\"report\":\"r$1\",\"attempt\":1,\"status\":\"$3\",\"timestamp\":\"2026-01-$2T00:00:00Z\"}"
	echo "{\"kind\":\"run\",\"run_id\":\"$1\",\"started_at\":\"2026-01-$2T00:00:00Z\",\"tests\":1}"
	echo "{\"kind\":\"measurement\",\"test_name\":\"t\",\"run_id\":\"$1\",\"timestamp\":\"2026-01-$2T00:00:00Z\",\"confidence\":0.5,\"category\":\"flaky\"}"
}
alert() { # ID RUN DAY
	echo "{\"kind\":\"alert\",\"alert_id\":\"$1\",\"test_name\":\"t\",\"run_id\":\"$2\",\"source\":\"drift\",\"severity\":\"high\",\"state\":\"firing\",\"message\":\"m\",\"created_at\":\"2026-01-$3T00:00:00Z\"}"
}
{	run good 10 passed
	run "wrong 'run'" 11 failed
	alert before "wrong 'run'" 10
	alert raised "wrong 'run'" 11
} | drift store --quiet >/dev/null
drift read >all
drift undo "wrong 'run'" --dry-run >going
grep -c . going
drift read | cmp - all
drift undo "wrong 'run'" </dev/null
echo $?
drift undo "wrong 'run'" --yes
drift read | cmp - <(grep -vxFf going all)
drift read --kind alert | grep -o '"alert_id":"[a-z]*"'
drift undo "wrong 'run'" --yes
echo $?
# One name in two projects.
run good 10 passed | sed 's/,/,"project":"p",/' | drift store --quiet >/dev/null
drift undo good --yes
echo $?
drift undo good --yes --project p
drift read --project p
# Somebody is asked.
script -qec 'drift undo good' /dev/null <<<n | tr -d '\r' | grep -o 'take out.*'
drift read --kind run | wc -l
