#!/bin/bash
# postgres only: a server that follows another one takes no writers
m='{"kind":"measurement","test_name":"a","timestamp":"2026-01-30T00:00:00Z","confidence":0.5,"category":"x"}'
first=$("$TESTS/postgres" start first) || exit
echo "$m" | $STORE --only "$first" 2>/dev/null
replica=$("$TESTS/postgres" replica second first) || exit
plain() {
	sed "s|$replica|REPLICA|"
}
$STORE read "$replica"
$STORE stats "$replica" | jq .total_measurements
echo "${m/01-30/01-31}" | $STORE recall "$replica" | jq -r .kind
$STORE health "$replica" | jq -r .status
for verb in 'write --give-up 0s' init; do
	echo "${m/01-30/01-31}" | $STORE $verb "$replica" 2>err
	echo "${verb%% *}: $?"
	plain <err
done
