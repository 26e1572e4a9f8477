#!/bin/bash
# What SQL decides and what is left to the program give the answer of export,
# which sees every record; absent fields, words, and numbers kept as units.
. "$TESTS/store/lib.bash"
jq -n -c 'range(60) | . as $i |
    def day: 1767225600 + $i * 7000 | todate;
    def some($x): if $i % 3 == 0 then null else $x end;
    {kind: "measurement", test_name: "t\($i % 4)", context: some("c"),
	timestamp: day, confidence: ($i / 59), category: "k\($i % 5)",
	runs: some($i), run_id: some("r\($i % 7)"), rule_score: some($i / 100)},
    {kind: "result", test_name: "t\($i % 4)", run_id: "r\($i)", timestamp: day,
	status: ["passed", "failed"][$i % 2], attempt: ($i % 2 + 1),
	retried: some($i % 2 == 0), duration: some($i / 7),
	branch: some("b\($i % 3)")},
    {kind: "analysis", test_name: "t\($i % 4)", analyzed_at: day,
	change_at: some(day), baseline_confidence: 1, current_confidence: 0.5,
	drift_percentage: some($i / -50), drift_absolute: 0, severity:
	["none", "low", "high"][$i % 3], direction: "stable", trend: "stable",
	measurements_count: $i, time_span_seconds: 1.5, recommendations: []},
    {kind: "alert", alert_id: "\($i)", test_name: some("t\($i % 4)"),
	source: "drift", severity: ["low", "high", "critical"][$i % 3], state:
	["firing", "repeat", "resolved"][$i % 3], message: "m",
	created_at: day, resolved_at: some(day), acknowledged: ($i % 4 == 0)},
    {kind: "trace_event", event_id: "\($i)", timestamp: day, trace_id:
	"x\($i % 6)", event_type: "A", level: "INFO", message: "",
	agent_name: some("g\($i % 2)"), duration_ms: some($i * 1.5)},
    {kind: "routing_decision", event_id: "\($i)", timestamp: day,
	user_request: "u", selected_agent: "g", reasoning: "r",
	confidence_score: (if $i % 2 == 0 then $i / 100 else $i / 59 end)}' |
    $STORE "$DB" 2>/dev/null >/dev/null
$STORE read "$DB" >all
while read -r condition; do
	for more in '' '--limit 7' '--test t1 --limit 5'; do
		$STORE read "$DB" --where "$condition" $more >have 2>err
		diff have <(drift export -f ndjson --where "$condition" $more \
		    all 2>>err) || echo "$condition $more"
		count+=" $(wc -l <have)"
	done
	echo "$condition $count"
	count=
done <<'C'
test_name=t2
test_name=nobody
test_name>=t3
context=
context=c
category=k3
run_id=r3
run_id!=r3
run_id=
branch=b1
agent_name=g1
trace_id=x5
confidence>=0.5
confidence=0
confidence<0.1
rule_score<=0.07
duration>5.7142857142857144
drift_percentage<-0.9
duration_ms=10.5
runs>50
attempt=2
retried=true
retried=false
acknowledged=true
status=failed
status>passed
severity>=low
severity=none
severity!=low
severity<none
state!=resolved
state!=firing
status!=passed
retried!=true
acknowledged!=true
attempt!=1
confidence_score<0.2
confidence_score>=0.5
confidence_score!=0.06
confidence_score<=1
timestamp>=2026-01-05
timestamp<2026-01-01T06:00:00Z
change_at<=2026-01-01T12:00:00Z
change_at=
resolved_at>2026-01-05T00:00:00+01:00
project=default
message=
message=m
C
