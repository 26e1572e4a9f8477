#!/bin/bash
# detect(1), evidence of method rate: the others with the same failure_id, and
# members of test[*].
. "$TESTS/detect/lib.bash"
for test in 't[a]' 't[b]' 't[c]' other; do
	results "$test" ppppppppppppppppppppfff | jq -c 'if .status == "failed"
	    then .failure_id = "F" else . end'
done >in
results 't[d]' pppppppppp >>in
detect --only --method rate in | jq -r '[.test_name, .evidence.fail_alike,
    .evidence.family.members, .evidence.family.bad] | @tsv'
