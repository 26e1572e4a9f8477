#!/bin/bash
# ctrf.io, schema/ctrf.schema.json: milliseconds are whole numbers, suite is a
# list, errored is "other"; and no member that the schema does not know.
r() { # NAME STATUS [MORE]
	echo '{"kind":"result","timestamp":"2026-01-31T10:00:0'$((n++))'.5Z","run_id":"1","framework":"pytest","test_name":"'$1'","status":"'$2'"'$3'}'
}
{
	r tests/a.py::TestA::b passed ',"duration":0.2504,"file":"tests/a.py","line":7'
	r 'no suite' failed ',"message":"m","details":"trace\nof it","failure_type":"E"'
	r s::flaky failed ',"retried":true,"duration":1,"message":"one","details":"one\nand more"'
	r s::flaky errored ',"retried":true,"attempt":2'
	r s::flaky passed ',"attempt":3,"duration":2'
	r s::rerun failed ',"retried":true,"message":"one"'
	r s::rerun failed ',"attempt":2,"message":"two"'
	r s::e errored
	r s::k skipped
} | drift export -f ctrf >report.json
jq -e '.reportFormat == "CTRF" and (.specVersion | test("^[0-9]+[.][0-9]+[.][0-9]+$"))
    and ([.results.tests[] | .duration, .start, .stop, .retryAttempts[]?.duration] | all(floor == .))
    and ([.results.tests[] | keys[]] - ["name", "suite", "status", "duration", "start", "stop",
	"message", "trace", "extra", "filePath", "line", "rawStatus", "retries", "flaky", "retryAttempts"] == [])' report.json
jq -c .results.tool,.results.summary,.results.tests[] report.json
drift export -f ctrf </dev/null
