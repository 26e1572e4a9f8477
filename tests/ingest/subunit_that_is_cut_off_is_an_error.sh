#!/bin/bash
# In a packet, and in a test; version 1 by what it announced.
head -c 1000 "$TESTS/formats/subunit/shop.subunit2" >packet
printf 'progress: 3\ntest: a\nsuccess: a\ntest: b\nerror: b [\nwhy\n' >details
printf 'progress: 3\ntest: a\nsuccess: a\ntest: b\nerror: b' >outcome
printf 'progress: 3\ntest: a\nsuccess: a\n' >announced
for cut in packet details outcome announced; do
	ingest --run-id r $cut | jq -c '[.kind, .test_name, .status, .tests]'
	echo "${PIPESTATUS[0]}"
done
