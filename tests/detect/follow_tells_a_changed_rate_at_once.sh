#!/bin/bash
# detect.md (c): G >= 10; thirty passes and three failures, by hand 10.05.
# An attempt that comes again is no new execution.
. "$TESTS/detect/lib.bash"
results t ppppppppppppppppppppppppppppppffffff >in
cat in in | detect --follow --only | jq -c '[.method, .change_index,
    .detected_index, (.evidence.g * 100 | round), .class, .evidence.event]'
