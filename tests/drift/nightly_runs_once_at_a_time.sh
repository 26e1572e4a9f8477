#!/bin/bash
. "$TESTS/drift/data.bash"
measurements t stable 0.9 | store
flock d.db.nightly drift nightly || echo $?
flock d.db.nightly drift nightly --lock other --now $NOW || echo $?
flock other drift nightly --lock other || echo $?
drift nightly --lock none/other || echo $?
