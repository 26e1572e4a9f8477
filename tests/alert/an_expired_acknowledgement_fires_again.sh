#!/bin/bash
# alert.md: "expired acknowledgements fire again": at the first finding after
# until, and then by --repeat.
. "$TESTS/alert/lib.bash"
{
	analyses h
	echo '{"kind":"ack","test_name":"t","acknowledged_by":"ana","until":"2026-01-01T06:30:00Z"}'
	analyses hhhhhhhhhhh 1
} | alert --repeat 4h | told
