#!/bin/bash
# records.md: project is the tenant; absent means default.
. "$TESTS/alert/lib.bash"
{
	analysis 0 high '"project":"p"'
	echo '{"kind":"ack","test_name":"t","acknowledged_by":"ana"}'
	analysis 5 high '"project":"p"'
} | alert --repeat 4h | told
