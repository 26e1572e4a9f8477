#!/bin/bash
# detect(1), --baseline-branch; in a project without main or master all count.
. "$TESTS/detect/lib.bash"
both() { # TRUNK
	results t ppppppppppppppppppppppppppppppp | jq -c --arg b "$1" '.branch = $b'
	results t ffff | jq -c '.branch = "topic" | .run_id += "t" |
	    .timestamp |= sub("01-"; "03-")'
}
verdict() { detect --only --method rate "$@" | jq -r '[.class,
    .severity] | @tsv'; }
both main | verdict
both trunk | verdict
both trunk | verdict --baseline-branch trunk
both trunk | DRIFT_BASELINE_BRANCH='tr*' verdict
