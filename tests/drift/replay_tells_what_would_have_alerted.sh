#!/bin/bash
# Run by run as it was, by the rules of then and by others; what was before
# --since alerts nobody, and nothing is stored.
. "$TESTS/drift/data.bash"
results passed passed passed passed passed passed passed passed passed \
    passed passed passed failed failed failed failed failed
for run in {1..17}; do
	printf -v at '2026-01-%02dT00:00:00Z' $run
	drift ci reports/$run.xml --run-id $run --revision r$run --at $at --now $at >out 2>err
	grep -q ' 1 new alerts' out && echo "run $run"
done
before=$(drift read --kind alert,analysis | cksum)
now=(--now 2026-01-20T00:00:00Z)
drift replay --since 2026-01-01 "${now[@]}"
drift replay --since 2026-01-01 "${now[@]}" --rules '--severity moderate --for=2 --min-runs 3'
echo 'later:'
drift replay --since 2026-01-16 "${now[@]}"
echo 'nothing:'
drift replay --since 2026-02-01 "${now[@]}"
drift replay --since 2026-01-01 "${now[@]}" --test 'no*'
drift replay --since 2026-01-01 --rules '--loud' 2>&1
echo $?
drift replay 2>&1
echo $?
[ "$(drift read --kind alert,analysis | cksum)" = "$before" ]
