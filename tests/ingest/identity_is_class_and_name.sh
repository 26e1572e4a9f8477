#!/bin/bash
# The recipe of ingest(1), IDENTITY.
cat >r.xml <<'E'
<testsuites name="all">
  <testsuite name="org.shop.CartTest">
    <testcase classname="org.shop.CartTest" name="adds(int, int)[1]"/>
    <testcase classname="pytest.test_cart" name=" test_label[a b] " file="test_cart.py"/>
    <testcase classname="same" name="same"/>
    <testcase classname="" name="no class"/>
    <testcase name="a file" file="./test/cart.py"/>
    <testcase name="a file of this machine" file="/nowhere/test/cart.py"/>
    <testcase classname="only a class"/>
    <testcase/>
  </testsuite>
  <testsuite name="(empty)"><testcase classname="ctest" name="ctest"/></testsuite>
</testsuites>
E
ingest --run-id r --at 2026-01-31T10:00:00Z r.xml | jq -c 'select(.kind == "result") | [.test_name]'
