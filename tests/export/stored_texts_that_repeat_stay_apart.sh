#!/bin/bash
# Each category and failure is stored once, under a number, and the newest are
# kept at hand; two of one record must not share a place there.
awk 'BEGIN { for (i = 0; i < 9000; i++)
	printf "{\"kind\":\"measurement\",\"project\":\"default\",\"test_name\":\"t\",\"timestamp\":\"2026-01-01T%02d:%02d:%02d.000000Z\",\"confidence\":0.5,\"category\":\"%s-%d\",\"failure_id\":\"F-%d\"}\n",
	    i / 3600, i / 60 % 60, i % 60, i % 2 ? "c" : "longer-than-that", i % 7, i }' >in
drift store d.db <in >out 2>/dev/null && cmp in out
drift export --db d.db --kind measurement | cmp - in
