#!/bin/bash
for i in {1..20000}; do
	echo '{"kind":"measurement","test_name":"a'$i'","timestamp":"2026-01-01T00:00:00Z","confidence":0.5,"category":"x"}'
done >in
$STORE "$DB" <in 2>/dev/null | head -n 1 >/dev/null
$STORE read "$DB" | wc -l
