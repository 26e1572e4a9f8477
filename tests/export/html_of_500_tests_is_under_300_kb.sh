#!/bin/bash
# 500 tests of 60 noisy values, a tenth of which have drifted and alert; each
# has failed in a way of its own, with a long trace, and has an owner.
awk 'BEGIN { srand(7)
for (i = 0; i < 60; i++) trace = trace "  at shop.Cart.line" i "(Cart.java:" i * 7 ")\\n"
for (r = 0; r < 60; r++)
	printf "{\"kind\":\"run\",\"run_id\":\"%d\",\"started_at\":\"2026-01-%02dT%02d:00:00Z\",\"branch\":\"main\",\"revision\":\"%040d\",\"tests\":500,\"passed\":480,\"failed\":15,\"skipped\":5}\n", r, 1 + int(r / 2), r % 2 * 12, r
for (r = 0; r < 60; r++) for (t = 0; t < 500; t++) {
	time = sprintf("2026-01-%02dT%02d:00:00Z", 1 + int(r / 2), r % 2 * 12)
	y = 0.85 + t % 10 / 100 + (rand() - .5) / 10 - (t % 10 == 0 && r > 20 + t % 30 ? .3 : 0)
	name = sprintf("tests/module_%d/test_things.py::test_number_%d", t % 7, t)
	printf "{\"kind\":\"measurement\",\"test_name\":\"%s\",\"timestamp\":\"%s\",\"confidence\":%.3f,\"category\":\"%s\"}\n", name, time, y, t % 10 ? "stable" : "flaky"
	printf "{\"kind\":\"result\",\"test_name\":\"%s\",\"run_id\":\"%d\",\"timestamp\":\"%s\",\"owner\":\"team-%d\",", name, r, time, t % 7
	if (rand() < .02 || r == t % 60)
		printf "\"status\":\"failed\",\"failure_id\":\"%d\",\"message\":\"%d: %0200d\",\"details\":\"%s\"}\n", t, t, r, trace
	else
		print "\"status\":\"passed\"}"
} }' | drift detect | drift alert | drift export -f html -o page.html
bytes=$(wc -c <page.html)
[ "$bytes" -lt 300000 ] || echo "$bytes bytes"
grep -c '<svg role=img viewBox=0' page.html
