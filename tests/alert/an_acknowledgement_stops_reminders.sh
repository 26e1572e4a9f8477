#!/bin/bash
# alert.md: acknowledged is not repeated; the first one wins, so the second's
# until does not hold; an escalation is told in any case.
. "$TESTS/alert/lib.bash"
{
	analyses hh
	echo '{"kind":"ack","test_name":"t","acknowledged_by":"ana"}'
	echo '{"kind":"ack","test_name":"t","acknowledged_by":"bo","until":"2026-01-01T03:00:00Z"}'
	analyses hhhhhhhhhh 2
	analyses cccccc 12
} | alert --repeat 3h | told
