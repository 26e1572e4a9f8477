#!/bin/bash
cat >r.xml <<'E'
<?xml version="1.0" encoding="utf-8"?>
<assembly name="C:\work\Shop.dll" run-date="2026-01-31" run-time="10:00:00" configFile="x" time="0.2" total="2" passed="1" failed="0" skipped="1" environment="64-bit" test-framework="xUnit.net 1.9">
  <class name="Shop.Cart" time="0.2" total="2" passed="1" failed="0" skipped="1">
    <test name="Shop.Cart.Adds" type="Shop.Cart" method="Adds" result="Pass" time="0.2"/>
    <test name="Shop.Cart.Ships" type="Shop.Cart" method="Ships" result="Skip"><reason><message>until spring</message></reason></test>
    <failure exception-type="System.Exception"><message>key lost</message></failure>
  </class>
</assembly>
E
ingest --run-id r --tz UTC r.xml | jq -c '[.test_name, .status, .timestamp, .message, .reports[0].errors?]'
# Windows' own kind of assembly.
echo '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>' >app.manifest
ingest app.manifest
