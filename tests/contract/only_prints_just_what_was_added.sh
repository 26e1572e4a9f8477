#!/bin/bash
# And what is remembered, which still passes.
. "$TESTS/contract/lib.bash"

{ measurement 1
  echo '{"kind":"history","of":"measurement","test_name":"h","timestamp":"2026-01-01T00:00:00Z","confidence":1,"category":"stable"}'
  echo '{"kind":"weather"}'; } >in

check() {
	local name=$1
	shift
	"$@" --only <in >out 2>err || wrong "$name" "status $?"
	grep -q '"measurement","project\|weather' out && wrong "$name" "passes on"
	grep -q '^{"kind":"history"' out || wrong "$name" "drops what is remembered"
}
for name in classify detect monitor alert gate; do
	check "$name" "$BIN/$name"
done
exit 0
