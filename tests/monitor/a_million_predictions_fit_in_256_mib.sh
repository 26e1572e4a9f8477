#!/bin/bash
# Ten features, a label each, against 30,000 rows, all of them exactly; and
# memory is asked for by doubling, not by record.
. "$TESTS/monitor/lib.bash"
case $O in */san) echo "the sanitizer has its own malloc" >&2; exit 77 ;; esac
cc -std=gnu17 -O2 -shared -fPIC -o counting.so "$TESTS/contract/counting.c"
stream() { # N
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		x = i * 7919 % 10007
		printf "{\"kind\":\"prediction\",\"prediction_id\":\"p%d\",\"timestamp\":\"2026-01-30T12:00:00Z\",\"model_name\":\"credit\",\"prediction\":%d,\"probability\":0.%d,\"features\":{\"a\":%d,\"b\":%d.5,\"c\":%d,\"d\":%d,\"e\":%d,\"f\":%d,\"g\":%d,\"h\":%d,\"i\":%d,\"w\":\"%s\"}}\n",
		    i, x % 2, x % 1000, x, x, x * 3, x + i % 5, x % 7, x % 100, i % 11, x * x, i % 3000, i % 2 ? "Bonn" : "Ulm"
		printf "{\"kind\":\"label\",\"prediction_id\":\"p%d\",\"true_label\":%d}\n", i, i % 2 } }'
}
stream 30000 | jq -c 'select(.features).features' >ref
stream 1000000 >in
python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=open("out", "w"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= 256 * 1024)' \
    monitor --only --now $NOW --reference ref in
jq -c 'if .feature then .current_count else .coverage end' out | uniq -c |
    sed 's/^ *//'
count() { # LINES
	head -n "$1" in | COUNT_TO=count LD_PRELOAD=$PWD/counting.so monitor \
	    --only --now $NOW --min 1 --reference ref >out
	cat count
}
few=$(count 2000)
many=$(count 2000000)
[ $((many - few)) -lt 400 ] || echo "$few allocations, then $many"
