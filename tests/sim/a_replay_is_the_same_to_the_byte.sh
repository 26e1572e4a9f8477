#!/bin/bash
# The same input with the same --now through the filters twice: every byte.
at=2026-02-01T00:00:00Z
"$TESTS/sim/stream" --platforms --duration 60 stable:20:0 ten:20:.1 \
    half:5:.5 windows-only:1:0 | ingest --now $at >in 2>/dev/null
for turn in 1 2; do
	classify --explain --families --now $at <in | detect --now $at |
	    alert --severity low --now $at >out$turn
	classify --now $at <in | detect --each --now $at |
	    alert --severity low --now $at >each$turn
done
cmp out1 out2
cmp each1 each2
for kind in analysis alert; do
	grep -q "^{\"kind\":\"$kind\"" out1 || echo "no $kind"
	grep -q "^{\"kind\":\"$kind\"" each1 || echo "no $kind with --each"
done
