#!/bin/bash
# The whole of both records; a promotion says who, a rejection does not.
. "$TESTS/gate/lib.bash"
evaluation | judge --by nightly
evaluation '.shadow.num_samples = 10 | .project = "p" | .shadow.version = 9' | judge
