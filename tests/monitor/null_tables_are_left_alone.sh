#!/bin/bash
# 60 comparisons of 30 features of which none has moved: at most 6 with some
# feature flagged, where the table flags nearly always; and a step of half a
# standard deviation is found in at least 54 of 60.
. "$TESTS/monitor/lib.bash"
case $O in */san) echo "it is slow, and about statistics" >&2; exit 77 ;; esac
cat >table.py <<'P'
import json, random, sys
seed, n, step, now = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:]
r = random.Random(seed)
for i in range(n):
    row = {"n%d" % k: round(r.gauss(0, 1), 4) for k in range(14)}
    row["step"] = r.gauss(step, 1)
    row.update(("e%d" % k, round(r.expovariate(1), 4)) for k in range(6))
    row.update(("few%d" % k, r.randrange(2 + k)) for k in range(3))
    row.update(("w%d" % k, r.choice("abcdefgh"[:2 + k])) for k in range(6))
    print(json.dumps({"kind": "prediction", "prediction_id": "p%d" % i,
                      "timestamp": "2026-01-30T12:00:00Z", "features": row}
                     if now else row))
P
flagged() { # OPTION...: of those in which some feature was
	watch --reference ref "$@" in | grep -c '"drift_detected":true' >n
	[ "$(cat n)" = 0 ] || echo 1
}
for seed in {1..60}; do
	python3 table.py $seed 600 0 >ref
	python3 table.py $((seed + 1000)) 100 0 now >in
	flagged >>null
	[ $seed -gt 20 ] || flagged --profile reference >>by_the_table
	python3 table.py $((seed + 2000)) 100 .5 now >in
	flagged --features step >>found
done
[ $(wc -l <null) -le 6 ] || echo "$(wc -l <null) of 60"
[ $(wc -l <by_the_table) -ge 15 ] || echo "$(wc -l <by_the_table) of 20"
[ $(wc -l <found) -ge 54 ] || echo "found $(wc -l <found) of 60"
