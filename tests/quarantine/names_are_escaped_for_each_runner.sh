#!/bin/bash
# Names are untrusted; what has expired, or stands there twice, is left out.
cat >q <<'L'
{"test":"a.py::pays[EUR|$(rm)]","by":"ana","reason":"new bank"}
{"test":"pkg::Test(A)/b.c","reason":"slow"}
{"test":"pkg::Test(A)/b.c","reason":"again"}
{"test":"old::*","until":"2026-01-01T00:00:00Z","reason":"gone"}
{"test":"x.Shop::adds(int)","until":"2026-03-01T00:00:00Z","reason":"x"}
L
for runner in pytest go jest gtest ctest junit5 names; do
	echo "$runner:"
	quarantine --for $runner --now 2026-02-01T00:00:00Z q
done
