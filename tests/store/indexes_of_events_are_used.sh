#!/bin/bash
# sqlite only: each plans in words of its own
# What is asked by often does not scan the table.
store-sqlite init s.db
plan() {
	sqlite3 s.db "EXPLAIN QUERY PLAN SELECT * FROM $1" |
	    grep -o 'SEARCH r USING.*' || echo "scans for $1"
}
plan "trace_events WHERE trace_id = 't'"
plan "trace_events WHERE epoch > 5"
plan "drift_alerts WHERE test_name = 't'"
plan "predictions WHERE project = 'p' AND prediction_id = 'x'"
plan "routing_decisions WHERE confidence_score < 0.5"
plan "drift_alerts WHERE acknowledged = 0"
