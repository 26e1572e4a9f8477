#!/bin/bash
cat >r.xml <<'E'
<testsuite name="s">
  <testcase name="a"><failure type="E" message="no answer from 10.0.0.17:8080 after 3017 ms, request 0x7f3a9c, /tmp/run-17/x.log">at shop.Cart.add(/home/a/Cart.java:17)</failure></testcase>
  <testcase name="b"><failure type="E" message="no answer from 10.0.0.9:9090 after 12 ms, request 0x12ab, /var/tmp/run-9/x.log">at shop.Cart.add(/builds/9/Cart.java:19)</failure></testcase>
  <testcase name="c"><failure type="E" message="no answer from 10.0.0.9:9090 after 12 ms, request 0x12ab, /var/tmp/run-9/x.log">at shop.Basket.add(/builds/9/Basket.java:19)</failure></testcase>
  <testcase name="d"><failure type="F" message="no answer from 10.0.0.9:9090 after 12 ms, request 0x12ab, /var/tmp/run-9/x.log">at shop.Cart.add(/builds/9/Cart.java:19)</failure></testcase>
  <testcase name="e"><skipped message="no"/></testcase>
</testsuite>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -r 'select(.kind == "result") | .failure_id' >ids
[ "$(sed -n 1p ids)" = "$(sed -n 2p ids)" ] || echo "numbers, addresses, paths matter"
[ "$(sed -n 3p ids)" != "$(sed -n 2p ids)" ] || echo "the top frame does not matter"
[ "$(sed -n 4p ids)" != "$(sed -n 2p ids)" ] || echo "the type does not matter"
grep -c '^[0-9a-f]\{16\}$' ids
