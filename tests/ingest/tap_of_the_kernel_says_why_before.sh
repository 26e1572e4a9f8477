#!/bin/bash
# KTAP, in a log with its times.
ingest --run-id r --at 2026-01-31T10:00:00Z <<'R' | jq -c 'select(.kind == "result") | [.test_name, .subtest, .status, .message, .details]'
[    0.100000] KTAP version 1
[    0.100001] 1..2
[    0.100002]     KTAP version 1
[    0.100003]     # Subtest: example
[    0.100004]     1..2
[    0.100005]     ok 1 adds
[    0.100006]     # pays: EXPECTATION FAILED at lib/shop.c:30
[    0.100007]     Expected 1 + 1 == 3, but
[    0.100008]         1 + 1 == 2 (0x2)
[    0.100009]     not ok 2 pays
[    0.100010] # example: pass:1 fail:1 skip:0 total:2
[    0.100011] not ok 1 example
[    0.100012]   KTAP version 1
[    0.100013]   1..1
[    0.100014]     KTAP version 1
[    0.100015]     # Subtest: parameters
[    0.100016]     1..1
[    0.100017]     ok 1 one # SKIP no hardware
[    0.100018]   ok 1 parameters
[    0.100019] ok 2 module
R
