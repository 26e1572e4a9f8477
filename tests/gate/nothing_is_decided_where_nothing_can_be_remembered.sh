#!/bin/bash
. "$TESTS/gate/lib.bash"
{ evaluation; echo '{"kind":"history","of":"none","reason":"away"}'
  evaluation '.shadow.version = 9'; } | judge | jq -r .kind
