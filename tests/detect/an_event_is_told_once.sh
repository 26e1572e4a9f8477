#!/bin/bash
# detect.md (c): "was flaky, now broken and the reverse, once": when the run
# that made it certain is remembered it is no event any more.
. "$TESTS/detect/lib.bash"
results t ppfpppfppppfpppppfpppfppppppffffffffff >in
remember() { jq -c '{kind: "history", of: .kind} + del(.kind)'; }
event() { detect --only --method rate | jq -r 'select(.kind == "analysis") |
    [.class, .severity, .evidence.event // "no event"] | @tsv'; }
event <in
{ head -n 37 in | remember; tail -n 1 in; } | event
