#!/bin/bash
# Numbers move; what differs from run to run is no part of a description.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .status, .duration, .message]'
TAP version 14
1..14
ok 1 - adds # time=12ms
ok 2 - adds slowly # time=1.5s
ok
not ok 4
ok 5 - takes \# and \\ # skip no till
not ok 6 - later # ToDo
not ok 7 - later, too # todo: soon
ok 8 - later after all # tODo
not ok 9 - given up # SKIPPED: never
ok 10 - adds issue #12
ok 11-no blanks
ok 12 - a literal brace {
not ok 13 - kernel # exit=1
ok 14 - waits in 7ms
R
