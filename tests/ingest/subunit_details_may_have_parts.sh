#!/bin/bash
# Chunks like those of HTTP, in which a line may be a bracket.
{
	printf 'time: 2026-01-31 10:00:00Z\ntest: a [x]\ntime: 2026-01-31 10:00:02.5Z\n'
	printf 'failure: a [x] [ multipart\nContent-Type: text/x-traceback;charset=utf8\ntraceback\n'
	printf '4D\r\nTraceback (most recent call last):\n  File "t.py", line 3\nValueError: no till\n0\r\n'
	printf 'Content-Type: text/plain\nlog\n5\r\n]\nabc0\r\n]\n'
	printf 'test: b\nskip: b [\nno\n ]\nshop\n]\n'
	printf 'test: c\nuxsuccess: c\ntest: d\nxfail: d [ multipart\n]\n'
} | ingest --run-id r | jq -c 'select(.kind == "result") | [.test_name, .status, .timestamp, .duration, .failure_type, .message, .details]'
