#!/bin/bash
# How long it takes and how it ends are two matters: each has its alert, its
# end, its line in the baseline; who acknowledges the test means both.
analysis() { # DAY METHOD SEVERITY
	local direction=decreasing from=1 to=0
	[ "$2" = duration ] && direction=increasing to=2
	[ "$3" = none ] && to=1
	printf '{"kind":"analysis","test_name":"t","analyzed_at":"2026-01-%s"' \
	    "${1}T00:00:00Z"
	printf ',"method":"%s","severity":"%s","direction":"%s"' "$2" "$3" \
	    $direction
	printf ',"baseline_confidence":%s,"current_confidence":%s' $from $to
	printf ',"drift_absolute":%s,"measurements_count":9' $((to - from))
	printf ',"time_span_seconds":1,"trend":"stable","recommendations":[]}\n'
}
told() { jq -r 'select(.kind == "alert") | .message + " " + .method'; }
slow() { analysis 01 duration high; }
breaks() { analysis 02 duration high; analysis 02 rate high; }
mended() { for day in 03 04; do
	analysis $day duration high; analysis $day rate none; done; }
fast() { for day in 05 06; do
	analysis $day duration none; analysis $day rate none; done; }

{ slow; breaks; mended; fast; } | alert --only | told
echo "# the same where runs come one by one"
: >history
for run in slow breaks mended fast; do
	$run >now
	cat history now | alert | grep -v history >all
	told <all
	jq -c '{kind: "history", of: .kind} + del(.kind)' all >>history
done
echo "# known to take long, known at all"
{ slow; breaks; } | alert --baseline known --update-baseline >/dev/null
cat known
for line in 1 2; do
	sed -n ${line}p known >one
	for new in slow breaks; do
		$new | alert -e --baseline one >/dev/null
		echo "line $line: $new $?"
	done
done
echo '{"test":"t","severity":"high"}' >one
breaks | alert -e --baseline one >/dev/null; echo both $?
{ slow; breaks; } | alert --baseline one --update-baseline >/dev/null
: | alert --baseline one --update-baseline
diff known one
echo '{"test":"t","severity":"high"}' >one
: | alert --baseline one --update-baseline
cat one
echo '{"test":"t","method":"slow","severity":"high"}' | alert --baseline /dev/stdin
echo "# acknowledged"
{ slow; breaks; echo '{"kind":"ack","test_name":"t","acknowledged_by":"ana","ack_reason":"r",
    "acknowledged_at":"2026-01-02T00:00:00Z"}' | tr -d '\n'; echo
    for day in 03 04; do analysis $day rate high; analysis $day duration high
    done; } | alert --only --repeat 1h | told
