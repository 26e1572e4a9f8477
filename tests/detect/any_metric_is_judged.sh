#!/bin/bash
# detect(1): performance_metric, one series a name and component.
for i in {10..49}; do
	for c in api web; do
		[ $c$((i / 35)) = web1 ] && v=180 || v=120
		printf '{"kind":"performance_metric","metric_name":"latency_ms","metric_type":"gauge","component":"%s","metric_value":%d,"timestamp":"2026-01-01T00:%d:00Z"}\n' \
		    $c $((v + i * 7 % 5)) $i
	done
done | detect --only | jq -r '[.test_name, .context, .category, .method,
    .severity, .direction, .change_index // "-"] | @tsv'
