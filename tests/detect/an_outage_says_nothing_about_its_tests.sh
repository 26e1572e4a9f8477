#!/bin/bash
# detect(1): whenever the record of the run comes, and until it says otherwise.
. "$TESTS/detect/lib.bash"
results t pppppppppppppppppppppppppppppppffff >in
outage() { # RUN BOOL
	printf '{"kind":"run","run_id":"%s","outage":%s}\n' "$1" "$2"
}
verdict() { detect --only --method rate | jq -r '[.class, .severity,
    .evidence.recent.failures] | @tsv'; }
verdict <in
{ for i in {31..34}; do outage $i true; done; cat in; } | verdict
{ cat in; for i in {31..34}; do outage $i true; done; } | verdict
{ cat in; outage 34 true; outage 34 false; } | verdict
