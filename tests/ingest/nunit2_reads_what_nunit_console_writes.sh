#!/bin/bash
cd "$TESTS/formats/nunit2" || exit
results=$(ingest --run-id r --tz UTC shop.xml)
jq -c 'select(.kind == "result") | [.test_name, .status, .duration, .message]' <<<"$results"
jq -c 'select(.test_name == "Shop.Cart.Divides")' <<<"$results"
jq -c 'select(.kind == "run") | .reports[0].errors' <<<"$results"
