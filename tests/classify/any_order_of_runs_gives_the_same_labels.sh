#!/bin/bash
# classify.md: "Ingesting the same report twice, in any order, changes nothing".
# Sixty runs of twelve tests on three branches, with retries, revisions, families
# and outages, each with its record behind it: handed in twice in any order of
# runs, the last that is said about each run is the same.
. "$TESTS/classify/lib.bash"
awk -v OFS= 'BEGIN {
	srand(1); x = 11
	for (run = 1; run <= 60; run++) {
		bad = run % 17 == 0 ? 0.95 : 0.08
		at = sprintf("2026-02-%02dT%02d:00:00Z", 1 + run / 24, run % 24)
		branch = run % 5 == 3 ? "fix" : run % 11 == 0 ? "" : "main"
		line = ""
		for (t = 1; t <= 12; t++)
			for (try = 1; try <= 2; try++) {
				x = x * 16807 % 2147483647
				failed = x / 2147483647 < bad
				line = line "{\"kind\":\"result\",\"test_name\":\"t" (t < 7 ? t : "[" t "]") \
				    "\",\"run_id\":\"" run "\",\"attempt\":" try ",\"status\":\"" \
				    (failed ? "failed" : "passed") "\",\"timestamp\":\"" at \
				    "\",\"revision\":\"" int(run / 2) "\",\"branch\":\"" branch "\"}\t"
				if (!failed) break
			}
		print line, "{\"kind\":\"run\",\"run_id\":\"" run "\",\"started_at\":\"" at \
		    "\",\"branch\":\"" branch "\"}"
	}
}' >runs
last() { # the last record of every measurement
	jq -c 'select(.kind == "measurement")' |
	    jq -cs 'group_by([.test_name, .timestamp])[] | last'
}
# Outages are known once and for all after the first turn.
{ cat runs runs | tr '\t' '\n'; } | classify --families | last >want
for seed in 1 2 3 4 5; do
	{
		shuf --random-source=<(yes $seed) runs
		shuf --random-source=<(yes x$seed) runs
	} | tr '\t' '\n' | classify --families | last | cmp - want
done
wc -l <want
jq -r .category want | sort | uniq -c
