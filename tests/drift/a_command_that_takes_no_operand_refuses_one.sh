#!/bin/bash
# `drift retain FILE` means that file; `drift cleanup FILE` must not mean another.
echo '{"kind":"measurement","test_name":"a","timestamp":"2020-01-01T00:00:00Z","confidence":0.5,"category":"flaky"}' |
    drift store --quiet --only drift.db
for command in alerts cleanup events monitor-new nightly replay send stats \
    status tour; do
	drift $command other.db || echo "$command: status $?"
done
drift cleanup -- other.db || echo "status $?"
drift read drift.db | jq -r .test_name
